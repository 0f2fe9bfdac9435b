import * as z from 'zod';
import { sortedSet } from '../../domain/snapshot.ts';
import type { AuditEntry } from '../../ports.ts';
import { id, listOf, text, time } from './parts.ts';

const reference = z.object({ id: text, name: text }).nullish();

/** An entry of an audit answer, with Genesys' id of it and its outcome. */
export interface AuditRecord {
  readonly id: string;
  /** False where Genesys says that the action failed: nothing changed then. */
  readonly tookEffect: boolean;
  readonly entry: AuditEntry;
}

/** An entity of an audit answer. The actor is the user, who may be a client, or else the client that called. */
export const auditRecord = z
  .object({
    id,
    eventDate: time.refine((value) => value !== undefined),
    action: text,
    entityType: z.string().min(1),
    entity: z.object({ id }),
    user: reference,
    client: reference,
    status: text,
    propertyChanges: listOf(z.object({ property: z.string().min(1) })),
  })
  .transform((entity): AuditRecord => {
    const actor = entity.user?.id ? entity.user : entity.client;
    return {
      id: entity.id,
      tookEffect: entity.status.toUpperCase() !== 'FAILURE',
      entry: {
        at: entity.eventDate ?? '',
        entityType: entity.entityType,
        entityId: entity.entity.id,
        action: entity.action,
        actorId: actor?.id ?? '',
        ...(actor?.name && { actorName: actor.name }),
        properties: sortedSet(entity.propertyChanges.map(({ property }) => property)),
      },
    };
  });
