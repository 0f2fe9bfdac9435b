import * as z from 'zod';
import type { Integration } from '../../domain/org.ts';
import { id, setOfIds, text } from './parts.ts';

/** An entity of `GET /api/v2/integrations/types`: what is installed by the integrations of that type. */
export const integrationType = z
  .object({ id, vendorName: text, supportContactUri: text, vendorOAuthClientIds: setOfIds })
  .transform((entity) => ({
    id: entity.id,
    vendor: {
      ...(entity.vendorName && { vendorName: entity.vendorName }),
      ...(entity.supportContactUri && { supportContact: entity.supportContactUri }),
      vendorClientIds: entity.vendorOAuthClientIds,
    },
  }));
export type IntegrationType = z.output<typeof integrationType>;

/** An entity of `GET /api/v2/integrations`, before its type is known. */
export const installation = z
  .object({ id, name: text, integrationType: z.object({ id }), intendedState: text })
  .transform((entity) => ({
    id: entity.id,
    name: entity.name,
    typeId: entity.integrationType.id,
    intendedState: entity.intendedState,
  }));
export type Installation = z.output<typeof installation>;

/** An integration joined with its type. */
export function joined({ vendor }: IntegrationType, entity: Installation): Integration {
  return { ...entity, ...vendor };
}
