import * as z from 'zod';
import { resourcesOf, templateOf } from './guardian-stack.ts';

const Widgets = z.array(
  z.object({
    type: z.string(),
    width: z.number(),
    height: z.number(),
    x: z.number(),
    y: z.number(),
    properties: z.looseObject({
      title: z.string(),
      endpoint: z.string().optional(),
      params: z.object({ org: z.string().optional() }).optional(),
      updateOn: z.record(z.string(), z.boolean()).optional(),
    }),
  }),
);

/** What a template cannot know yet stands as its logical id. */
const Body = z.object({
  DashboardBody: z
    .object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.union([z.string(), z.record(z.string(), z.unknown())]))]) })
    .transform(({ 'Fn::Join': [, parts] }) =>
      parts.map((part) => (typeof part === 'string' ? part : idOf(part))).join(''),
    )
    .transform((text) => Widgets.parse(JSON.parse(text).widgets)),
});

const orgs = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ name: `org${n + 1}`, region: 'eu-central-1' }));

function widgetsOf(count: number) {
  const template = templateOf(JSON.stringify({ orgs: orgs(count) }));
  const [dashboard] = resourcesOf(template, 'AWS::CloudWatch::Dashboard', Body).values();
  return dashboard?.DashboardBody ?? [];
}

describe('the dashboard', () => {
  it('shows first how the org stands, the alarms beside it, and then the figures', () => {
    const [overview, alarms, ...figures] = widgetsOf(1);
    expect(overview).toMatchObject({
      type: 'custom',
      x: 0,
      y: 0,
      properties: { title: 'Overview of org1', params: { org: 'org1' } },
    });
    expect(overview?.properties.endpoint).toMatch(/^GuardianWidgetFunction/);
    expect(alarms).toMatchObject({ type: 'alarm', y: 0, height: overview?.height });
    expect((overview?.width ?? 0) + (alarms?.width ?? 0)).toBe(24);
    expect(new Set(figures.map(({ type }) => type))).toEqual(new Set(['metric']));
  });

  it.each([2, 3, 4])('shows each of %d orgs, two in a row', (count) => {
    const custom = widgetsOf(count).filter(({ type }) => type === 'custom');
    expect(custom.map(({ properties }) => properties.params?.org)).toEqual(orgs(count).map(({ name }) => name));
    expect(custom.map(({ x }) => x)).toEqual(orgs(count).map((_, n) => (n % 2) * 12));
  });

  it('lets people choose where there are more: each overview is an invocation at every refresh', () => {
    const custom = widgetsOf(5).filter(({ type }) => type === 'custom');
    expect(custom.map(({ properties }) => properties)).toEqual([
      expect.objectContaining({ title: 'Overview', endpoint: expect.stringMatching(/^GuardianWidgetFunction/) }),
    ]);
    expect(custom[0]?.properties.params).toBeUndefined();
  });

  it('asks again when it is refreshed, and not for being resized or for another range of time', () => {
    expect(widgetsOf(1)[0]?.properties.updateOn).toEqual({ refresh: true, resize: false, timeRange: false });
  });
});

function idOf(part: Readonly<Record<string, unknown>>): string {
  const [value] = Object.values(part);
  return Array.isArray(value) ? String(value[0]) : String(value);
}
