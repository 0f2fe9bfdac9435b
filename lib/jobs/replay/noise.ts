import { addDays, type Day, dayOf } from '../../domain/day.ts';
import { SEVERITIES, type Severity } from '../../domain/severity.ts';
import { weekdayOf } from '../../domain/usage/calendar.ts';
import type { Episode } from './episodes.ts';

/** What people would have been told in a week. */
export interface WeekOfAlerts {
  /** The UTC Monday on which it begins. */
  readonly monday: Day;
  /** Messages by severity: what opens or grows at the same time with the same severity is one message. */
  readonly messages: Readonly<Record<Severity, number>>;
  /** Findings that these messages tell of; one that grows counts again. */
  readonly findings: number;
}

/** Messages that findings would have meant, week by week, weeks without any included. Reminders and digests do not count. */
export function alertsByWeek(
  episodes: readonly Episode[],
  { since, until }: { readonly since: string; readonly until: string },
): WeekOfAlerts[] {
  const weeks = new Map<Day, { messages: Set<string>; findings: number }>();
  for (let monday = mondayOf(since); monday <= dayOf(until); monday = addDays(monday, 7)) {
    weeks.set(monday, { messages: new Set(), findings: 0 });
  }
  for (const { at, severity } of episodes.flatMap(timesTold)) {
    const week = weeks.get(mondayOf(at));
    if (!week) continue;
    week.messages.add(`${severity} ${at}`);
    week.findings += 1;
  }
  return [...weeks].map(([monday, { messages, findings }]) => ({ monday, messages: bySeverity(messages), findings }));
}

/** How often people would have been told of an episode: when it opened in the range, and whenever it grew. */
export function timesTold({
  openedAt,
  wasOpenBefore,
  grewAt,
  severity,
}: Episode): { at: string; severity: Severity }[] {
  return [...(wasOpenBefore ? [] : [openedAt]), ...grewAt].map((at) => ({ at, severity }));
}

function bySeverity(messages: ReadonlySet<string>): Record<Severity, number> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const severity of SEVERITIES) {
    counts[severity] = [...messages].filter((message) => message.startsWith(`${severity} `)).length;
  }
  return counts;
}

function mondayOf(time: string): Day {
  const day = dayOf(time);
  return addDays(day, -((weekdayOf(day) + 6) % 7));
}
