import { quotaShare } from '../../lib/rules/quota-share.ts';
import type { UsageFacts } from '../../lib/rules/rule.ts';
import { aClient, perfectVendor } from '../support/facts.ts';
import { judged, withSource } from '../support/judged.ts';
import { alikeDays, dayRead, usageFacts, wholeDay, YESTERDAY } from '../support/usage.ts';

const recorder = aClient({}).id;
const app = 'c0000000-0000-4000-8000-0000000000ff';
/** 24,000 requests a day are all of it. */
const quota = { hourlyQuota: 1000 };

const onDay = (requests: number, date = YESTERDAY): UsageFacts =>
  usageFacts({ days: [wholeDay(date, { [recorder]: requests })], quota });
const contextWith = (usage: UsageFacts, vendor = {}) => perfectVendor({ vendor, context: { usage } }).context;
const judgedOn = (usage: UsageFacts, vendor = {}) => judged(quotaShare, contextWith(usage, vendor), recorder);

describe('quota-share', () => {
  it('reports a client over half of the hourly budget, with the figures, the resolution and the time of the data', () => {
    const { violations } = judgedOn(onDay(16_800));
    expect(violations).toMatchObject([
      {
        subject: 'hourly-quota',
        severity: 'high',
        title: 'Acme Recorder uses 70 % of the hourly API quota, over 50 %',
        evidence: { shareAtLeast: 0.7 },
        client: { id: recorder },
        vendor: 'Acme',
      },
    ]);
    expect(violations[0]?.because).toContain('700 requests an hour of 1,000 (from hourlyQuota)');
    expect(violations[0]?.because).toContain('resolution: day');
    expect(violations[0]?.because).toContain('Data as of 2026-11-20T00:00:00.000Z');
  });

  it('is content with exactly half, and not with one request more', () => {
    expect(judgedOn(onDay(12_000)).outcome).toBe('compliant');
    expect(judgedOn(onDay(12_001)).outcome).toBe('violated');
  });

  it('is critical above the whole budget, and not at exactly the whole', () => {
    expect(judgedOn(onDay(24_000)).violations).toMatchObject([{ severity: 'high' }]);
    expect(judgedOn(onDay(24_001)).violations).toMatchObject([{ severity: 'critical' }]);
  });

  it("goes by the vendor's own share where the manifest gives one", () => {
    expect(judgedOn(onDay(16_800), { quotaShare: 0.8 }).outcome).toBe('compliant');
    expect(judgedOn(onDay(6000), { quotaShare: 0.2 }).violations).toMatchObject([
      { title: expect.stringContaining('over 20 %') },
    ]);
  });

  it('goes by the growth between two refreshes of the present day, where that is more than a mean', () => {
    const days = [
      wholeDay(YESTERDAY, { [recorder]: 2400 }),
      dayRead('2026-11-20', [
        ['2026-11-20T07:30:00.000Z', { [recorder]: 400 }],
        ['2026-11-20T08:30:00.000Z', { [recorder]: 1100 }],
      ]),
    ];
    const { violations } = judgedOn(usageFacts({ days, quota }));
    expect(violations).toMatchObject([{ evidence: { shareAtLeast: 0.7 } }]);
    expect(violations[0]?.because).toContain('resolution: hour');
    expect(violations[0]?.because).toContain('between 2026-11-20T07:30:00.000Z and 2026-11-20T08:30:00.000Z');
  });

  it('is a share of the quota and never of the total: a client that is alone is not over its share', () => {
    expect(judgedOn(onDay(240)).outcome).toBe('compliant');
  });

  it('judges an app that uses the client of its vendor, though no list of clients has it', () => {
    const usage = usageFacts({ days: [wholeDay(YESTERDAY, { [app]: 20_000 })], quota });
    expect(judged(quotaShare, contextWith(usage), app).violations).toMatchObject([
      { client: { id: app, name: `Name of ${app}` } },
    ]);
    expect(judged(quotaShare, contextWith(usage), recorder).outcome).toBe('compliant');
  });

  it('tells of its resolution in the text only: a change of it is no news', () => {
    const evidence = judgedOn(onDay(16_800)).violations[0]?.evidence ?? {};
    expect(Object.keys(evidence).sort()).toEqual(['shareAtLeast']);
  });

  it('has the same subject and evidence while the share moves a little', () => {
    const [first, later] = [onDay(16_800), onDay(17_000)].map((usage) => judgedOn(usage).violations[0]);
    expect(later).toMatchObject({ subject: first?.subject, evidence: first?.evidence });
    expect(later?.title).not.toBe(first?.title);
  });

  it('is unknown without a budget, and tells where to give one', () => {
    const usage = usageFacts({ days: alikeDays(3, { [recorder]: 99_000 }) });
    expect(judgedOn(usage)).toMatchObject({ outcome: 'unknown', because: expect.stringContaining('licences') });
  });

  it('is unknown where the licences allow nothing', () => {
    const usage = usageFacts({ days: alikeDays(3, { [recorder]: 99_000 }), quota: { licences: { CX3: 0 } } });
    expect(judgedOn(usage).outcome).toBe('unknown');
  });

  it('is unknown on data older than usageStaleHours, in both directions', () => {
    expect(judgedOn(onDay(99_000, '2026-11-17')).outcome).toBe('unknown');
    expect(judgedOn(onDay(10, '2026-11-17')).outcome).toBe('unknown');
    expect(judgedOn(onDay(99_000, '2026-11-18')).outcome).toBe('violated');
  });

  it('cannot clear a client by one early look at the present day, but can convict it', () => {
    const firstLook = (requests: number) =>
      usageFacts({ days: [dayRead('2026-11-20', [['2026-11-20T08:00:00.000Z', { [recorder]: requests }]])], quota });
    expect(judgedOn(firstLook(100)).outcome).toBe('unknown');
    expect(judgedOn(firstLook(8000)).violations[0]?.because).toContain('at least this much');
  });

  it('is unknown where no day is known, and while usage was not read whole', () => {
    expect(judgedOn(usageFacts({ days: [], quota })).outcome).toBe('unknown');
    expect(judged(quotaShare, withSource(contextWith(onDay(99_000)), 'usage', 'failed'), recorder).outcome).toBe(
      'unknown',
    );
  });
});
