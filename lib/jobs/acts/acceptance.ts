import type { StoredApproval } from '../../domain/approval.ts';
import type { OAuthClient } from '../../domain/client.ts';
import type { SourceName } from '../../domain/coverage.ts';
import type { AccessChange } from '../../domain/finding.ts';
import type { GuardianConfig, OrgConfig, Vendor } from '../../domain/manifest.ts';
import type { ManifestEdit } from '../../domain/manifest-edit.ts';
import type { ApprovalChange, Head, RunRecord } from '../../domain/run.ts';
import { entityHash } from '../../domain/snapshot.ts';
import { UsageError } from '../../errors.ts';
import type { ClientFacts, RuleContext } from '../../rules/rule.ts';
import { committedContext, committedSnapshot, withApproval } from '../committed-context.ts';
import type { Memory } from '../memory.ts';
import { approvalDifference } from './approval-difference.ts';
import { presentAspects } from './vendor-aspects.ts';

/** What an acceptance would change, before anything is written. */
export interface Acceptance {
  readonly client: { readonly id: string; readonly name: string };
  /** The vendor whose entry approves the client; absent for an unmanaged one. */
  readonly vendor?: string;
  readonly approval: ApprovalChange;
  /** True if the store has just this approval already, and somebody or the baseline gave it. */
  readonly isStored: boolean;
  /** For aspects that the vendor's entry writes; absent where it needs no change. */
  readonly edit?: ManifestEdit;
  /** Whom else the edit is about: clients of this org by name, and other orgs. */
  readonly alsoCovers: readonly string[];
  /** From what is approved to what is. */
  readonly change: AccessChange;
  /** What cannot be accepted, or reads otherwise than one might think. */
  readonly notes: readonly string[];
  /** The memory as it will be. */
  readonly memory: Memory;
  /** What rules see now. */
  readonly before: RuleContext;
}

export interface AcceptanceInput {
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly memory: Memory;
  readonly latest: RunRecord;
  readonly clientId: string;
  readonly by: string;
  readonly note?: string | undefined;
  /** ISO time of the act. */
  readonly at: string;
}

/**
 * Works out what makes the present state of a client the approved one. Pure.
 *
 * @throws UsageError for a client that is gone, and where the last scan did not see clients and roles whole
 */
export function acceptanceOf(input: AcceptanceInput): Acceptance {
  const { org, config, latest, clientId, by, note, at } = input;
  assertSeen(latest, ['clients', 'roles', 'divisions']);
  const client = presentClient(input.memory.heads.client.get(clientId), clientId);
  const approval = { ...approvalOf(client, input.memory), author: by, ...(note !== undefined && { note }) };
  const memory = withApproval(input.memory, approval, at);
  const view = (from: Memory) => committedContext({ org, config, memory: from, latest, now: at });
  const before = view(input.memory);
  const facts = factsOf(view(memory), clientId);
  const { vendor } = facts;
  const was = factsOf(before, clientId);
  const edited = vendor && editOf(facts, vendor, { ...input, memory });
  return {
    client: { id: client.id, name: client.name },
    ...(vendor && { vendor: vendor.name }),
    approval,
    isStored: isStored(was.approval.stored, approval),
    ...(edited?.edit && { edit: edited.edit }),
    alsoCovers: edited?.alsoCovers ?? [],
    change: approvalDifference(was, committedSnapshot(memory)),
    notes: [...(edited?.notes ?? []), ...unseenRoles(facts), ...lostVendor(was.vendor, vendor)],
    memory,
    before,
  };
}

/** Only what was seen whole can be accepted. */
export function assertSeen({ sources }: Pick<RunRecord, 'sources'>, needed: readonly SourceName[]): void {
  for (const source of needed) {
    const { completeAt, failures = 0, reason } = sources[source] ?? {};
    if (completeAt && failures === 0) continue;
    throw new UsageError(
      `the last scan did not see all ${source}${reason ? ` (${reason})` : ''}, and what was not seen is not accepted: run 'guardian scan' first`,
    );
  }
}

function presentClient(head: Head<'client'> | undefined, clientId: string): OAuthClient {
  if (head?.body) return head.body;
  const gone = head ? `is gone since ${head.since}` : 'is not known';
  throw new UsageError(`client ${head?.last?.name ?? clientId} ${gone}: there is nothing to accept`);
}

type ClientApprovalChange = Extract<ApprovalChange, { readonly kind: 'client' }>;

function approvalOf(client: OAuthClient, { heads }: Memory): ClientApprovalChange {
  const roles = client.grants.flatMap(({ roleId }) => heads.role.get(roleId)?.body ?? []);
  const divisions = client.grants.flatMap(({ divisionId }) => heads.division.get(divisionId)?.body ?? []);
  return {
    kind: 'client',
    id: client.id,
    by: 'accepted',
    body: client,
    roles: Object.fromEntries(roles.map((role) => [role.id, entityHash('role', role)])),
    divisions: Object.fromEntries(divisions.map(({ id, name }) => [id, name])),
  };
}

/** A first sighting is no decision: accepting it is one, even if nothing has changed since. */
function isStored(stored: StoredApproval | undefined, { body, roles }: ClientApprovalChange): boolean {
  if (!stored || stored.by === 'first-sighting') return false;
  if (entityHash('client', stored.client) !== entityHash('client', body)) return false;
  return Object.entries(roles).every(([id, hash]) => {
    const role = stored.roles.get(id);
    return role !== undefined && entityHash('role', role) === hash;
  });
}

function factsOf({ clients }: RuleContext, clientId: string): ClientFacts {
  const facts = clients.find(({ client }) => client.id === clientId);
  if (!facts) throw new RangeError(`client ${clientId} has a state and no facts`);
  return facts;
}

function editOf(
  { client, approval }: ClientFacts,
  vendor: Vendor,
  { memory, config, org, latest, at }: AcceptanceInput,
): { readonly edit?: ManifestEdit; readonly alsoCovers: readonly string[]; readonly notes: readonly string[] } {
  const { clients } = committedContext({ org, config, memory, latest, now: at });
  const others = clients.filter((facts) => facts.vendor === vendor && facts.client.id !== client.id);
  const otherOrgs = (config.orgs ?? [])
    .map(({ name }) => name)
    .filter((name) => name !== org.name && worksIn(vendor, name));
  const { aspects, notes } = presentAspects({
    vendor,
    accepted: { client, stored: approval.stored },
    others: others.map((facts) => ({ client: facts.client, stored: facts.approval.stored })),
    coversOtherOrgs: otherOrgs.length > 0,
    snapshot: committedSnapshot(memory),
  });
  if (Object.keys(aspects).length === 0) return { alsoCovers: [], notes };
  return {
    edit: { kind: 'approve', vendor: vendor.name, aspects },
    alsoCovers: [...others.map((facts) => facts.client.name), ...otherOrgs.map((name) => `clients of org ${name}`)],
    notes,
  };
}

function worksIn({ orgs }: Vendor, orgName: string): boolean {
  return orgs?.some((name) => name.toLowerCase() === orgName.toLowerCase()) ?? true;
}

/** Of a managed client the entry's own note says so. */
function unseenRoles({ access, vendor }: ClientFacts): string[] {
  if (vendor?.roles) return [];
  return access.missingRoles.map((id) => `the role ${id} was not seen, so it is not accepted`);
}

function lostVendor(before: Vendor | undefined, after: Vendor | undefined): string[] {
  if (!before || before === after) return [];
  const now = after ? `the entry of ${after.name} covers it` : 'no entry of guardian.yaml covers it';
  return [`under its present name the client is no longer taken for one of ${before.name}: ${now} from now on`];
}
