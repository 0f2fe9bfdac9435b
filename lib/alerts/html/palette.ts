/**
 * Colours of mails, light and dark. Each class is written inline with its light colours, since many mail programs know
 * no style sheet, and those that do and are dark get the others. Contrast of text is at least 4.5:1 in both.
 */
export interface Look {
  readonly light: Readonly<Record<string, string>>;
  /** What differs in the dark; default: nothing. */
  readonly dark?: Readonly<Record<string, string>>;
}

const MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace';

export const LOOKS = {
  page: {
    light: {
      margin: '0',
      padding: '12px',
      background: '#f3f4f6',
      color: '#1f2328',
      'font-family': "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
      'font-size': '15px',
      'line-height': '1.5',
      'word-break': 'break-word',
      'overflow-wrap': 'anywhere',
    },
    dark: { background: '#0d1117', color: '#e6edf3' },
  },
  sheet: {
    light: {
      'max-width': '640px',
      margin: '0 auto',
      padding: '16px',
      background: '#ffffff',
      border: '1px solid #d0d7de',
      'border-radius': '8px',
    },
    dark: { background: '#161b22', 'border-color': '#30363d' },
  },
  title: { light: { margin: '0 0 8px', 'font-size': '19px', 'line-height': '1.3' } },
  quiet: { light: { margin: '0', color: '#57606a', 'font-size': '14px' }, dark: { color: '#9da7b3' } },
  paragraph: { light: { margin: '12px 0 0' } },
  line: { light: { margin: '0' } },
  client: {
    light: { margin: '24px 0 0', padding: '12px 0 0', 'border-top': '2px solid #d0d7de' },
    dark: { 'border-color': '#30363d' },
  },
  heading: { light: { margin: '0', 'font-size': '17px', 'line-height': '1.3' } },
  finding: { light: { margin: '20px 0 0' } },
  subheading: { light: { margin: '0 0 4px', 'font-size': '15px', 'line-height': '1.4' } },
  label: {
    light: { margin: '10px 0 0', color: '#57606a', 'font-size': '13px', 'font-weight': 'bold' },
    dark: { color: '#9da7b3' },
  },
  value: { light: { margin: '0' } },
  added: {
    light: { margin: '0', color: '#116329', 'font-family': MONO, 'font-size': '13px' },
    dark: { color: '#56d364' },
  },
  removed: {
    light: { margin: '0', color: '#a40e26', 'font-family': MONO, 'font-size': '13px' },
    dark: { color: '#ff7b72' },
  },
  command: {
    light: {
      margin: '4px 0',
      padding: '8px',
      background: '#f3f4f6',
      color: '#1f2328',
      'border-radius': '6px',
      'font-family': MONO,
      'font-size': '13px',
      'white-space': 'pre-wrap',
    },
    dark: { background: '#0d1117', color: '#e6edf3' },
  },
  list: { light: { margin: '8px 0 0', padding: '0', 'list-style': 'none' } },
  item: { light: { margin: '8px 0 0', padding: '0' } },
  section: {
    light: { margin: '24px 0 0', padding: '12px 0 0', 'border-top': '1px solid #d0d7de' },
    dark: { 'border-color': '#30363d' },
  },
  figures: { light: { margin: '8px 0 0', padding: '0', 'list-style': 'none' } },
  figure: {
    light: { margin: '0', padding: '6px 0', 'border-bottom': '1px solid #eaeef2' },
    dark: { 'border-color': '#21262d' },
  },
  notes: {
    light: { margin: '24px 0 0', padding: '12px', background: '#fff8c5', color: '#4d3800', 'border-radius': '6px' },
    dark: { background: '#3a2f0b', color: '#f2cc60' },
  },
} as const satisfies Record<string, Look>;

export type LookName = keyof typeof LOOKS;

/** Class and inline style of an element. */
export function looks(name: LookName): { readonly class: string; readonly style: string } {
  return { class: `g-${name}`, style: declarations(LOOKS[name].light) };
}

/** The style sheet for mail programs that are dark. Inline styles are stronger than rules that are not important. */
export function darkRules(): string {
  const rules = Object.entries<Look>(LOOKS).flatMap(([name, { dark }]) =>
    dark ? [`.g-${name} { ${declarations(dark, ' !important')} }`] : [],
  );
  return `@media (prefers-color-scheme: dark) { ${rules.join(' ')} }`;
}

function declarations(style: Readonly<Record<string, string>>, ending = ''): string {
  return Object.entries(style)
    .map(([property, value]) => `${property}: ${value}${ending};`)
    .join(' ');
}
