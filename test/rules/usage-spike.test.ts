import { addDays } from '../../lib/domain/day.ts';
import type { UsageFacts } from '../../lib/rules/rule.ts';
import { usageSpike } from '../../lib/rules/usage-spike.ts';
import { aClient, perfectVendor } from '../support/facts.ts';
import { judged, withSource } from '../support/judged.ts';
import { alikeDays, usageFacts, wholeDay, YESTERDAY } from '../support/usage.ts';

const recorder = aClient({}).id;
/** Five weeks of 1,000 requests a day, then yesterday. */
const ordinary = alikeDays(35, { [recorder]: 1000 }, addDays(YESTERDAY, -1));
const usageWith = (requests: number, before = ordinary): UsageFacts =>
  usageFacts({ days: [...before, wholeDay(YESTERDAY, { [recorder]: requests, other: 1 })] });
const judgedOn = (usage: UsageFacts, difference: Parameters<typeof perfectVendor>[0] = {}) =>
  judged(usageSpike, perfectVendor({ ...difference, context: { usage } }).context, recorder);

describe('usage-spike', () => {
  it('reports a day far above the same weekday, with what is ordinary', () => {
    const { violations } = judgedOn(usageWith(5400));
    expect(violations).toMatchObject([
      {
        subject: 'day',
        severity: 'medium',
        title: 'Acme Recorder made 5,400 API requests on 2026-11-19, ordinary are 1,000',
        evidence: { timesMedianAtLeast: 4 },
      },
    ]);
    expect(violations[0]?.because).toContain('5 days of the same weekday');
    expect(violations[0]?.because).toContain('resolution: day');
  });

  it('reports a client that wakes from sleep, without a multiple of nothing', () => {
    const asleep = alikeDays(35, { other: 1 }, addDays(YESTERDAY, -1));
    const [violation] = judgedOn(usageWith(5000, asleep)).violations;
    expect(violation?.evidence).toEqual({ timesMedianAtLeast: 16 });
    expect(violation?.title).toBe('Acme Recorder made 5,000 API requests on 2026-11-19');
  });

  it.each([
    ['a day is just under twice the median', 'compliant', usageWith(1999)],
    ['a day is twice the median', 'violated', usageWith(2000)],
    [
      'a tenfold day is too small to matter',
      'compliant',
      usageWith(999, alikeDays(35, { [recorder]: 90 }, addDays(YESTERDAY, -1))),
    ],
  ] as const)('where %s: %s', (_, outcome, usage) => {
    expect(judgedOn(usage).outcome).toBe(outcome);
  });

  it('allows more scatter where spikeDeviations is higher', () => {
    const restless = ordinary.map(({ date }, week) =>
      wholeDay(date, { [recorder]: 1000 + Math.floor(week / 7) * 100 }),
    );
    expect(judgedOn(usageWith(3000, restless)).outcome).toBe('violated');
    expect(judgedOn(usageWith(3000, restless), { thresholds: { spikeDeviations: 50 } }).outcome).toBe('compliant');
  });

  it('looks at no day with fewer requests than thresholds.minimumRequests', () => {
    expect(judgedOn(usageWith(5400), { thresholds: { minimumRequests: 5400 } }).outcome).toBe('violated');
    expect(judgedOn(usageWith(5400), { thresholds: { minimumRequests: 5401 } }).outcome).toBe('compliant');
  });

  it('does not hold days before the client was created against it', () => {
    const young = { client: { provenance: { createdAt: '2026-11-10T09:00:00.000Z' } } };
    expect(judgedOn(usageWith(5400), young)).toMatchObject({ outcome: 'unknown' });
  });

  it('is unknown with fewer than four such weekdays', () => {
    const short = alikeDays(21, { [recorder]: 1000 }, addDays(YESTERDAY, -1));
    expect(judgedOn(usageWith(5400, short)).outcome).toBe('unknown');
  });

  it('is unknown on stale data, and while usage was not read whole', () => {
    expect(judgedOn(usageFacts({ days: alikeDays(35, { [recorder]: 1000 }, '2026-11-17') })).outcome).toBe('unknown');
    const { context } = perfectVendor({ context: { usage: usageWith(5400) } });
    expect(judged(usageSpike, withSource(context, 'usage', 'failed'), recorder).outcome).toBe('unknown');
  });

  it.each([
    [2000, 2],
    [3999, 2],
    [4000, 4],
    [15_999, 8],
    [16_000, 16],
    [1_000_000, 16],
  ])(
    'takes %d requests where 1,000 are ordinary for %d times as many, so that a loop is told of once',
    (requests, times) => {
      expect(judgedOn(usageWith(requests)).violations).toMatchObject([{ evidence: { timesMedianAtLeast: times } }]);
    },
  );

  it('says the same of the same on another day, so that a waiver lasts as long as the spike', () => {
    const [first] = judgedOn(usageWith(5400)).violations;
    const dayBefore = usageFacts({
      days: [...ordinary.slice(0, -1), wholeDay(addDays(YESTERDAY, -1), { [recorder]: 5400 })],
    });
    const [other] = judgedOn(dayBefore).violations;
    expect(other?.subject).toBe(first?.subject);
    expect(other?.title).not.toBe(first?.title);
    expect(other?.evidence).toEqual(first?.evidence);
  });
});
