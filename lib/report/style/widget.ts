import { overviewStyle } from './overview.ts';
import { themeTokens } from './tokens.ts';

/** The overview's style for a fragment in somebody else's page: every rule is below the fragment's own class. */
export function widgetStyle(theme: 'light' | 'dark'): string {
  return `.og-widget{${themeTokens(theme)}
background:var(--sheet);color:var(--ink);padding:8px 12px;font:14px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere;
& *{box-sizing:border-box}& h2{font-size:16px;margin:0 0 8px}
${overviewStyle}}`;
}
