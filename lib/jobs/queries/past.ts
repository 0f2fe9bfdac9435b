import { type EffectiveAccess, effectiveAccess } from '../../domain/access.ts';
import type { OAuthClient } from '../../domain/client.ts';
import { accessDifference, clientFacets, difference, type Names, namesFrom } from '../../domain/drift.ts';
import type { AccessChange } from '../../domain/finding.ts';
import type { Division, EntityKind, EntityOf, Role } from '../../domain/org.ts';
import type { PastRevision } from '../../domain/run.ts';
import type { Store } from '../../ports.ts';

/** A client as it was at a time, with what it could really do. */
export interface PastClient {
  readonly at: string;
  readonly id: string;
  /** Null where the client did not exist, or was not known yet, or its state of then is no longer kept. */
  readonly client: OAuthClient | null;
  readonly revision: Omit<PastRevision<'client'>, 'body' | 'last'> | null;
  readonly access: EffectiveAccess | null;
  readonly names: Names;
  /** Roles that it held then and of which no state is known: what it could do is then not fully known. */
  readonly unknownRoles: readonly string[];
}

/**
 * A client's state at a time, from its revisions and those of its roles and divisions: one item read for each.
 *
 * @param at ISO time; the state is that of the last run before it, or at it
 */
export async function clientAt(store: Store, org: string, clientId: string, at: string): Promise<PastClient> {
  const found = await stateAt(store, org, 'client', clientId, at);
  const client = found?.body ?? null;
  if (!found || !client) {
    return {
      at,
      id: clientId,
      client,
      revision: found ? withoutBody(found) : null,
      access: null,
      names: namesFrom(undefined, undefined),
      unknownRoles: [],
    };
  }
  const roles = await statesAt(
    store,
    org,
    'role',
    client.grants.map(({ roleId }) => roleId),
    at,
  );
  const divisions: ReadonlyMap<string, Division> = await statesAt(
    store,
    org,
    'division',
    client.grants.map(({ divisionId }) => divisionId),
    at,
  );
  const access = effectiveAccess(client, (id): Role | undefined => roles.get(id));
  return {
    at,
    id: clientId,
    client,
    revision: withoutBody(found),
    access,
    names: namesFrom(roles, divisions),
    unknownRoles: access.missingRoles,
  };
}

/** What differs between two states: configuration first, then what the client may do more or less by effect. */
export function compareClients(from: PastClient, to: PastClient): AccessChange {
  const configuration = difference(
    from.client ? clientFacets(from.client, from.names) : NOTHING,
    to.client ? clientFacets(to.client, to.names) : NOTHING,
  );
  const names: Names = {
    role: (id) => preferName(to.names.role(id), from.names.role(id), id),
    division: (id) => preferName(to.names.division(id), from.names.division(id), id),
  };
  const access = accessDifference(from.access ?? NO_ACCESS, to.access ?? NO_ACCESS, names);
  const merge = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])].sort();
  return {
    added: merge(configuration.added, access.added),
    removed: merge(configuration.removed, access.removed),
    changed: configuration.changed,
  };
}

const NOTHING = { lines: [], values: {} };
const NO_ACCESS: EffectiveAccess = { restrictedBy: 'unknown', scopes: [], byDivision: new Map(), missingRoles: [] };

function preferName(first: string, second: string, id: string): string {
  return first === id ? second : first;
}

async function stateAt<K extends EntityKind>(
  store: Store,
  org: string,
  kind: K,
  id: string,
  at: string,
): Promise<PastRevision<K> | undefined> {
  // `to` is exclusive, and a revision made at this very time counts.
  const to = new Date(Date.parse(at) + 1).toISOString();
  const [found] = await store.revisions(org, kind, id, { to, limit: 1 });
  return found;
}

async function statesAt<K extends EntityKind>(
  store: Store,
  org: string,
  kind: K,
  ids: readonly string[],
  at: string,
): Promise<ReadonlyMap<string, EntityOf[K]>> {
  const states = await Promise.all([...new Set(ids)].map((id) => stateAt(store, org, kind, id, at)));
  const bodies = new Map<string, EntityOf[K]>();
  for (const state of states) if (state?.body) bodies.set(state.id, state.body);
  return bodies;
}

function withoutBody({ body: _body, last: _last, ...revision }: PastRevision<'client'>): PastClient['revision'] {
  return revision;
}
