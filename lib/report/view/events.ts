import type { ReportEvent } from '../../domain/report.ts';
import { isOfVendor } from './findings.ts';
import { groupBy } from './group.ts';
import type { Query } from './route.ts';
import { hasWords } from './rows.ts';

/** The events that an address asks for, newest first as they come. */
export function eventsFor(events: readonly ReportEvent[], query: Query): readonly ReportEvent[] {
  return events.filter(
    ({ severity, to, rule, vendor, client, title, findingId, actor }) =>
      (!query.severity || severity === query.severity) &&
      (!query.to || to === query.to) &&
      (!query.rule || rule === query.rule) &&
      isOfVendor(vendor, query.vendor) &&
      hasWords(query.q, [title, client.name, vendor, findingId, actor?.name ?? null]),
  );
}

/** Whoever decided it; of what a scan found out, whoever made the drift. A finding does not say who took it back. */
export function whoOf({ to, actor, cause }: Pick<ReportEvent, 'to' | 'actor' | 'cause'>): string | null {
  if (cause && cause.by !== 'guardian') return cause.by;
  return to === 'resolved' || !actor ? null : (actor.name ?? actor.id);
}

/** A line of the timeline: a vendor, or a client that no vendor claims. */
export interface Lane {
  readonly name: string;
  readonly events: readonly ReportEvent[];
}

/** What the last lane is called where there are more than can be told apart. */
export const OTHERS = 'all others';

/** Events by vendor or client, the lanes with the most events first; at most `most` of them. */
export function lanesOf(events: readonly ReportEvent[], most: number): readonly Lane[] {
  const byName = groupBy(events, ({ vendor, client }) => vendor ?? (client.id === '-' ? 'the org' : client.name));
  const lanes = [...byName].map(([name, own]) => ({ name, events: own }));
  lanes.sort((a, b) => b.events.length - a.events.length || (a.name < b.name ? -1 : 1));
  if (lanes.length <= most) return lanes;
  const rest = lanes.slice(most - 1).flatMap(({ events: own }) => own);
  return [...lanes.slice(0, most - 1), { name: OTHERS, events: rest }];
}
