import { DARK, LIGHT } from '../../lib/report/style/tokens.ts';

/** Text and the grounds on which it stands. */
const PAIRS: readonly (readonly [text: string, ground: string])[] = [
  ...['ink', 'quiet', 'accent', 'critical', 'high', 'medium', 'low', 'info', 'good', 'bad'].flatMap((text) => [
    [text, 'sheet'] as const,
    [text, 'ground'] as const,
  ]),
  ...['critical', 'high', 'medium', 'low', 'info', 'good', 'bad'].map((tone) => [tone, `${tone}-ground`] as const),
  ...['ink', 'quiet', 'good', 'bad'].map((text) => [text, 'raised'] as const),
  ['ink', 'high-ground'],
];

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('In the %s, text', (_theme, tokens) => {
  const colours = new Map(
    [...tokens.matchAll(/--([a-z-]+):(#[0-9a-f]+)/g)].map(([, name = '', hex = '']) => [name, hex]),
  );

  it.each(PAIRS)('%s on %s has a contrast of at least 4.5 to 1', (text, ground) => {
    const [lighter = 0, darker = 0] = [text, ground]
      .map((name) => luminance(colours.get(name) ?? ''))
      .sort((a, b) => b - a);
    expect((lighter + 0.05) / (darker + 0.05)).toBeGreaterThanOrEqual(4.5);
  });
});

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const long = hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex;
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(long.slice(at, at + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
