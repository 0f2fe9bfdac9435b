import { addDays, dayOf } from '../domain/day.ts';
import type { Finding } from '../domain/finding.ts';
import type { EntityKind, EntityOf, Role } from '../domain/org.ts';
import type { Head, RoleBodies, RunState } from '../domain/run.ts';
import type { CallProfile } from '../domain/usage/call-profile.ts';
import type { EndpointRow, UsageDay } from '../domain/usage/day.ts';
import type { Store } from '../ports.ts';

/** What the guardian remembers of an org: loaded only by runs that have something to judge. */
export interface Memory {
  readonly heads: { readonly [K in EntityKind]: ReadonlyMap<string, Head<K>> };
  /** Bodies of roles as approved, by durable hash. */
  readonly roleBodies: RoleBodies;
  readonly unresolved: readonly Finding[];
  readonly usageDays: readonly UsageDay[];
  readonly endpoints: readonly EndpointRow[];
  /** Which operations clients have called, by client id; absent where the run knows nothing of usage. */
  readonly callProfiles?: ReadonlyMap<string, CallProfile>;
}

/** Days of usage that the rules look back on: eight weekdays of the same name, and a whole billing month. */
export const USAGE_WINDOW_DAYS = 63;
/** Days of calls by operation that `endpoint-unapproved` looks at. */
export const ENDPOINT_WINDOW_DAYS = 7;

/** Loads an org's memory. */
export async function recall(options: {
  readonly store: Store;
  readonly org: string;
  readonly latest: RunState | undefined;
  readonly withUsage: boolean;
  /** Days without a request after which a client counts as unused: the look back reaches at least as far. */
  readonly unusedDays: number;
  /** Days of calls in which grants must have been needed: the look back reaches at least as far, too. */
  readonly observationDays?: number;
  readonly now: Date;
}): Promise<Memory> {
  const { store, org, latest, withUsage, unusedDays, observationDays = 0, now } = options;
  const today = dayOf(now);
  const isFirst = latest === undefined;
  const [client, role, division, integration, authorization, unresolved, usageDays, endpoints, profiles] =
    await Promise.all([
      byId(isFirst ? [] : store.heads(org, 'client')),
      byId(isFirst ? [] : store.heads(org, 'role')),
      byId(isFirst ? [] : store.heads(org, 'division')),
      byId(isFirst ? [] : store.heads(org, 'integration')),
      byId(isFirst ? [] : store.heads(org, 'authorization')),
      isFirst ? [] : store.unresolvedFindings(org, latest.openDigest),
      isFirst || !withUsage
        ? []
        : store.usageDays(
            org,
            addDays(today, -Math.max(USAGE_WINDOW_DAYS, 1 + unusedDays, 1 + observationDays)),
            today,
          ),
      isFirst || !withUsage ? [] : store.endpointDays(org, addDays(today, -ENDPOINT_WINDOW_DAYS), today),
      isFirst || !withUsage ? [] : store.callProfiles(org),
    ]);
  const heads = { client, role, division, integration, authorization };
  const roleBodies = await approvedRoleBodies(store, org, heads);
  const callProfiles = withUsage && new Map(profiles.map((profile) => [profile.clientId, profile] as const));
  return { heads, roleBodies, unresolved, usageDays, endpoints, ...(callProfiles && { callProfiles }) };
}

/** The committed entities of a kind that are still there. */
export function present<K extends EntityKind>(heads: ReadonlyMap<string, Head<K>>): Map<string, EntityOf[K]> {
  const entities = new Map<string, EntityOf[K]>();
  for (const [id, { body }] of heads) if (body) entities.set(id, body);
  return entities;
}

/** Only roles that were changed since an approval have to be fetched: the others are their own heads. */
export async function approvedRoleBodies(
  store: Store,
  org: string,
  heads: Pick<Memory['heads'], 'client' | 'role'>,
): Promise<RoleBodies> {
  const bodies = new Map<string, Role>();
  for (const { hash, body } of heads.role.values()) if (body) bodies.set(hash, body);
  const wanted = new Map<string, string>();
  for (const { approval } of heads.client.values()) {
    for (const [roleId, hash] of Object.entries(approval?.roles ?? {})) if (!bodies.has(hash)) wanted.set(hash, roleId);
  }
  if (wanted.size === 0) return bodies;
  const references = [...wanted].map(([hash, roleId]) => ({ roleId, hash }));
  return new Map([...bodies, ...(await store.roleBodies(org, references))]);
}

async function byId<K extends EntityKind>(
  heads: Promise<readonly Head<K>[]> | readonly Head<K>[],
): Promise<ReadonlyMap<string, Head<K>>> {
  return new Map((await heads).map((head) => [head.id, head] as const));
}
