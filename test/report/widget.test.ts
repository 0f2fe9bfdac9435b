import { overviewHtml } from '../../lib/report/widget.ts';
import { hostileFacts } from './hostile-facts.ts';
import { sampleFacts } from './sample-facts.ts';

const { overview } = sampleFacts();

describe("A dashboard's overview", () => {
  it('has no script, no link, and nothing to load', () => {
    const html = overviewHtml(overview, { theme: 'light', reportLocation: 's3://reports/prod/latest.html' });
    expect(html).not.toMatch(/<script|<a\b|<iframe|<use\b|\son\w+=|url\(|src=/);
    expect(html).toContain('s3://reports/prod/latest.html');
  });

  it('says what was not seen before any count', () => {
    const html = overviewHtml(overview, { theme: 'light' });
    expect(html.indexOf('Not everything was seen')).toBeLessThan(html.indexOf('class="tiles"'));
  });

  it("has the dashboard's colours, whatever the system's are", () => {
    const [light, dark] = (['light', 'dark'] as const).map((theme) => overviewHtml(overview, { theme }));
    expect(light).toContain('color-scheme:light');
    expect(dark).toContain('color-scheme:dark');
    expect(`${light}${dark}`).not.toContain('prefers-color-scheme');
  });

  it('styles nothing outside itself', () => {
    const [, style = ''] = /<style>([^<]*)<\/style>/.exec(overviewHtml(overview, { theme: 'dark' })) ?? [];
    const selectors = [...style.matchAll(/([^{}]+)\{[^{}]*\}/g)].flatMap(([, selector = '']) => selector.split(','));
    expect(selectors.length).toBeGreaterThan(40);
    expect(selectors.filter((selector) => !selector.startsWith('.og-widget'))).toEqual([]);
    expect(style).not.toContain('rem');
  });

  it('shows hostile names as text', () => {
    const html = overviewHtml(hostileFacts().overview, { theme: 'light' });
    expect(html).not.toMatch(/<img|<svg onload|[\u202e\u200b]/);
  });

  it('is small', () => {
    expect(overviewHtml(overview, { theme: 'light' }).length).toBeLessThan(30_000);
  });
});
