import type { ClientFacts } from '../../../rules/rule.ts';

/**
 * How an entry may name each client, by id: its id; with `byName` its name, where that means this client alone and is no
 * pattern. A name is whatever somebody chose for a client, so it never becomes a pattern by accident. Pure.
 */
export function writableClients(
  clients: readonly ClientFacts[],
  { byName }: { readonly byName: boolean },
): ReadonlyMap<string, string> {
  if (!byName) return new Map();
  const bearers = new Map<string, number>();
  for (const { client } of clients) {
    for (const word of new Set([client.name.toLowerCase(), client.id.toLowerCase()])) {
      bearers.set(word, (bearers.get(word) ?? 0) + 1);
    }
  }
  return new Map(
    clients
      .filter(({ client: { name } }) => isPlain(name) && bearers.get(name.toLowerCase()) === 1)
      .map(({ client: { id, name } }) => [id, name] as const),
  );
}

function isPlain(name: string): boolean {
  return name !== '' && name.trim() === name && !/[*?]/.test(name) && !UNPRINTABLE.test(name);
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/u;
