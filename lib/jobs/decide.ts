import type { Coverage } from '../domain/coverage.ts';
import { later } from '../domain/day.ts';
import type { Actor, Finding } from '../domain/finding.ts';
import { unresolvedAfter } from '../domain/life-cycle.ts';
import { ENTITY_KINDS } from '../domain/org.ts';
import { remindersDue, wakeTime } from '../domain/reminder.ts';
import { ruleSetting } from '../domain/rule-setting.ts';
import {
  type FindingsById,
  lastScanOf,
  type Revision,
  type RunPayload,
  type RunRecord,
  type RunState,
} from '../domain/run.ts';
import { judgeAll } from '../rules/engine.ts';
import { actorsOf } from './actors.ts';
import { approvalsOf } from './approve.ts';
import { readAudits } from './change-audits.ts';
import { confirm, type SettledRoots, settledCoverage, settledRoots, unsettledClients } from './confirm.ts';
import { ruleContext } from './facts.ts';
import { type Memory, recall } from './memory.ts';
import { observe } from './observe.ts';
import type { DayRange } from './observed-days.ts';
import type { OrgReading } from './reading.ts';
import type { ScanOptions } from './scan.ts';
import { type Sighting, sourceStates } from './sighting.ts';
import { transitionsOf } from './transitions.ts';
import { meter } from './usage-facts.ts';
import { vendorOf } from './vendor-of.ts';
import { violatedFindings, violatedIds } from './violations.ts';

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
  const judgements = judgeAll({ rules, context, settings: config.rules });
  const known = await knownFindings(options, memory, violatedIds(judgements, org.name));
  // Rules judge by the clock; what they find is filed after the last run, even if the clock was set back.
  const filed = { ...context, now: later(context.now, latest?.at ?? '') };
  const seen = violatedFindings({ rules, judgements, known, context: filed, actors });
  const asked = rules.filter(({ id }) => !ruleSetting(config.rules, id).isOff);
  const transitions = transitionsOf({
    seen,
    judgements,
    rules: asked,
    unresolved: memory.unresolved,
    known,
    context: filed,
    waivers: config.waivers,
    lastRun: latest && { at: lastScanOf(latest).at, sources: latest.sources },
  });
  const after = unresolvedAfter(memory.unresolved, transitions);
  const reminders = remindersDue(after, config, filed.now);
  const unresolved = withReminders(after, reminders);
  const wakeAt = wakeTime(unresolved, config);

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

/** Which of the findings were seen before: unresolved ones are at hand, so only the others are looked up. */
async function knownFindings(
  { store, org, latest }: DecideOptions,
  memory: Memory,
  ids: readonly string[],
): Promise<FindingsById> {
  const unresolved = new Map(memory.unresolved.map((finding) => [finding.id, finding] as const));
  const others = latest ? ids.filter((id) => !unresolved.has(id)) : [];
  return others.length === 0 ? unresolved : new Map([...unresolved, ...(await store.findingsById(org.name, others))]);
}

function withReminders(findings: readonly Finding[], reminders: readonly Finding[]): readonly Finding[] {
  const reminded = new Map(reminders.map((finding) => [finding.id, finding] as const));
  return findings.map((finding) => reminded.get(finding.id) ?? finding);
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
