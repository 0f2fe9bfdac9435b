import * as z from 'zod';
import { DEFAULT_TOKEN_SECONDS, type OAuthClient } from '../../domain/client.ts';
import { grantFields, grantsOf } from './grants.ts';
import { id, setOfTexts, text, time } from './parts.ts';
import { provenanceFields, provenanceOf } from './provenance.ts';

/**
 * An entity of `GET /api/v2/oauth/clients` in canonical form. Fields are named one by one, so a `secret` that an old
 * org still sends goes no further than this.
 */
export const oauthClient = z
  .object({
    id,
    name: text,
    description: text,
    authorizedGrantType: z.string().min(1),
    scope: setOfTexts,
    registeredRedirectUri: setOfTexts,
    accessTokenValiditySeconds: z.number().int().positive().nullish(),
    state: z.string().nullish(),
    dateToDelete: time,
    ...grantFields,
    ...provenanceFields,
  })
  .transform(
    (entity): OAuthClient => ({
      id: entity.id,
      name: entity.name,
      description: entity.description,
      grantType: entity.authorizedGrantType,
      scopes: entity.scope,
      grants: grantsOf(entity),
      redirectUris: entity.registeredRedirectUri,
      tokenSeconds: entity.accessTokenValiditySeconds ?? DEFAULT_TOKEN_SECONDS,
      // Genesys: "Active … is the default state".
      state: entity.state ?? 'active',
      ...(entity.dateToDelete && { deletesAt: entity.dateToDelete }),
      ...provenanceOf(entity),
    }),
  );
