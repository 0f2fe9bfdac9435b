import type { Finding } from '../../../domain/finding.ts';
import type { ReportEvent, SinceLast } from '../../../domain/report.ts';
import type { HistoryRecord } from '../../../domain/run.ts';
import type { KnownRule } from '../../../rules/known-rules.ts';
import { withLastSight } from '../../last-sight.ts';
import { worstAndOldestFirst } from '../findings.ts';
import type { Gathered } from './gathered.ts';

/** The lines of the timeline, newest first. */
export function eventsOf(records: readonly HistoryRecord[]): ReportEvent[] {
  return records.map(({ at, from, to, finding, change, cause }) => ({
    at,
    findingId: finding.id,
    rule: finding.rule,
    severity: finding.severity,
    from,
    to,
    client: finding.client,
    vendor: finding.vendor,
    title: finding.title,
    ...(change && { change }),
    ...(cause && { cause }),
    ...(finding.actor && { actor: finding.actor }),
  }));
}

/** Findings that are not resolved, and those whose newest record in the range says that they are. */
export function findingsOf(
  { run, unresolved }: Pick<Gathered, 'run' | 'unresolved'>,
  records: readonly HistoryRecord[],
  { rules, clientId }: { readonly rules: readonly KnownRule[]; readonly clientId?: string | undefined },
): Finding[] {
  const present = new Set(unresolved.map(({ id }) => id));
  const resolved = new Map<string, Finding>();
  for (const { to, finding } of records) {
    if (present.has(finding.id) || resolved.has(finding.id)) continue;
    if (to === 'resolved') resolved.set(finding.id, finding);
  }
  return [...unresolved.map((finding) => withLastSight(finding, run, rules)), ...resolved.values()]
    .filter(({ client }) => clientId === undefined || client.id === clientId)
    .sort(worstAndOldestFirst);
}

/** The report before: its time, and the newest run that it knew. */
export interface LastReport {
  /** ISO time at which it was made. */
  readonly at: string;
  readonly seq: number;
  /** ISO time of that run. */
  readonly runAt: string;
}

/**
 * What is new by the net of it: what opened and was resolved again since then is neither. Told by the numbers of runs and
 * not by the clock, so a run that was under way while the last report was made is in this one.
 */
export function sinceLastOf(
  last: LastReport,
  { records, isCut, heads }: Pick<Gathered, 'records' | 'isCut' | 'heads'>,
  clientId?: string,
): SinceLast {
  const [opened, resolved, changed]: [string[], string[], string[]] = [[], [], []];
  for (const [id, { from, to }] of netChanges(records.filter(({ seq }) => seq > last.seq))) {
    const was = isThere(from);
    const is = isThere(to);
    if (was && is) changed.push(id);
    else if (is) opened.push(id);
    else if (was) resolved.push(id);
  }
  const clients = [...heads.client.values()]
    .filter(({ id, since }) => since > last.runAt && (clientId === undefined || id === clientId))
    .map(({ id }) => id);
  // What was left out is the oldest: that it was read as far as that report is known by a record that it had told of.
  const isPartial = isCut && !records.some(({ seq }) => seq <= last.seq);
  return {
    at: last.at,
    opened: opened.sort(),
    resolved: resolved.sort(),
    changed: changed.sort(),
    clients: clients.sort(),
    ...(isPartial && { isPartial }),
  };
}

function isThere(state: HistoryRecord['to'] | null): boolean {
  return state !== null && state !== 'resolved';
}

/** From the first state of each finding to its last. */
function netChanges(newestFirst: readonly HistoryRecord[]) {
  const net = new Map<string, Pick<HistoryRecord, 'from' | 'to'>>();
  for (const { finding, from, to } of newestFirst) {
    net.set(finding.id, { from, to: net.get(finding.id)?.to ?? to });
  }
  return net;
}
