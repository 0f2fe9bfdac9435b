import * as z from 'zod';
import type { Authorization } from '../../domain/org.ts';
import { id, setOfIds, setOfTexts, text } from './parts.ts';
import { provenanceFields, provenanceOf } from './provenance.ts';

/** An entity of `GET /api/v2/oauth/authorizations`: it has no id of its own, the client's stands for it. */
export const authorization = z
  .object({
    client: z.object({ id, name: text }),
    scope: setOfTexts,
    roles: setOfIds,
    state: text,
    pending: z.boolean().nullish(),
    ...provenanceFields,
  })
  .transform(
    (entity): Authorization => ({
      id: entity.client.id,
      name: entity.client.name,
      scopes: entity.scope,
      roles: entity.roles,
      state: entity.state,
      pending: entity.pending ?? false,
      ...provenanceOf(entity),
    }),
  );
