import { addDays, dayOf } from '../domain/day.ts';
import type { OrgConfig, Thresholds } from '../domain/manifest.ts';
import type { RunState } from '../domain/run.ts';
import { budget, quotaOf } from '../domain/usage/budget.ts';
import { type CallProfile, foldCalls } from '../domain/usage/call-profile.ts';
import type { EndpointRow, UsageDay, UsageSample } from '../domain/usage/day.ts';
import { asOf } from '../domain/usage/freshness.ts';
import { foldSample, samplesByDay } from '../domain/usage/meter.ts';
import type { UsageFacts } from '../rules/rule.ts';
import { ENDPOINT_WINDOW_DAYS, type Memory } from './memory.ts';
import { callWindow, observedDays } from './observed-days.ts';
import type { OrgReading } from './reading.ts';

/** What a usage reading adds to what is remembered. */
export interface Metered {
  readonly facts: UsageFacts;
  /** Only days that the reading changed. */
  readonly samples: readonly UsageSample[];
  /** Which operations clients have called, by client id: with what this run has read. */
  readonly callProfiles: ReadonlyMap<string, CallProfile>;
}

/** Folds a usage reading into the remembered days. Pure. */
export function meter(options: {
  readonly reading: OrgReading;
  readonly memory: Memory;
  readonly org: OrgConfig;
  readonly thresholds: Thresholds;
  readonly latest: RunState | undefined;
  readonly now: Date;
}): Metered | undefined {
  const { reading, memory, org, thresholds, latest, now } = options;
  if (!reading.usage) return undefined;
  const days = new Map(memory.usageDays.map((day) => [day.date, day] as const));
  const samples: UsageSample[] = [];
  for (const sample of samplesByDay(reading.usage.rows, reading.usage.at)) {
    const known = days.get(sample.date);
    const folded = foldSample(known, sample);
    if (!folded || (known && isSameCount(known, folded))) continue;
    days.set(sample.date, folded);
    samples.push(sample);
  }
  const all = [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  const dataTime = asOf(all, now);
  const calls = callWindow({ observed: observedDays(latest, reading.endpoints), usageDays: all, thresholds, now });
  const facts: UsageFacts = {
    days: all,
    // With yesterday's calls unread, an old list would make a new call look like no call: unknown is the empty list.
    endpoints: reading.endpointsGap
      ? []
      : recentEndpoints([...memory.endpoints, ...(reading.endpoints?.rows ?? [])], now),
    budget: budget(quotaOf(org), now, org.billingDay),
    ...(dataTime && { asOf: dataTime }),
    ...(calls && { calls }),
  };
  return { facts, samples, callProfiles: foldCalls(memory.callProfiles ?? new Map(), reading.endpoints?.rows ?? []) };
}

/** True if a sample brought nothing: no tick, and no other count that grew. */
function isSameCount(known: UsageDay, folded: UsageDay): boolean {
  if (known.lastTick !== folded.lastTick || known.clients.size !== folded.clients.size) return false;
  return [...folded.clients].every(([id, { counts }]) => {
    const before = known.clients.get(id)?.counts;
    return before !== undefined && JSON.stringify(before) === JSON.stringify(counts);
  });
}

/** The newest days that were read by operation; a day that was read again replaces what was known of it. */
function recentEndpoints(rows: readonly EndpointRow[], now: Date): EndpointRow[] {
  const oldest = addDays(dayOf(now), -ENDPOINT_WINDOW_DAYS);
  const newest = new Map<string, EndpointRow>();
  for (const row of rows) {
    if (row.date >= oldest) newest.set([row.date, row.clientId, row.method, row.template].join(' '), row);
  }
  return [...newest.values()];
}
