import { quotaForecast } from '../../lib/rules/quota-forecast.ts';
import type { UsageFacts } from '../../lib/rules/rule.ts';
import { aClient, perfectVendor } from '../support/facts.ts';
import { judged, withSource } from '../support/judged.ts';
import { alikeDays, usageFacts, wholeDay } from '../support/usage.ts';

const recorder = aClient({}).id;
const app = 'c0000000-0000-4000-8000-0000000000ff';
/** 1,000 requests a day, every day: 30,000 in November. */
const steady = alikeDays(35, { [recorder]: 800, [app]: 200 });
const allowing = (monthlyAllowance: number, days = steady): UsageFacts =>
  usageFacts({ days, quota: { monthlyAllowance } });
const judgedOn = (usage: UsageFacts) => judged(quotaForecast, perfectVendor({ context: { usage } }).context);

describe('quota-forecast', () => {
  it('reports a month whose forecast passes the allowance, with who uses most', () => {
    const { clientId, violations } = judgedOn(allowing(25_000));
    expect(clientId).toBe('-');
    expect(violations).toMatchObject([
      {
        subject: 'month',
        severity: 'high',
        title: "Forecast of 30,000 API requests passes the month's allowance of 25,000",
        evidence: { month: '2026-11-01/2026-11-30', shareAtLeast: 1.2 },
      },
    ]);
    expect(violations[0]?.because).toContain('19,000 requests are counted as of 2026-11-20T00:00:00.000Z');
    expect(violations[0]?.because).toContain(`Most are by Acme Recorder (15,200), Name of ${app} (3,800)`);
  });

  it('is content with a forecast of exactly the allowance, and not with one request less allowed', () => {
    expect(judgedOn(allowing(30_000)).outcome).toBe('compliant');
    expect(judgedOn(allowing(29_999)).outcome).toBe('violated');
  });

  it('is content where only the upper end of the interval passes the allowance', () => {
    const restless = steady.map(({ date }, index) => wholeDay(date, { [recorder]: index % 2 ? 500 : 1500 }));
    const mild = judgedOn(allowing(33_000, restless));
    const { because } = judgedOn(allowing(20_000, restless)).violations[0] ?? { because: '' };
    const upper = Number(/and ([\d,]+) \(confidence/.exec(because)?.[1]?.replaceAll(',', ''));
    expect(upper).toBeGreaterThan(33_000);
    expect(mild).toMatchObject({ outcome: 'compliant', violations: [] });
  });

  it('proves a little more use with the same evidence', () => {
    const more = alikeDays(35, { [recorder]: 810, [app]: 200 });
    expect(judgedOn(allowing(25_000, more)).violations[0]?.evidence).toEqual(
      judgedOn(allowing(25_000)).violations[0]?.evidence,
    );
  });

  it('is unknown without a budget, and tells where to give one', () => {
    expect(judgedOn(usageFacts({ days: steady }))).toMatchObject({
      outcome: 'unknown',
      because: expect.stringContaining('guardian.yaml'),
    });
  });

  it('is unknown with fewer than seven complete days', () => {
    expect(judgedOn(allowing(1, alikeDays(6, { [recorder]: 800 })))).toMatchObject({
      outcome: 'unknown',
      because: expect.stringContaining('a forecast needs 7'),
    });
    expect(judgedOn(allowing(1, alikeDays(7, { [recorder]: 800 }))).outcome).toBe('violated');
  });

  it('is unknown on stale data', () => {
    expect(judgedOn(allowing(1, alikeDays(35, { [recorder]: 800 }, '2026-11-17'))).outcome).toBe('unknown');
  });

  it('is unknown while usage was not read whole', () => {
    const { context } = perfectVendor({ context: { usage: allowing(1) } });
    expect(judged(quotaForecast, withSource(context, 'usage', 'incomplete')).outcome).toBe('unknown');
  });
});
