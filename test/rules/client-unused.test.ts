import { clientUnused } from '../../lib/rules/client-unused.ts';
import type { UsageFacts } from '../../lib/rules/rule.ts';
import { aClient, type Difference, perfectVendor, storedApproval } from '../support/facts.ts';
import { judged, withSource } from '../support/judged.ts';
import { alikeDays, usageFacts, wholeDay } from '../support/usage.ts';

const recorder = aClient({}).id;
/** The last 30 days are known, and only somebody else called. */
const quiet = alikeDays(30, { other: 5 });
const judgedOn = (usage: UsageFacts | undefined, difference: Difference = {}) =>
  judged(clientUnused, perfectVendor({ ...difference, context: usage ? { usage } : {} }).context, recorder);
const createdAt = (time: string): Difference => ({ client: { provenance: { createdAt: time } } });
const firstSeenAt = (at: string): Difference => ({ stored: { ...storedApproval(aClient({})), at } });

describe('client-unused', () => {
  it('reports a client without a request for unusedDays days, all of them known', () => {
    const { violations } = judgedOn(usageFacts({ days: quiet }));
    expect(violations).toMatchObject([
      {
        subject: 'client',
        severity: 'low',
        title: 'Acme Recorder has not called the API for 30 days or more',
        evidence: { state: 'active' },
      },
    ]);
    expect(violations[0]?.because).toContain('2026-11-20T00:00:00.000Z');
  });

  it('is content with a request on the first of these days, and not with one on the day before', () => {
    const [, ...later] = quiet;
    const onFirst = [wholeDay('2026-10-21', { [recorder]: 1 }), ...later];
    const dayBefore = [wholeDay('2026-10-20', { [recorder]: 1 }), ...quiet];
    expect(judgedOn(usageFacts({ days: onFirst })).outcome).toBe('compliant');
    expect(judgedOn(usageFacts({ days: dayBefore })).outcome).toBe('violated');
  });

  it('leaves a client alone that was created less than unusedDays ago', () => {
    expect(judgedOn(usageFacts({ days: quiet }), createdAt('2026-10-21T09:00:00.001Z')).outcome).toBe('compliant');
    expect(judgedOn(usageFacts({ days: quiet }), createdAt('2026-10-21T09:00:00.000Z')).outcome).toBe('violated');
  });

  it('goes by the first sighting where the API does not tell when the client was created', () => {
    expect(judgedOn(usageFacts({ days: quiet }), firstSeenAt('2026-11-01T09:00:00.000Z')).outcome).toBe('compliant');
  });

  it('believes the time of creation rather than the first sighting', () => {
    const old = { ...firstSeenAt('2026-11-01T09:00:00.000Z'), ...createdAt('2025-01-01T00:00:00.000Z') };
    expect(judgedOn(usageFacts({ days: quiet }), old).outcome).toBe('violated');
  });

  it('goes by thresholds.unusedDays', () => {
    expect(judgedOn(usageFacts({ days: quiet }), { thresholds: { unusedDays: 31 } }).outcome).toBe('unknown');
    expect(judgedOn(usageFacts({ days: quiet.slice(-7) }), { thresholds: { unusedDays: 7 } }).outcome).toBe('violated');
  });

  it('is unknown where one of the days is: a day without a row for anybody is not zero', () => {
    const gap = quiet.filter(({ date }) => date !== '2026-11-05');
    expect(judgedOn(usageFacts({ days: gap })).outcome).toBe('unknown');
  });

  it('needs to know nothing of days before the client was there', () => {
    const lastWeek = usageFacts({ days: quiet.slice(-7) });
    expect(judgedOn(lastWeek, createdAt('2026-11-15T09:00:00.000Z')).outcome).toBe('compliant');
    expect(judgedOn(lastWeek, createdAt('2026-10-15T09:00:00.000Z')).outcome).toBe('unknown');
  });

  it('is unknown where nobody knows how old the client is', () => {
    expect(judgedOn(usageFacts({ days: quiet }), { stored: null }).outcome).toBe('unknown');
  });

  it('is unknown on stale data, without usage, and while usage was not read whole', () => {
    expect(judgedOn(usageFacts({ days: alikeDays(30, { other: 5 }, '2026-11-17') })).outcome).toBe('unknown');
    expect(judgedOn(undefined).outcome).toBe('unknown');
    const { context } = perfectVendor({ context: { usage: usageFacts({ days: quiet }) } });
    expect(judged(clientUnused, withSource(context, 'usage', 'incomplete'), recorder).outcome).toBe('unknown');
  });

  it('says the same with the same evidence a day later', () => {
    const first = judgedOn(usageFacts({ days: quiet })).violations[0];
    const longer = judgedOn(usageFacts({ days: alikeDays(40, { other: 5 }) })).violations[0];
    expect(longer).toMatchObject({ subject: first?.subject, evidence: first?.evidence });
  });
});
