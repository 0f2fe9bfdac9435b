import type { OAuthClient } from '../../domain/client.ts';
import type { Day } from '../../domain/day.ts';
import type { EntityOf, Role } from '../../domain/org.ts';
import type { Head, PastRevision, RunRecord } from '../../domain/run.ts';
import type { Store } from '../../ports.ts';
import { gainKey, grantKey } from '../../privilege/advice/index.ts';

/** Since when grants are held, as far as that is lately. */
export interface GrantTimes {
  /** By scope, `grantKey` and `gainKey`: ISO times of what was granted lately; older grants are absent. */
  ofClient(head: Head<'client'>, client: OAuthClient): Promise<ReadonlyMap<string, string>>;
}

interface TimesSource {
  readonly store: Store;
  readonly org: string;
  readonly run: Pick<RunRecord, 'baselineAt'>;
  readonly roles: ReadonlyMap<string, Head<'role'>>;
  /** Nobody asks for grants that are older. */
  readonly since: Day;
}

/** Reads the past only of what changed since then: a head tells since when it is as it is. */
export async function grantTimes(source: TimesSource): Promise<GrantTimes> {
  const { roles } = source;
  const gains = new Map<string, ReadonlyMap<string, string>>();
  for (const [id, head] of roles) {
    const { body } = head;
    if (!body || head.since < source.since) continue;
    gains.set(id, firstSeen(body, await pastOf(source, head), source, permissionKeys));
  }
  return {
    ofClient: async (head, client) => {
      const times = new Map<string, string>();
      for (const roleId of new Set(client.grants.map((grant) => grant.roleId))) {
        for (const [key, at] of gains.get(roleId) ?? []) times.set(key, at);
      }
      if (head.since < source.since) return times;
      const past = await pastOf(source, head);
      for (const [key, at] of firstSeen(client, past, source, grantKeys)) times.set(key, at);
      return times;
    },
  };
}

/** States of an entity, newest first. What never changed since the first look has no other state to be read. */
async function pastOf<K extends 'client' | 'role'>(
  { store, org, run }: TimesSource,
  { kind, id, since, body }: Head<K>,
): Promise<readonly Pick<PastRevision<K>, 'at' | 'body'>[]> {
  return isFirstLook(since, run) ? [{ at: since, body }] : store.revisions(org, kind, id, {});
}

/**
 * Since when each key was there without a break. What the very first look of the guardian found is as old as Genesys says
 * that the client was last modified; of roles it says nothing, so these count as always there.
 */
function firstSeen<K extends 'client' | 'role'>(
  present: EntityOf[K],
  past: readonly Pick<PastRevision<K>, 'at' | 'body'>[],
  { run, since }: TimesSource,
  keysOf: (body: EntityOf[K]) => readonly string[],
): ReadonlyMap<string, string> {
  const times = new Map<string, string>();
  let open = new Set(keysOf(present));
  for (const { at, body } of past) {
    const held = new Set(body ? keysOf(body) : []);
    open = new Set([...open].filter((key) => held.has(key)));
    if (open.size === 0) break;
    const seenAt = isFirstLook(at, run) ? modifiedAt(body) : at;
    for (const key of open) {
      if (seenAt === undefined) times.delete(key);
      else times.set(key, seenAt);
    }
  }
  return new Map([...times].filter(([, at]) => at >= since));
}

function isFirstLook(at: string, { baselineAt }: TimesSource['run']): boolean {
  return baselineAt === undefined || at <= baselineAt;
}

function modifiedAt(body: OAuthClient | Role | null): string | undefined {
  if (!body || !('provenance' in body)) return undefined;
  return body.provenance?.modifiedAt ?? body.provenance?.createdAt;
}

function grantKeys({ scopes, grants }: OAuthClient): readonly string[] {
  return [...scopes, ...grants.map(grantKey)];
}

function permissionKeys({ id, permissions }: Role): readonly string[] {
  return permissions.map((permission) => gainKey(id, permission));
}
