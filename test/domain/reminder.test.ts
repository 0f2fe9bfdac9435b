import type { Finding } from '../../lib/domain/finding.ts';
import type { ReminderDays } from '../../lib/domain/manifest.ts';
import { remindersDue, wakeTime } from '../../lib/domain/reminder.ts';

const DAYS: ReminderDays = { critical: 1, high: 3, medium: 14, low: 'never', info: 'never' };
const TOLD = '2026-03-01T12:00:00.000Z';
const THREE_DAYS_LATER = '2026-03-04T12:00:00.000Z';

/** A finding of which people were told on 1 March. */
function told(difference: Partial<Finding> = {}): Finding {
  return {
    id: 'scope-added-0123456789ab',
    rule: 'scope-added',
    severity: 'high',
    state: 'open',
    org: 'prod',
    client: { id: 'c1', name: 'Recorder' },
    vendor: null,
    subject: 'users',
    title: 'Recorder gained scopes',
    because: 'It may write users.',
    evidence: {},
    fix: [],
    firstSeen: TOLD,
    lastSeen: TOLD,
    asOf: TOLD,
    toldAt: TOLD,
    ...difference,
  };
}

const waiver = {
  reason: 'why',
  by: 'ada',
  at: TOLD,
  until: '2026-03-02T00:00:00.000Z',
  source: 'command',
  covers: { evidence: {}, severity: 'high' },
} as const;

describe('A reminder', () => {
  it('is due so many days after people were last told, and not a moment before', () => {
    expect(remindersDue([told()], DAYS, '2026-03-04T11:59:59.999Z')).toEqual([]);
    expect(remindersDue([told()], DAYS, THREE_DAYS_LATER)).toEqual([told({ toldAt: THREE_DAYS_LATER })]);
  });

  it('counts from itself the next time', () => {
    const [reminded] = remindersDue([told()], DAYS, THREE_DAYS_LATER);
    if (!reminded) throw new Error('nobody was reminded');
    expect(remindersDue([reminded], DAYS, '2026-03-07T11:59:59.999Z')).toEqual([]);
    expect(remindersDue([reminded], DAYS, '2026-03-07T12:00:00.000Z')).toHaveLength(1);
  });

  it.each<[string, Partial<Finding>]>([
    ['acknowledged', { state: 'acknowledged' }],
    ['waived', { state: 'waived' }],
    ['resolved', { state: 'resolved' }],
    ['staged', { staged: true }],
    ['of a severity that is never told again', { severity: 'low' }],
  ])('is never due for what is %s', (_, difference) => {
    expect(remindersDue([told(difference)], DAYS, '2027-01-01T00:00:00.000Z')).toEqual([]);
  });

  it('counts from the first sight where a version before did not note when it told', () => {
    const { toldAt: _, ...old } = told();
    expect(remindersDue([old], DAYS, THREE_DAYS_LATER)).toHaveLength(1);
  });

  it('comes in a stable order', () => {
    const [b, a] = [told({ id: 'scope-added-bbbbbbbbbbbb' }), told({ id: 'scope-added-aaaaaaaaaaaa' })];
    expect(remindersDue([b, a], DAYS, THREE_DAYS_LATER).map(({ id }) => id)).toEqual([a.id, b.id]);
  });
});

describe('The time to wake', () => {
  it('is none where nothing falls due by time alone', () => {
    expect(wakeTime([], DAYS)).toBeUndefined();
    expect(wakeTime([told({ severity: 'low' }), told({ state: 'acknowledged' })], DAYS)).toBeUndefined();
  });

  it('is that of the first reminder or end of a waiver', () => {
    expect(wakeTime([told()], DAYS)).toBe(THREE_DAYS_LATER);
    expect(wakeTime([told(), told({ severity: 'critical' })], DAYS)).toBe('2026-03-02T12:00:00.000Z');
    expect(wakeTime([told(), told({ state: 'waived', waiver })], DAYS)).toBe(waiver.until);
  });

  it('is always when the reminder that it stands for is due', () => {
    const findings = [told(), told({ id: 'scope-added-bbbbbbbbbbbb', severity: 'critical' })];
    const at = wakeTime(findings, DAYS);
    expect(at && remindersDue(findings, DAYS, at)).toHaveLength(1);
  });
});
