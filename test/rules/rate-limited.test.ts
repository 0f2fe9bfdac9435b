import type { UsageCounts } from '../../lib/domain/usage/day.ts';
import { rateLimited } from '../../lib/rules/rate-limited.ts';
import type { UsageFacts } from '../../lib/rules/rule.ts';
import { aClient, perfectVendor } from '../support/facts.ts';
import { judged, withSource } from '../support/judged.ts';
import { counts, dayRead, usageFacts, wholeDay, YESTERDAY } from '../support/usage.ts';

const recorder = aClient({}).id;
const refused = (requests: number, status429: number): UsageCounts =>
  counts({ requests, status400: status429, status429 });
const onDay = (given: UsageCounts, date = YESTERDAY): UsageFacts =>
  usageFacts({ days: [wholeDay(date, { [recorder]: given })] });
const judgedOn = (usage: UsageFacts) => judged(rateLimited, perfectVendor({ context: { usage } }).context, recorder);

describe('rate-limited', () => {
  it('reports a client whose calls were often refused as too fast, with day and figures', () => {
    const { violations } = judgedOn(onDay(refused(10_000, 1234)));
    expect(violations).toMatchObject([
      {
        subject: 'status-429',
        severity: 'medium',
        title: '12.3 % of the calls of Acme Recorder were refused as too fast',
        evidence: { shareAtLeast: 0.1 },
        vendor: 'Acme',
      },
    ]);
    expect(violations[0]?.because).toContain('On 2026-11-19, 1,234 of 10,000 requests');
  });

  it('is content with exactly the threshold, and not with one refusal more', () => {
    expect(judgedOn(onDay(refused(10_000, 500))).outcome).toBe('compliant');
    expect(judgedOn(onDay(refused(10_000, 501))).outcome).toBe('violated');
  });

  it('does not judge a share of fewer than minimumRequests', () => {
    expect(judgedOn(onDay(refused(999, 999))).outcome).toBe('compliant');
    expect(judgedOn(onDay(refused(1000, 999))).outcome).toBe('violated');
  });

  it('does not count other failures', () => {
    expect(judgedOn(onDay(counts({ requests: 10_000, status400: 9000, status429: 500 }))).outcome).toBe('compliant');
  });

  it('goes by the newest complete day, not by the one in progress nor by an older one', () => {
    const days = [
      wholeDay('2026-11-18', { [recorder]: refused(10_000, 9000) }),
      wholeDay(YESTERDAY, { [recorder]: refused(10_000, 100) }),
      dayRead('2026-11-20', [['2026-11-20T08:00:00.000Z', { [recorder]: refused(2000, 1900) }]]),
    ];
    expect(judgedOn(usageFacts({ days })).outcome).toBe('compliant');
  });

  it('proves a little more of the same with the same evidence', () => {
    const [first, later] = [1234, 1300].map((status429) => judgedOn(onDay(refused(10_000, status429))).violations[0]);
    expect(later).toMatchObject({ subject: first?.subject, evidence: first?.evidence });
  });

  it('is unknown where no day is complete', () => {
    const days = [dayRead('2026-11-20', [['2026-11-20T08:00:00.000Z', { [recorder]: refused(2000, 1900) }]])];
    expect(judgedOn(usageFacts({ days })).outcome).toBe('unknown');
  });

  it('is unknown on stale data, and while usage was not read whole', () => {
    expect(judgedOn(onDay(refused(10_000, 9000), '2026-11-17')).outcome).toBe('unknown');
    const { context } = perfectVendor({ context: { usage: onDay(refused(10_000, 9000)) } });
    expect(judged(rateLimited, withSource(context, 'usage', 'incomplete'), recorder).outcome).toBe('unknown');
  });
});
