import { effectiveAccess, type RoleLookup } from '../domain/access.ts';
import { clientApproval, type StoredApproval } from '../domain/approval.ts';
import { type OAuthClient, UNKNOWN_DIVISION } from '../domain/client.ts';
import type { Coverage } from '../domain/coverage.ts';
import { vendorsByClient } from '../domain/integration-vendor.ts';
import type { GuardianConfig, OrgConfig, Vendor } from '../domain/manifest.ts';
import type { Authorization, OrgSnapshot, Role } from '../domain/org.ts';
import { ownAccess } from '../domain/own-permissions.ts';
import type { ApprovalChange, Head, Revision, RoleBodies, RunState } from '../domain/run.ts';
import { SCOPE_CATALOGUE } from '../domain/scope-catalogue.ts';
import { entityHash } from '../domain/snapshot.ts';
import type { CallProfile } from '../domain/usage/call-profile.ts';
import type { Self } from '../ports.ts';
import type { ClientFacts, GoneClient, RuleContext, SelfFacts, UsageFacts } from '../rules/rule.ts';
import { grantUses } from './grant-uses.ts';
import { vendorOf } from './vendor-of.ts';

/** What {@link ruleContext} puts together. */
export interface FactsInput {
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly now: string;
  readonly coverage: Coverage;
  readonly sources: RunState['sources'];
  readonly snapshot: OrgSnapshot;
  readonly heads: ReadonlyMap<string, Head<'client'>>;
  readonly authorizationHeads: ReadonlyMap<string, Head<'authorization'>>;
  readonly revisions: readonly Revision[];
  /** Approvals that this very run makes: first sightings. */
  readonly newApprovals: readonly ApprovalChange[];
  readonly roleBodies: RoleBodies;
  readonly unsettledClients: ReadonlySet<string>;
  readonly self?: Self | undefined;
  readonly usage?: UsageFacts | undefined;
  /** By client id; absent in a run that knows nothing of usage. */
  readonly callProfiles?: ReadonlyMap<string, CallProfile> | undefined;
  readonly roleHeads?: ReadonlyMap<string, Head<'role'>>;
  readonly ownClientId?: string | undefined;
}

/** The one object that rules look at, from what was read and what is remembered. Pure. */
export function ruleContext(input: FactsInput): RuleContext {
  const { org, config, snapshot, usage } = input;
  const self = selfFacts(input);
  return {
    org,
    thresholds: config.thresholds,
    now: input.now,
    coverage: input.coverage,
    sources: sourceHistory(input.sources),
    snapshot,
    clients: clientFacts(input),
    gone: goneClients(input),
    approvedAuthorizations: approvedAuthorizations(input),
    scopeCatalogue: [...SCOPE_CATALOGUE.keys()],
    vendors: config.vendors,
    ...(usage && { usage }),
    ...(input.ownClientId && { ownClientId: input.ownClientId }),
    ...(self && { self }),
  };
}

function clientFacts(input: FactsInput): ClientFacts[] {
  const { config, org, snapshot, heads, unsettledClients } = input;
  const roleOf = (id: string): Role | undefined => snapshot.role?.get(id);
  const stored = storedApprovals(input);
  const integrationVendors = vendorsByClient(snapshot.integration?.values() ?? []);
  const useOf = grantUses(input);
  const facts = [...(snapshot.client?.values() ?? [])].map((client) => {
    const vendor = vendorOf(client, { vendors: config.vendors, orgName: org.name, heads });
    const integrationVendor = integrationVendors.get(client.id.toLowerCase());
    const approved = stored(client.id);
    return {
      client,
      ...(vendor && { vendor }),
      ...(integrationVendor && { integrationVendor }),
      access: effectiveAccess(client, roleOf),
      approval: clientApproval({ vendor, stored: approved, snapshot }),
      isAsApproved: approved !== undefined && leavesOpen(vendor, client) && isAsStored(client, approved, roleOf),
      isUnsettled: unsettledClients.has(client.id),
    };
  });
  return useOf ? withUse(facts, useOf) : facts;
}

