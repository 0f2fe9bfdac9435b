import type { Store } from '../../ports.ts';
import { type CatalogueDiff, templateKey } from '../../privilege/catalogue/index.ts';

/** A client that was seen to make a call. */
export interface Caller {
  readonly id: string;
  readonly name: string;
  /** The last UTC day with such a call. */
  readonly lastDay: string;
}

/** Who calls an operation, by method and template. */
export type CallersOf = (operation: { readonly method: string; readonly template: string }) => readonly Caller[];

/** Who was ever seen to call what; undefined where no calls are known yet. */
export async function knownCallers(store: Store, org: string): Promise<CallersOf | undefined> {
  const run = await store.latestRun(org);
  if (!run?.endpointsFrom) return undefined;
  const [profiles, heads] = await Promise.all([store.callProfiles(org), store.heads(org, 'client')]);
  const names = new Map(heads.map(({ id, body, last }) => [id, (body ?? last)?.name ?? id] as const));
  const callers = new Map<string, Caller[]>();
  for (const { clientId, operations } of profiles) {
    for (const { method, template, lastDay } of operations) {
      const key = keyOf({ method, template });
      const caller = { id: clientId, name: names.get(clientId) ?? clientId, lastDay };
      callers.set(key, [...(callers.get(key) ?? []), caller]);
    }
  }
  return (operation) => callers.get(keyOf(operation)) ?? [];
}

/** What has changed of an operation, in words: `permissions: a:b:c → a:b:d`. */
export function changeWords({ before, after, fields }: CatalogueDiff['changed'][number]): string[] {
  return fields.map((field) => `${field}: ${wordsOf(before[field])} → ${wordsOf(after[field])}`);
}

function wordsOf(value: string | boolean | readonly string[] | undefined): string {
  if (value === undefined) return 'not known';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  return value.length === 0 ? 'none' : value.join(', ');
}

function keyOf({ method, template }: { readonly method: string; readonly template: string }): string {
  return `${method.toUpperCase()} ${templateKey(template)}`;
}
