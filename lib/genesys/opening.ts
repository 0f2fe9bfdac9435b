import { Connection } from './connection.ts';
import { resolveEndpoints } from './region.ts';
import { RETRY_DEFAULTS } from './retry.ts';
import { Session } from './session.ts';
import type { GenesysOptions } from './source.ts';

/**
 * The line to an org, and the sessions over it: one for each read. Nothing is sent yet.
 * @throws RegionError for a region or gateway that cannot be used, RangeError for a share, timeout or page size.
 */
export function openConnection(options: GenesysOptions): {
  readonly connection: Connection;
  readonly session: () => Session;
} {
  const {
    now,
    share = 0.25,
    timeoutMs = 16_000,
    pageSize = 100,
    onProgress = () => {},
    fetch = globalThis.fetch,
  } = options;
  if (!(share > 0 && share <= 1)) throw new RangeError(`share is ${share}: allowed is above 0 and at most 1`);
  if (!(timeoutMs > 0)) throw new RangeError(`timeoutMs is ${timeoutMs}: allowed is above 0`);
  if (!(pageSize >= 1)) throw new RangeError(`pageSize is ${pageSize}: allowed is 1 or more`);
  const retry = { ...RETRY_DEFAULTS, ...options.retry };
  const connection = new Connection({
    endpoints: resolveEndpoints(options),
    credentials: options.credentials,
    ...{ share, timeoutMs, fetch, retry, now, onProgress },
  });
  const session = () => new Session({ connection, retry, pageSize, onProgress });
  return { connection, session };
}
