import { SEVERITIES, type Severity } from '../../../domain/severity.ts';
import { isDark } from '../theme.ts';

/** Colours of drawings: those of the page. */
export interface Palette {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly sheet: string;
  readonly accent: string;
  readonly alert: string;
  readonly severity: Readonly<Record<Severity, string>>;
  /** For what has no order: vendors. The last one is for all others. */
  readonly series: readonly string[];
}

/** As the page has them just now; on paper the light ones. */
export function paletteNow(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const [critical, high, medium, low, info] = SEVERITIES.map(colour);
  return {
    ink: colour('ink'),
    quiet: colour('quiet'),
    line: colour('line'),
    sheet: colour('sheet'),
    accent: colour('accent'),
    alert: colour('critical'),
    severity: {
      critical: critical ?? '',
      high: high ?? '',
      medium: medium ?? '',
      low: low ?? '',
      info: info ?? '',
    },
    series: isDark() && !matchMedia('print').matches ? DARK_SERIES : LIGHT_SERIES,
  };
}

const LIGHT_SERIES = ['#2a6ac4', '#d9822b', '#2f8f67', '#a3478a', '#5b5fc7', '#1295a8', '#b59a1a', '#8d98a4'];
const DARK_SERIES = ['#6ea8f7', '#f0a862', '#66c796', '#d387bd', '#9b9ef0', '#57c3d3', '#dcc55a', '#8492a0'];
