import { overviewStyle } from './overview.ts';
import { themeTokens } from './tokens.ts';

/** Pixels of a `rem` here: the root of a dashboard's page is not ours to size. */
const REM = 14;

/**
 * The overview's style for a fragment in somebody else's page: every selector is below the fragment's own class, written
 * out, for a sanitiser may not know nested rules.
 */
export function widgetStyle(theme: 'light' | 'dark'): string {
  const own = `
.og-widget{${themeTokens(theme)}background:var(--sheet);color:var(--ink);padding:8px 12px;font:14px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.og-widget *{box-sizing:border-box}
.og-widget h2{font-size:16px;line-height:1.3;margin:0 0 8px}
.og-widget .sight,.og-widget .panel{padding:8px 12px}
`;
  const shared = overviewStyle
    .replace(/^[^{\n]+(?=\{)/gm, (selectors) =>
      selectors
        .split(',')
        .map((one) => `.og-widget ${one}`)
        .join(','),
    )
    .replace(/(\d*\.?\d+)rem/g, (_, rems: string) => `${Math.round(Number(rems) * REM)}px`);
  return `${own}${shared}`.replaceAll('\n', '');
}
