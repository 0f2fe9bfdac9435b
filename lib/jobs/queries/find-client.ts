import type { OAuthClient } from '../../domain/client.ts';
import type { Head } from '../../domain/run.ts';
import { NothingKnownError, UsageError } from '../../errors.ts';
import type { Store } from '../../ports.ts';

/** A client that is known to the store, present or gone. */
export interface KnownClient {
  readonly id: string;
  readonly name: string;
  readonly isGone: boolean;
}

/**
 * The client that a person means: by id, by its exact name, or by the beginning of its name if only one has it.
 *
 * @throws UsageError with the candidates, if none or several fit; NothingKnownError before the first run
 */
export async function findClient(store: Store, org: string, text: string): Promise<KnownClient> {
  const clients = (await store.heads(org, 'client')).flatMap(knownClient);
  const wanted = text.toLowerCase();
  const byId = clients.find(({ id }) => id === wanted);
  if (byId) return byId;
  for (const fits of [(name: string) => name === wanted, (name: string) => name.startsWith(wanted)]) {
    const found = clients.filter(({ name }) => fits(name.toLowerCase()));
    if (found.length === 1 && found[0]) return found[0];
    if (found.length > 1)
      throw new UsageError(`'${text}' fits ${found.length} clients; name one by its id: ${listed(found)}`);
  }
  if (clients.length === 0 && !(await store.latestRun(org))) throw new NothingKnownError(org);
  throw new UsageError(`no client '${text}' is known in org '${org}'. Known: ${listed(clients) || 'none'}`);
}

function knownClient({ id, body, last }: Head<'client'>): KnownClient[] {
  const client: OAuthClient | null | undefined = body ?? last;
  return client ? [{ id, name: client.name, isGone: body === null }] : [];
}

const MOST_LISTED = 10;

function listed(clients: readonly KnownClient[]): string {
  const names = [...clients].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ id, name }) => `${name} (${id})`);
  const rest = names.length - MOST_LISTED;
  return names.slice(0, MOST_LISTED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
