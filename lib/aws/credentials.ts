import type { Credentials } from '../genesys/token.ts';
import type { OrgSecret } from './org-secret.ts';

/** Credentials that were asked for again within this time were refused: tokens live for hours. */
export const SECRET_TTL_MS = 5 * 60_000;

/**
 * Credentials of one org for one source, from its secret. The secret is kept for five minutes. A source asks again
 * before that only when Genesys refused what it was given: then the secret is read afresh, and the next client in it is
 * tried; when all were refused, the first one again.
 *
 * @param read reads the secret; what it rejects with goes to whoever asked
 */
export function secretCredentials({
  read,
  now,
  ttlMs = SECRET_TTL_MS,
}: {
  readonly read: () => Promise<OrgSecret>;
  readonly now: () => Date;
  readonly ttlMs?: number;
}): () => Promise<Credentials> {
  const refused = new Set<string>();
  let kept: { readonly secret: OrgSecret; readonly atMs: number } | undefined;
  let last: { readonly name: string; readonly atMs: number } | undefined;
  return async () => {
    const nowMs = now().getTime();
    if (last && nowMs - last.atMs < ttlMs) refused.add(last.name);
    else refused.clear();
    if (!kept || refused.size > 0 || nowMs - kept.atMs >= ttlMs) kept = { secret: await read(), atMs: nowMs };
    const clients = clientsOf(kept.secret);
    const next = clients.find((client) => !refused.has(nameOf(client)));
    if (!next) refused.clear();
    const chosen = next ?? clients[0];
    last = { name: nameOf(chosen), atMs: nowMs };
    return chosen;
  };
}

function clientsOf({ clientId, clientSecret, secondary }: OrgSecret): readonly [Credentials, ...Credentials[]] {
  return [{ clientId, clientSecret }, ...(secondary ? [secondary] : [])];
}

/** A client whose secret was changed is another one. */
function nameOf({ clientId, clientSecret }: Credentials): string {
  return `${clientId}:${clientSecret}`;
}
