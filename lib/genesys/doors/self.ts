import * as z from 'zod';
import type { Self } from '../../ports.ts';
import { grantFields, grantsOf } from './grants.ts';
import { id, text } from './parts.ts';

/** The answer of `GET /api/v2/tokens/me`. */
export const tokenInfo = z
  .object({ organization: z.object({ id, name: text }), OAuthClient: z.object({ id, name: text, ...grantFields }) })
  .transform(
    ({ organization, OAuthClient }): Self => ({
      org: { id: organization.id, name: organization.name },
      clientId: OAuthClient.id,
      clientName: OAuthClient.name,
      grants: grantsOf(OAuthClient),
    }),
  );
