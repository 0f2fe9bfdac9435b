import { later } from '../../domain/day.ts';
import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import type { EntityKind, Role } from '../../domain/org.ts';
import type { OrgState } from '../../domain/org-state.ts';
import type { ApprovableKind, ApprovalChange, Head, Revision, RoleBodies, RunPayload } from '../../domain/run.ts';
import { entityHash } from '../../domain/snapshot.ts';
import type { Clock, GenesysSource, Store } from '../../ports.ts';
import { decide } from '../decide.ts';
import { type Memory, recall } from '../memory.ts';
import { readOrg } from '../reading.ts';
import { assertSameOrg } from '../same-org.ts';
import { sight } from '../sighting.ts';

/**
 * The state of an org as it is now: read as a scan reads it, changes confirmed by a second reading and all, upon what is
 * committed. Nothing is written, and nobody is told.
 *
 * @throws UsageError if the store holds the history of another org
 */
export async function stateNow(options: {
  readonly source: GenesysSource;
  readonly store: Store;
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly clock: Clock;
  readonly onProgress?: (message: string) => void;
}): Promise<OrgState> {
  const { source, store, clock, onProgress } = options;
  // Who changed what is nobody's question here.
  const org: OrgConfig = { ...options.org, readAudits: false };
  // No rule is asked and no vendor named: what follows from a manifest is for those to say who judge one.
  const config: GuardianConfig = { ...options.config, vendors: [], rules: {}, waivers: [] };
  const reads = { ...options, org, config, rules: [], job: 'configuration' } as const;
  const latest = await store.latestRun(org.name);
  const startedAt = clock.now();
  onProgress?.(`reading ${org.name}`);
  const reading = await readOrg({ source, org, job: 'configuration', latest, now: startedAt });
  assertSameOrg(latest, reading.self, org.name);
  const sighting = sight({ reading, latest, options: reads, now: startedAt });
  const { payload, sources } = await decide({ ...reads, latest, reading, sighting, startedAt });
  const { unusedDays } = config.thresholds;
  const memory = await recall({ store, org: org.name, latest, withUsage: false, unusedDays, now: startedAt });
  const asOf = later(startedAt.toISOString(), latest?.at ?? '');
  const genesysOrg = reading.self?.org ?? latest?.genesysOrg;
  const ownClientId = reading.self?.clientId ?? latest?.ownClientId;
  return {
    org: org.name,
    ...(genesysOrg && { genesysOrg }),
    asOf,
    at: asOf,
    sources,
    ...(ownClientId && { ownClientId }),
    ...stateAfter(memory, payload, asOf),
    unresolved: memory.unresolved,
  };
}

/** The memory as it would be, had a run committed this payload. Pure. */
export function stateAfter(
  { heads, roleBodies }: Pick<Memory, 'heads' | 'roleBodies'>,
  { revisions, approvals }: Pick<RunPayload, 'revisions' | 'approvals'>,
  at: string,
): Pick<OrgState, 'heads' | 'roleBodies'> {
  const role = revised(heads.role, 'role', revisions, at);
  return {
    heads: {
      client: approved(revised(heads.client, 'client', revisions, at), 'client', approvals, at),
      role,
      division: revised(heads.division, 'division', revisions, at),
      integration: revised(heads.integration, 'integration', revisions, at),
      authorization: approved(
        revised(heads.authorization, 'authorization', revisions, at),
        'authorization',
        approvals,
        at,
      ),
    },
    roleBodies: withBodies(roleBodies, role),
  };
}

function revised<K extends EntityKind>(
  heads: ReadonlyMap<string, Head<K>>,
  kind: K,
  revisions: readonly Revision[],
  at: string,
): ReadonlyMap<string, Head<K>> {
  const after = new Map(heads);
  for (const revision of revisions) {
    if (!isOfKind(revision, kind)) continue;
    const { id, hash, body, last } = revision;
    const known = heads.get(id)?.approval;
    after.set(id, { kind, id, hash, body, ...(last && { last }), since: at, ...(known && { approval: known }) });
  }
  return after;
}

function isOfKind<K extends EntityKind>(revision: Revision, kind: K): revision is Revision<K> {
  return revision.kind === kind;
}

function approved<K extends ApprovableKind>(
  heads: ReadonlyMap<string, Head<K>>,
  kind: K,
  approvals: readonly ApprovalChange[],
  at: string,
): ReadonlyMap<string, Head<K>> {
  const after = new Map(heads);
  for (const change of approvals) {
    const head = after.get(change.id);
    if (!head || !isApprovalOf(change, kind)) continue;
    const { body, by, roles, divisions } = change;
    after.set(change.id, { ...head, approval: { body, by, at, roles, ...(divisions && { divisions }) } });
  }
  return after;
}

function isApprovalOf<K extends ApprovableKind>(
  change: ApprovalChange,
  kind: K,
): change is Extract<ApprovalChange, { readonly kind: K }> & { readonly body: NonNullable<Head<K>['body']> } {
  return change.kind === kind;
}

/** Approvals of this reading point at roles as they are now. */
function withBodies(bodies: RoleBodies, roles: ReadonlyMap<string, Head<'role'>>): RoleBodies {
  const all = new Map<string, Role>(bodies);
  for (const { body } of roles.values()) if (body) all.set(entityHash('role', body), body);
  return all;
}
