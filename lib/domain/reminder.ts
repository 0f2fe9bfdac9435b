import { DAY_MS } from './day.ts';
import type { Finding } from './finding.ts';
import type { GuardianConfig } from './manifest.ts';
import { ruleSetting } from './rule-setting.ts';

/** What of `guardian.yaml` reminders depend on. */
export type ReminderConfig = Pick<GuardianConfig, 'rules'> & {
  readonly alerts: Pick<GuardianConfig['alerts'], 'remindAfterDays'>;
};

/**
 * Open findings of which people are told again, because nobody took care of them. Staged ones are told to nobody, from
 * the moment on at which their rule is, even if what they are about cannot be read; and whoever acknowledged or waived
 * one has heard of it.
 */
export function remindersDue(findings: Iterable<Finding>, config: ReminderConfig, now: string): Finding[] {
  return [...findings]
    .filter((finding) => {
      const due = reminderAt(finding, config);
      return due !== undefined && due <= Date.parse(now);
    })
    .map((finding) => ({ ...finding, toldAt: now }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * ISO time at which something falls due by time alone, if anything does: a reminder, or the end of a waiver. A run at
 * or after it has something to do, although nothing in the org has changed.
 */
export function wakeTime(findings: Iterable<Finding>, config: ReminderConfig): string | undefined {
  const times = [...findings].flatMap((finding) => reminderAt(finding, config) ?? waiverEnd(finding) ?? []);
  const earliest = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return Number.isFinite(earliest) ? new Date(earliest).toISOString() : undefined;
}

/** Milliseconds since 1970. A finding of a version that did not note when it told is told again by its first sight. */
function reminderAt(
  { rule, state, staged, severity, toldAt, firstSeen }: Finding,
  { alerts, rules }: ReminderConfig,
): number | undefined {
  const wait = alerts.remindAfterDays[severity];
  const { isOff, isStaged } = ruleSetting(rules, rule);
  if (state !== 'open' || staged || isStaged || isOff || wait === 'never') return undefined;
  return Date.parse(toldAt ?? firstSeen) + wait * DAY_MS;
}

function waiverEnd({ state, waiver }: Finding): number | undefined {
  return state === 'waived' && waiver ? Date.parse(waiver.until) : undefined;
}
