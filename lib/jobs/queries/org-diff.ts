import { effectiveAccess } from '../../domain/access.ts';
import type { OAuthClient } from '../../domain/client.ts';
import { isEmptyChange, namesFrom } from '../../domain/drift.ts';
import type { AccessChange } from '../../domain/finding.ts';
import type { Division, Role } from '../../domain/org.ts';
import type { Store } from '../../ports.ts';
import { knownWhole } from './beginning.ts';
import { entitiesAt } from './org-at.ts';
import { compareClients, type PastClient } from './past.ts';

/** An org between two times: lists are sorted by name. */
export interface OrgDifference {
  readonly clients: {
    readonly came: readonly Named[];
    readonly went: readonly Named[];
    /** Also those that may do more or less because a role of theirs was edited. */
    readonly changed: readonly (AccessChange & { readonly client: Named })[];
  };
  readonly roles: {
    readonly came: readonly Named[];
    readonly went: readonly Named[];
    /** Their permissions, and the clients that hold them at the later time. */
    readonly changed: readonly (Pick<AccessChange, 'added' | 'removed'> & {
      readonly role: Named;
      readonly holders: readonly Named[];
    })[];
  };
  readonly counts: Readonly<Record<'clients' | 'roles' | 'divisions', { readonly from: number; readonly to: number }>>;
  /** Ids of roles that clients held, and of which no state is known. */
  readonly unknownRoles: readonly string[];
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * What differs in the whole org between two ISO times. Reads what is there now, and for either time one item more for
 * each thing that has changed since.
 *
 * @throws NothingKnownError for a time before the org was known
 */
export async function compareOrg(store: Store, org: string, from: string, to: string): Promise<OrgDifference> {
  await knownWhole(store, org, from < to ? from : to);
  const [before, after] = [await orgAt(store, org, from), await orgAt(store, org, to)];
  const both = [...after.clients.values()].flatMap((client) => {
    const past = before.clients.get(client.id);
    return past ? [{ client, change: compareClients(pastClient(past, before), pastClient(client, after)) }] : [];
  });
  return {
    clients: {
      came: missingIn(before.clients, after.clients),
      went: missingIn(after.clients, before.clients),
      changed: both
        .filter(({ change }) => !isEmptyChange(change))
        .map(({ client, change }) => ({ client: named(client), ...change }))
        .sort((a, b) => byName(a.client, b.client)),
    },
    roles: {
      came: missingIn(before.roles, after.roles),
      went: missingIn(after.roles, before.roles),
      changed: changedRoles(before, after),
    },
    counts: {
      clients: { from: before.clients.size, to: after.clients.size },
      roles: { from: before.roles.size, to: after.roles.size },
      divisions: { from: before.divisions.size, to: after.divisions.size },
    },
    unknownRoles: [...new Set([before, after].flatMap(rolesNotKnown))].sort(),
  };
}

interface OrgState {
  readonly at: string;
  readonly clients: ReadonlyMap<string, OAuthClient>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly divisions: ReadonlyMap<string, Division>;
}

async function orgAt(store: Store, org: string, at: string): Promise<OrgState> {
  const [clients, roles, divisions] = await Promise.all([
    entitiesAt(store, org, 'client', at),
    entitiesAt(store, org, 'role', at),
    entitiesAt(store, org, 'division', at),
  ]);
  return { at, clients, roles, divisions };
}

function pastClient(client: OAuthClient, { at, roles, divisions }: OrgState): PastClient {
  const access = effectiveAccess(client, (id) => roles.get(id));
  return {
    at,
    id: client.id,
    client,
    revision: null,
    access,
    names: namesFrom(roles, divisions),
    unknownRoles: access.missingRoles,
  };
}

function changedRoles(before: OrgState, after: OrgState): OrgDifference['roles']['changed'] {
  return [...after.roles.values()]
    .flatMap((role) => {
      const past = before.roles.get(role.id);
      if (!past) return [];
      const added = beyond(role.permissions, past.permissions);
      const removed = beyond(past.permissions, role.permissions);
      if (added.length + removed.length === 0) return [];
      return [{ role: named(role), added, removed, holders: holdersOf(role.id, after) }];
    })
    .sort((a, b) => byName(a.role, b.role));
}

function holdersOf(roleId: string, { clients }: OrgState): readonly Named[] {
  return [...clients.values()]
    .filter(({ grants }) => grants.some((grant) => grant.roleId === roleId))
    .map(named)
    .sort(byName);
}

function rolesNotKnown({ clients, roles }: OrgState): readonly string[] {
  return [...clients.values()].flatMap((client) => effectiveAccess(client, (id) => roles.get(id)).missingRoles);
}

/** Those of `some` that `others` lack. */
function missingIn(others: ReadonlyMap<string, Named>, some: ReadonlyMap<string, Named>): readonly Named[] {
  return [...some.values()]
    .filter(({ id }) => !others.has(id))
    .map(named)
    .sort(byName);
}

function beyond(these: readonly string[], those: readonly string[]): readonly string[] {
  return these.filter((permission) => !those.includes(permission)).sort();
}

function named({ id, name }: Named): Named {
  return { id, name };
}

function byName(a: Named, b: Named): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