function withUse(facts: readonly ClientFacts[], useOf: NonNullable<ReturnType<typeof grantUses>>): ClientFacts[] {
  const clientsOf = new Map<string, number>();
  for (const { vendor } of facts) if (vendor) clientsOf.set(vendor.name, (clientsOf.get(vendor.name) ?? 0) + 1);
  return facts.map((known) => ({ ...known, use: useOf(known, clientsOf.get(known.vendor?.name ?? '') === 1) }));
}

/** True if the manifest says nothing of what the client may be, so that the stored approval alone counts. */
function leavesOpen(vendor: Vendor | undefined, { state }: OAuthClient): boolean {
  if (!vendor) return true;
  const { grantType, scopes, roles, permissions, redirectUris, maxTokenSeconds } = vendor;
  const written = [grantType, scopes, roles, permissions, redirectUris, maxTokenSeconds];
  // Of a client that the manifest names, one state only is approved.
  return state === 'active' && written.every((aspect) => aspect === undefined);
}

/** True if neither the client nor a role that it holds differs from what was approved, and nothing of it is unknown. */
function isAsStored(client: OAuthClient, approved: StoredApproval, roleOf: RoleLookup): boolean {
  if (entityHash('client', client) !== entityHash('client', approved.client)) return false;
  return client.grants.every(({ roleId, divisionId }) => {
    const [role, before] = [roleOf(roleId), approved.roles.get(roleId)];
    if (!role || !before || divisionId === UNKNOWN_DIVISION) return false;
    return entityHash('role', role) === entityHash('role', before);
  });
}

/** Approvals by client: the stored one, or the one that this run makes by seeing the client for the first time. */
function storedApprovals({ heads, newApprovals, roleBodies, now, snapshot }: FactsInput) {
  const fresh = new Map(
    newApprovals.flatMap((change) => (change.kind === 'client' ? [[change.id, change] as const] : [])),
  );
  return (clientId: string): StoredApproval | undefined => {
    const change = fresh.get(clientId);
    const approval = change ? { ...change, at: now } : heads.get(clientId)?.approval;
    if (!approval) return undefined;
    const roles = new Map<string, Role>();
    for (const [roleId, hash] of Object.entries(approval.roles)) {
      const role = roleBodies.get(hash) ?? (change && snapshot.role?.get(roleId));
      if (role) roles.set(roleId, role);
    }
    const { body: client, at, by, divisions } = approval;
    return { client, roles, at, by, ...(divisions && { divisions }) };
  };
}

/** Clients that were missed by an earlier run or by this one, and that have not come back. */
function goneClients({ heads, revisions, snapshot, now, config, org }: FactsInput): GoneClient[] {
  const gone = new Map<string, { readonly client: OAuthClient; readonly goneSince: string }>();
  for (const { id, body, last, since } of heads.values()) {
    if (!body && last && !snapshot.client?.has(id)) gone.set(id, { client: last, goneSince: since });
  }
  for (const { kind, id, body } of revisions) {
    const last = heads.get(id)?.body;
    if (kind === 'client' && !body && last) gone.set(id, { client: last, goneSince: now });
  }
  return [...gone.values()].map(({ client, goneSince }) => {
    const vendor = vendorOf(client, { vendors: config.vendors, orgName: org.name, heads });
    return { client, goneSince, ...(vendor && { vendor }) };
  });
}

function approvedAuthorizations({ authorizationHeads, newApprovals }: FactsInput): ReadonlyMap<string, Authorization> {
  const approved = new Map<string, Authorization>();
  for (const [id, { approval }] of authorizationHeads) if (approval) approved.set(id, approval.body);
  for (const change of newApprovals) if (change.kind === 'authorization') approved.set(change.id, change.body);
  return approved;
}

/** The guardian's own grants come from `tokens/me`, so the self-check works even where its client is not listed. */
function selfFacts({ self, snapshot, coverage }: FactsInput): SelfFacts | undefined {
  if (!self || coverage.roles.status !== 'complete') return undefined;
  return {
    client: { id: self.clientId, name: self.clientName },
    access: ownAccess(self.grants, (id) => snapshot.role?.get(id)),
  };
}

function sourceHistory(sources: RunState['sources']): RuleContext['sources'] {
  return Object.fromEntries(
    Object.entries(sources).map(([source, { failures, completeAt }]) => [
      source,
      { failures, ...(completeAt && { lastCompleteAt: completeAt }) },
    ]),
  );
}
