import type { Coverage } from '../domain/coverage.ts';
import type { Actor, Finding } from '../domain/finding.ts';
import { ENTITY_KINDS } from '../domain/org.ts';
import { lastScanOf, type Revision, type RunPayload, type RunRecord, type RunState } from '../domain/run.ts';
import { actorsOf } from './actors.ts';
import { approvalsOf } from './approve.ts';
import { readAudits } from './change-audits.ts';
import { changeFindings } from './change-findings.ts';
import { confirm, type SettledRoots, settledCoverage, settledRoots, unsettledClients } from './confirm.ts';
import { ruleContext } from './facts.ts';
import { recall } from './memory.ts';
import { observe } from './observe.ts';
import type { DayRange } from './observed-days.ts';
import type { OrgReading } from './reading.ts';
import type { ScanOptions } from './scan.ts';
import { type Sighting, sourceStates } from './sighting.ts';
import { meter } from './usage-facts.ts';
import { vendorOf } from './vendor-of.ts';

/** What a run that had something to judge came to. */
export interface Decision {
  readonly payload: RunPayload;
  readonly coverage: Coverage;
  readonly sources: RunState['sources'];
  /** Root hashes of kinds that were read whole and settled. */
  readonly roots: SettledRoots;
  /** Findings that are not resolved after this run. */
  readonly unresolved: readonly Finding[];
  /** ISO time at which the next of them falls due: a reminder, or the end of a waiver. */
  readonly wakeAt?: string;
  readonly warnings: readonly string[];
  /** True if anything differed between the two readings: the next run has to look again. */
  readonly isUnsettled: boolean;
  /** True if clients, roles and divisions are now known whole. */
  readonly completesBaseline: boolean;
  readonly usageAsOf?: string;
  /** The days whose calls by operation are in the payload. */
  readonly endpointsRead?: DayRange;
}

/** What {@link decide} needs beside the scan's own options. */
export interface DecideOptions extends ScanOptions {
  readonly latest: RunRecord | undefined;
  readonly reading: OrgReading;
  readonly sighting: Sighting;
  readonly startedAt: Date;
}

/** Recalls, confirms, judges. Reads only; the caller commits what comes out. */
export async function decide(options: DecideOptions): Promise<Decision> {
  const { store, org, config, rules, latest, reading, startedAt, clock } = options;
  options.onProgress?.('something to judge: loading what is known');
  const lastScan = latest && lastScanOf(latest);
  const memory = await recall({
    store,
    org: org.name,
    latest,
    withUsage: reading.usage !== undefined,
    unusedDays: config.thresholds.unusedDays,
    observationDays: config.thresholds.observationDays,
    now: startedAt,
  });
  const second = await confirm(options);
  const observation = observe(reading.kinds, second, memory);
  const audits = await readAudits(options, observation.revisions);
  const now = clock.now();
  const coverage = settledCoverage({ ...options.sighting.coverage, audits: audits.coverage }, observation, second);
  const sources = sourceStates(latest, coverage, org);
  const approvals = approvalsOf({
    observation,
    memory,
    latest,
    vendorOf: (client) => vendorOf(client, { vendors: config.vendors, orgName: org.name, heads: memory.heads.client }),
  });
  const metered = meter({ reading, memory, org, thresholds: config.thresholds, latest, now: startedAt });
  const actors = actorsOf(observation.revisions, {
    audits: audits.items,
    since: lastScan?.startedAt ?? now.toISOString(),
    clientIds: new Set(observation.kinds.client.entities.keys()),
  });

  options.onProgress?.(`judging ${observation.kinds.client.entities.size} clients by ${rules.length} rules`);
  const context = ruleContext({
    org,
    config,
    now: now.toISOString(),
    coverage,
    sources,
    snapshot: observation.snapshot,
    heads: memory.heads.client,
    authorizationHeads: memory.heads.authorization,
    revisions: observation.revisions,
    newApprovals: approvals,
    roleBodies: memory.roleBodies,
    unsettledClients: unsettledClients(observation),
    self: reading.self,
    usage: metered?.facts,
    callProfiles: metered?.callProfiles,
    roleHeads: memory.heads.role,
    ownClientId: reading.self?.clientId ?? latest?.ownClientId,
  });
  const { transitions, reminders, unresolved, wakeAt } = await changeFindings(options, { context, memory, actors });

  const usageAsOf = metered?.facts.asOf;
  return {
    payload: {
      revisions: observation.revisions.map((revision) => withActor(revision, actors)),
      approvals,
      transitions,
      usage: metered?.samples ?? [],
      endpoints: reading.endpoints?.rows ?? [],
      ...(reminders.length > 0 && { reminders }),
    },
    coverage: usageAsOf ? { ...coverage, usage: { ...coverage.usage, asOf: usageAsOf } } : coverage,
    sources,
    roots: settledRoots(observation),
    unresolved,
    ...(wakeAt && { wakeAt }),
    warnings: [...new Set(context.clients.flatMap(({ vendor, approval }) => unresolvedNames(vendor?.name, approval)))],
    isUnsettled: ENTITY_KINDS.some((kind) => observation.kinds[kind].unsettled.length > 0),
    completesBaseline: (['client', 'role', 'division'] as const).every((kind) => observation.kinds[kind].isComplete),
    ...(usageAsOf && { usageAsOf }),
    ...(reading.endpoints && { endpointsRead: reading.endpoints }),
  };
}

function withActor(revision: Revision, actors: ReadonlyMap<string, Actor>): Revision {
  const actor = actors.get(revision.id);
  return actor ? { ...revision, actor } : revision;
}

function unresolvedNames(
  vendor: string | undefined,
  { unresolved }: { readonly unresolved: readonly string[] },
): string[] {
  return vendor ? unresolved.map((name) => `guardian.yaml, vendor ${vendor}: the org has no ${name}`) : [];
}
