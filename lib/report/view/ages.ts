import type { Finding } from '../../domain/finding.ts';
import { countBySeverity, type SeverityCounts } from '../../domain/severity.ts';
import { DAY_MS } from '../../domain/usage/calendar.ts';

/** Findings of about the same age, by severity. */
export interface AgeGroup {
  readonly title: string;
  readonly counts: SeverityCounts;
  readonly total: number;
}

const LIMITS = [
  { title: 'under 1 day', days: 1 },
  { title: '1–7 days', days: 7 },
  { title: '8–30 days', days: 30 },
  { title: '31–90 days', days: 90 },
  { title: 'over 90 days', days: Number.POSITIVE_INFINITY },
] as const;

/** Open findings that are not staged, by how long they have been there, the youngest first. */
export function ageGroups(findings: readonly Finding[], now: string): readonly AgeGroup[] {
  const open = findings.filter(({ state, staged }) => state === 'open' && staged !== true);
  return LIMITS.map(({ title, days }, index) => {
    const least = LIMITS[index - 1]?.days ?? Number.NEGATIVE_INFINITY;
    const within = open.filter(({ firstSeen }) => {
      const age = (Date.parse(now) - Date.parse(firstSeen)) / DAY_MS;
      return age > least && age <= days;
    });
    return { title, counts: countBySeverity(within), total: within.length };
  });
}
