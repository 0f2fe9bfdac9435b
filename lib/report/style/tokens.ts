/** Colours and measures. Text has a contrast of at least 4.5:1 on the grounds it stands on, in both. */
export function tokens(root: string): string {
  return `
${root}{${LIGHT}}
@media (prefers-color-scheme:dark){${root}:not([data-theme=light]){${DARK}}}
${root}[data-theme=dark]{${DARK}}`;
}

/** For a place that knows which of the two it is. */
export function themeTokens(theme: 'light' | 'dark'): string {
  return theme === 'light' ? LIGHT : DARK;
}

export const LIGHT = `color-scheme:light;
--ground:#f5f6f8;--sheet:#fff;--raised:#eef1f5;--line:#d9dfe6;--ink:#17212c;--quiet:#566370;
--accent:#1857b6;--accent-ground:#e8f0fc;
--critical:#a3133c;--critical-ground:#fdebef;--high:#a84309;--high-ground:#fdf0e6;--medium:#7d5a00;--medium-ground:#fcf5df;
--low:#1f6684;--low-ground:#e8f4f9;--info:#566370;--info-ground:#eef1f5;
--good:#1c6b40;--good-ground:#e6f5ec;--bad:#a3133c;--bad-ground:#fdebef;`;

export const DARK = `color-scheme:dark;
--ground:#10161d;--sheet:#182029;--raised:#222c37;--line:#303c49;--ink:#e7ecf1;--quiet:#a3b0bd;
--accent:#8bbcff;--accent-ground:#1c2f49;
--critical:#ff8fa8;--critical-ground:#3d1a25;--high:#ffab7a;--high-ground:#3b2415;--medium:#ecc86a;--medium-ground:#352b11;
--low:#86cdea;--low-ground:#132f3b;--info:#a3b0bd;--info-ground:#222c37;
--good:#7fd6a3;--good-ground:#14301f;--bad:#ff8fa8;--bad-ground:#3d1a25;`;
