import type { Finding } from '../../lib/domain/finding.ts';
import { type ReminderConfig, remindersDue, wakeTime } from '../../lib/domain/reminder.ts';

const CONFIG: ReminderConfig = {
  alerts: { remindAfterDays: { critical: 1, high: 3, medium: 14, low: 'never', info: 'never' } },
  rules: {},
};
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
    expect(remindersDue([told()], CONFIG, '2026-03-04T11:59:59.999Z')).toEqual([]);
    expect(remindersDue([told()], CONFIG, THREE_DAYS_LATER)).toEqual([told({ toldAt: THREE_DAYS_LATER })]);
  });

  it('counts from itself the next time', () => {
    const [reminded] = remindersDue([told()], CONFIG, THREE_DAYS_LATER);
    if (!reminded) throw new Error('nobody was reminded');
    expect(remindersDue([reminded], CONFIG, '2026-03-07T11:59:59.999Z')).toEqual([]);
    expect(remindersDue([reminded], CONFIG, '2026-03-07T12:00:00.000Z')).toHaveLength(1);
  });

  it.each<[string, Partial<Finding>]>([
    ['acknowledged', { state: 'acknowledged' }],
    ['waived', { state: 'waived' }],
    ['resolved', { state: 'resolved' }],
    ['staged', { staged: true }],
    ['of a severity that is never told again', { severity: 'low' }],
  ])('is never due for what is %s', (_, difference) => {
    expect(remindersDue([told(difference)], CONFIG, '2027-01-01T00:00:00.000Z')).toEqual([]);
  });

  it.each<[string, ReminderConfig['rules'][string]]>([
    ['staged', { staging: true }],
    ['switched off', 'off'],
    ['switched off at length', { off: true }],
  ])('is never due, nor waited for, once the rule is %s, though the finding cannot be judged again', (_, setting) => {
    const rules = { 'scope-added': setting };
    expect(remindersDue([told()], { ...CONFIG, rules }, '2027-01-01T00:00:00.000Z')).toEqual([]);
    expect(wakeTime([told()], { ...CONFIG, rules })).toBeUndefined();
  });

  it('is due where another rule is staged, or another severity is set', () => {
    const rules: ReminderConfig['rules'] = { 'scope-removed': { staging: true }, 'scope-added': { severity: 'high' } };
    expect(remindersDue([told()], { ...CONFIG, rules }, THREE_DAYS_LATER)).toHaveLength(1);
  });

  it('counts from the first sight where a version before did not note when it told', () => {
    const { toldAt: _, ...old } = told();
    expect(remindersDue([old], CONFIG, THREE_DAYS_LATER)).toHaveLength(1);
  });

  it('comes in a stable order', () => {
    const [b, a] = [told({ id: 'scope-added-bbbbbbbbbbbb' }), told({ id: 'scope-added-aaaaaaaaaaaa' })];
    expect(remindersDue([b, a], CONFIG, THREE_DAYS_LATER).map(({ id }) => id)).toEqual([a.id, b.id]);
  });
});

describe('The time to wake', () => {
  it('is none where nothing falls due by time alone', () => {
    expect(wakeTime([], CONFIG)).toBeUndefined();
    expect(wakeTime([told({ severity: 'low' }), told({ state: 'acknowledged' })], CONFIG)).toBeUndefined();
  });

  it('is that of the first reminder or end of a waiver', () => {
    expect(wakeTime([told()], CONFIG)).toBe(THREE_DAYS_LATER);
    expect(wakeTime([told(), told({ severity: 'critical' })], CONFIG)).toBe('2026-03-02T12:00:00.000Z');
    expect(wakeTime([told(), told({ state: 'waived', waiver })], CONFIG)).toBe(waiver.until);
  });

  it('is always when the reminder that it stands for is due', () => {
    const findings = [told(), told({ id: 'scope-added-bbbbbbbbbbbb', severity: 'critical' })];
    const at = wakeTime(findings, CONFIG);
    expect(at && remindersDue(findings, CONFIG, at)).toHaveLength(1);
  });
});
