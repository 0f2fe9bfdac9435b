import type { Finding } from './finding.ts';
import type { ReminderDays } from './manifest.ts';

/**
 * Open findings of which people are told again, because nobody took care of them. Staged ones are told to nobody, and
 * whoever acknowledged or waived one has heard of it.
 */
export function remindersDue(findings: Iterable<Finding>, days: ReminderDays, now: string): Finding[] {
  return [...findings]
    .filter((finding) => {
      const due = reminderAt(finding, days);
      return due !== undefined && due <= Date.parse(now);
    })
    .map((finding) => ({ ...finding, toldAt: now }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * ISO time at which something falls due by time alone, if anything does: a reminder, or the end of a waiver. A run at
 * or after it has something to do, although nothing in the org has changed.
 */
export function wakeTime(findings: Iterable<Finding>, days: ReminderDays): string | undefined {
  const times = [...findings].flatMap((finding) => reminderAt(finding, days) ?? waiverEnd(finding) ?? []);
  const earliest = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return Number.isFinite(earliest) ? new Date(earliest).toISOString() : undefined;
}

/** Milliseconds since 1970. A finding of a version that did not note when it told is told again by its first sight. */
function reminderAt({ state, staged, severity, toldAt, firstSeen }: Finding, days: ReminderDays): number | undefined {
  const wait = days[severity];
  if (state !== 'open' || staged || wait === 'never') return undefined;
  return Date.parse(toldAt ?? firstSeen) + wait * DAY_MS;
}

function waiverEnd({ state, waiver }: Finding): number | undefined {
  return state === 'waived' && waiver ? Date.parse(waiver.until) : undefined;
}

const DAY_MS = 86_400_000;
