import type { GenesysSource } from '../ports.ts';
import type { Fetch } from './http.ts';
import { openConnection } from './opening.ts';
import { readOf } from './outcome.ts';
import { readAudits } from './reads/audits.ts';
import { readAuthorizations, readClients, readDivisions, readRoles } from './reads/configuration.ts';
import { readIntegrations } from './reads/integrations.ts';
import { readLimits } from './reads/limits.ts';
import { readSelf } from './reads/self.ts';
import { readEndpoints, readUsage } from './reads/usage.ts';
import type { RetryOptions } from './retry.ts';
import type { Credentials } from './token.ts';

export interface GenesysOptions {
  /** AWS region name (`eu-central-1`) or Genesys host (`mypurecloud.de`); needed where there is no gateway. */
  readonly region?: string;
  /** Base URL of an API gateway or test server: token at `<url>/login/oauth/token`, API at `<url>/api/v2/...`. */
  readonly gateway?: string;
  /** The guardian's own client. Asked when the first token is needed, and for each new one, as after a 401. */
  readonly credentials: () => Promise<Credentials>;
  /** Part of the org's limit of requests per minute that the source may use, above 0 and at most 1. Default 0.25. */
  readonly share?: number;
  /** Longest time of one request with its answer, in milliseconds. Default 16 000. */
  readonly timeoutMs?: number;
  readonly now: () => Date;
  /** Told what takes time: retries, waiting for the budget or for a query. Never holds a credential. */
  readonly onProgress?: (message: string) => void;
  readonly retry?: RetryOptions;
  /** Entities to a page of a listing. Default 100, the most that public code asks for. */
  readonly pageSize?: number;
  /** What sends the requests, with the token in their headers. Default: Node's own `fetch`. */
  readonly fetch?: Fetch;
}

/**
 * A Genesys Cloud org over HTTP. Nothing is sent before the first read, and each source has its own connection, so
 * several orgs live in one process.
 * @throws RegionError for a region or gateway that cannot be used, RangeError for a share, timeout or page size.
 * @example const source = openGenesys({ region: 'eu-central-1', credentials, now: () => clock.now() });
 */
export function openGenesys(options: GenesysOptions): GenesysSource {
  const { now } = options;
  const { connection, session } = openConnection(options);
  return {
    self: () => readSelf(session(), now),
    clients: () => readOf(now, () => readClients(session())),
    roles: () => readOf(now, () => readRoles(session())),
    divisions: () => readOf(now, () => readDivisions(session())),
    integrations: () => readOf(now, () => readIntegrations(session())),
    authorizations: () => readOf(now, () => readAuthorizations(session())),
    usage: (query) => readOf(now, () => readUsage(session(), query)),
    endpoints: (query) => readOf(now, () => readEndpoints(session(), query)),
    audits: (query) => readOf(now, () => readAudits(session(), query, now())),
    limits: async () => {
      const answer = await readLimits(session(), now);
      if (answer.limits) connection.budget.adopt(answer.limits.clientTokenPerMinute);
      return answer;
    },
    get apiCalls() {
      return connection.requests;
    },
  };
}
