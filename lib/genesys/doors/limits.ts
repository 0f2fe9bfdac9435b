import * as z from 'zod';
import { listOf } from './parts.ts';

/** Genesys' name of the requests per minute that one token of a client-credentials client may send. */
export const CLIENT_TOKEN_RATE = 'client.credentials.token.rate.per.minute';

/** The answer of `GET /api/v2/organizations/limits/namespaces/platform.api`: the guardian's own limit, if it is there. */
export const platformLimits = z
  .object({ entities: listOf(z.object({ key: z.string().nullish(), value: z.number().nullish() })) })
  .transform(({ entities }) => {
    const value = entities.find(({ key }) => key === CLIENT_TOKEN_RATE)?.value;
    return value ? { clientTokenPerMinute: value } : undefined;
  });
