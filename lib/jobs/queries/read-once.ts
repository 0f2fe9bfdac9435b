import type { EntityKind } from '../../domain/org.ts';
import type { Head, PastRevision, RunRecord } from '../../domain/run.ts';
import type { CallProfile } from '../../domain/usage/call-profile.ts';
import type { UsageDay } from '../../domain/usage/day.ts';
import type { Store } from '../../ports.ts';

/**
 * The same store, which reads each thing once and answers from memory from then on: for an answer that is put together
 * by several queries and has to be of one state. Only as long as that answer takes: it never hears of a newer run.
 *
 * @param run the newest run, as it was read when the answer was begun
 */
export function readOnce(store: Store, run: RunRecord | undefined): Store {
  const heads = memory<readonly Head[]>();
  const pasts = memory<readonly PastRevision[]>();
  const profiles = memory<readonly CallProfile[]>();
  const usage: { from: string; to: string; days: Promise<readonly UsageDay[]> }[] = [];
  return new Proxy(store, {
    get: (target, name: keyof Store) => {
      switch (name) {
        case 'latestRun':
          return async () => run;
        case 'heads':
          return (org: string, kind: EntityKind) => heads(`${kind} ${org}`, () => store.heads(org, kind));
        case 'revisions':
          return (org: string, kind: EntityKind, id: string, query: Parameters<Store['revisions']>[3]) =>
            pasts(JSON.stringify([org, kind, id, query]), () => store.revisions(org, kind, id, query));
        case 'callProfiles':
          return (org: string, clientId?: string) =>
            profiles(JSON.stringify([org, clientId]), () => store.callProfiles(org, clientId));
        case 'usageDays':
          return async (org: string, from: string, to: string, clientId?: string) => {
            if (clientId !== undefined) return store.usageDays(org, from, to, clientId);
            const known = usage.find((read) => read.from <= from && to <= read.to);
            if (known) return (await known.days).filter(({ date }) => date >= from && date <= to);
            const days = store.usageDays(org, from, to);
            usage.push({ from, to, days });
            return days;
          };
        default: {
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? value.bind(target) : value;
        }
      }
    },
  });
}

/** Remembers promises, so that two who ask at the same time ask once. */
function memory<T>(): (key: string, read: () => Promise<T>) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key, read) => {
    const answer = known.get(key) ?? read();
    known.set(key, answer);
    return answer;
  };
}
