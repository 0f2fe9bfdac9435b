import type { UsageCounts } from '../../lib/domain/usage/day.ts';
import { failingCalls } from '../../lib/rules/failing-calls.ts';
import type { UsageFacts } from '../../lib/rules/rule.ts';
import { aClient, perfectVendor } from '../support/facts.ts';
import { judged, withSource } from '../support/judged.ts';
import { counts, usageFacts, wholeDay, YESTERDAY } from '../support/usage.ts';

const recorder = aClient({}).id;
const failed = (requests: number, status400: number): UsageCounts => counts({ requests, status400 });
const onDay = (given: UsageCounts, date = YESTERDAY): UsageFacts =>
  usageFacts({ days: [wholeDay(date, { [recorder]: given })] });
const judgedOn = (usage: UsageFacts) => judged(failingCalls, perfectVendor({ context: { usage } }).context, recorder);

describe('failing-calls', () => {
  it('reports a client many of whose calls fail for its own fault, with day and figures', () => {
    const { violations } = judgedOn(onDay(failed(10_000, 4550)));
    expect(violations).toMatchObject([
      {
        subject: 'status-4xx',
        severity: 'medium',
        title: '45.5 % of the calls of Acme Recorder fail with 4xx',
        evidence: { shareAtLeast: 0.4 },
      },
    ]);
    expect(violations[0]?.because).toContain('On 2026-11-19, 4,550 of 10,000 requests');
    expect(violations[0]?.fix[0]).toContain('guardian explain');
  });

  it('is content with exactly the threshold, and not with one failure more', () => {
    expect(judgedOn(onDay(failed(10_000, 2000))).outcome).toBe('compliant');
    expect(judgedOn(onDay(failed(10_000, 2001))).outcome).toBe('violated');
  });

  it('leaves refusals for the rate to rate-limited, though Genesys counts them among the 4xx', () => {
    expect(judgedOn(onDay(counts({ requests: 10_000, status400: 9000, status429: 7000 }))).outcome).toBe('compliant');
  });

  it("does not blame the client for Genesys' own failures", () => {
    expect(judgedOn(onDay(counts({ requests: 10_000, status500: 9000 }))).outcome).toBe('compliant');
  });

  it('does not judge a share of fewer than minimumRequests', () => {
    expect(judgedOn(onDay(failed(999, 999))).outcome).toBe('compliant');
  });

  it('is unknown on stale data, and while usage was not read whole', () => {
    expect(judgedOn(onDay(failed(10_000, 9000), '2026-11-17')).outcome).toBe('unknown');
    const { context } = perfectVendor({ context: { usage: onDay(failed(10_000, 9000)) } });
    expect(judged(failingCalls, withSource(context, 'usage', 'skipped'), recorder).outcome).toBe('unknown');
  });
});
