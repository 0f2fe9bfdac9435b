import type { Coverage, Read } from '../domain/coverage.ts';
import { later } from '../domain/day.ts';
import type { Actor, Finding } from '../domain/finding.ts';
import { ENTITY_KINDS, type EntityKind } from '../domain/org.ts';
import type { FindingsById, Revision, RunPayload, RunRecord, RunState } from '../domain/run.ts';
import { entityHashes, rootHash } from '../domain/snapshot.ts';
import type { AuditEntry } from '../ports.ts';
import { judgeAll } from '../rules/engine.ts';
import { actorsOf } from './actors.ts';
import { approvalsOf } from './approve.ts';
import { ruleContext } from './facts.ts';
import { type Memory, recall } from './memory.ts';
import { type Observation, observe } from './observe.ts';
import { type KindReadings, type OrgReading, readAgain, SOURCE_OF } from './reading.ts';
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
  readonly roots: Partial<Readonly<Record<EntityKind, string>>>;
  /** Findings that are not resolved after this run. */
  readonly unresolved: readonly Finding[];
  readonly warnings: readonly string[];
  /** True if anything differed between the two readings: the next run has to look again. */
  readonly isUnsettled: boolean;
  /** True if clients, roles and divisions are now known whole. */
  readonly completesBaseline: boolean;
  readonly usageAsOf?: string;
  /** The last day whose calls by operation are in the payload. */
  readonly endpointsThrough?: string;
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
  const memory = await recall({
    store,
    org: org.name,
    latest,
    withUsage: reading.usage !== undefined,
    unusedDays: config.thresholds.unusedDays,
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
  const metered = meter({ reading, memory, org, now: startedAt });
  const actors = actorsOf(observation.revisions, {
    audits: audits.items,
    since: latest?.startedAt ?? now.toISOString(),
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
  });
  const judgements = judgeAll({ rules, context, settings: config.rules });
  const known = await knownFindings(options, memory, violatedIds(judgements, org.name));
  // Rules judge by the clock; what they find is filed after the last run, even if the clock was set back.
  const filed = { ...context, now: later(context.now, latest?.at ?? '') };
  const seen = violatedFindings({ rules, judgements, known, context: filed, actors });
  const asked = rules.filter(({ id }) => !isOff(config.rules[id]));
  const transitions = transitionsOf({
    seen,
    judgements,
    rules: asked,
    unresolved: memory.unresolved,
    known,
    context: filed,
    lastRun: latest,
  });

  const usageAsOf = metered?.facts.asOf;
  return {
    payload: {
      revisions: observation.revisions.map((revision) => withActor(revision, actors)),
      approvals,
      transitions,
      usage: metered?.samples ?? [],
      endpoints: reading.endpoints?.rows ?? [],
    },
    coverage: usageAsOf ? { ...coverage, usage: { ...coverage.usage, asOf: usageAsOf } } : coverage,
    sources,
    roots: settledRoots(observation),
    unresolved: unresolvedAfter(memory, transitions),
    warnings: [...new Set(context.clients.flatMap(({ vendor, approval }) => unresolvedNames(vendor?.name, approval)))],
    isUnsettled: ENTITY_KINDS.some((kind) => observation.kinds[kind].unsettled.length > 0),
    completesBaseline: (['client', 'role', 'division'] as const).every((kind) => observation.kinds[kind].isComplete),
    ...(usageAsOf && { usageAsOf }),
    ...(reading.endpoints && { endpointsThrough: reading.endpoints.through }),
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

/** Reads again what differs from the last run: what two readings, some seconds apart, do not both show is not so yet. */
async function confirm({
  latest,
  reading,
  sighting,
  source,
  config,
  clock,
  onProgress,
}: DecideOptions): Promise<KindReadings> {
  const changed = ENTITY_KINDS.filter((kind) => {
    const root = latest?.roots[kind];
    return reading.kinds[kind] && root !== undefined && root !== sighting.seen[kind];
  });
  if (changed.length === 0) return {};
  const seconds = config.thresholds.confirmAfterSeconds;
  onProgress?.(
    `changes in ${changed.map((kind) => SOURCE_OF[kind]).join(', ')}: reading again in ${seconds} s to confirm`,
  );
  await clock.sleep(seconds * 1000);
  return readAgain(source, changed);
}

/** Slack for audit entries that were written while the last run was reading. */
const AUDIT_OVERLAP_MILLISECONDS = 15 * 60_000;

/** Looks up who made this run's changes; nothing is asked when nothing changed, or at the first look. */
async function readAudits(options: DecideOptions, revisions: readonly Revision[]): Promise<Read<AuditEntry>> {
  const { latest, org, source, clock, sighting, onProgress } = options;
  const isChange = revisions.some(({ kind }) => kind === 'client' || kind === 'role');
  if (!latest?.baselineAt || !org.readAudits || !isChange) return { items: [], coverage: sighting.coverage.audits };
  onProgress?.('looking up who made the changes');
  const now = clock.now();
  // A clock that was set back may stand before the last run.
  const lastRun = Math.min(Date.parse(latest.at), now.getTime());
  const from = new Date(lastRun - AUDIT_OVERLAP_MILLISECONDS).toISOString();
  return source.audits({ from, to: now.toISOString() });
}

/** A kind whose second reading was not whole was not read whole. */
function settledCoverage(coverage: Coverage, observation: Observation, second: KindReadings): Coverage {
  const settled: Record<keyof Coverage, Coverage[keyof Coverage]> = { ...coverage };
  for (const kind of ENTITY_KINDS) {
    const source = SOURCE_OF[kind];
    if (second[kind] && coverage[source].status === 'complete' && !observation.kinds[kind].isComplete) {
      settled[source] = {
        ...coverage[source],
        status: 'incomplete',
        reason: 'the second, confirming read was not complete',
      };
    }
  }
  return settled;
}

function unsettledClients({ kinds }: Observation): ReadonlySet<string> {
  const roles = new Set(kinds.role.unsettled);
  const holders = [...kinds.client.entities.values()].filter(({ grants }) =>
    grants.some(({ roleId }) => roles.has(roleId)),
  );
  return new Set([...kinds.client.unsettled, ...(roles.size > 0 ? holders.map(({ id }) => id) : [])]);
}

function settledRoots({ kinds }: Observation): Decision['roots'] {
  const roots: Partial<Record<EntityKind, string>> = {};
  if (kinds.client.isComplete) roots.client = rootHash(entityHashes('client', kinds.client.entities));
  if (kinds.role.isComplete) roots.role = rootHash(entityHashes('role', kinds.role.entities));
  if (kinds.division.isComplete) roots.division = rootHash(entityHashes('division', kinds.division.entities));
  if (kinds.integration.isComplete)
    roots.integration = rootHash(entityHashes('integration', kinds.integration.entities));
  if (kinds.authorization.isComplete) {
    roots.authorization = rootHash(entityHashes('authorization', kinds.authorization.entities));
  }
  return roots;
}

function unresolvedAfter({ unresolved }: Memory, transitions: RunPayload['transitions']): Finding[] {
  const findings = new Map(unresolved.map((finding) => [finding.id, finding] as const));
  for (const { to, finding } of transitions) {
    if (to === 'resolved') findings.delete(finding.id);
    else findings.set(finding.id, finding);
  }
  return [...findings.values()];
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

function isOff(setting: DecideOptions['config']['rules'][string] | undefined): boolean {
  return setting === 'off' || (typeof setting === 'object' && setting.off === true);
}
