import * as z from 'zod';
import type { Provenance } from '../../domain/client.ts';
import { id, time } from './parts.ts';

const author = z.object({ id: id.optional().catch(undefined) }).nullish();

/** The fields in which every entity says who made and last changed it. */
export const provenanceFields = { dateCreated: time, createdBy: author, dateModified: time, modifiedBy: author };

const fields = z.object(provenanceFields);

/** What of it is known; nothing where Genesys says nothing. */
export function provenanceOf(entity: z.output<typeof fields>): { provenance?: Provenance } {
  const createdBy = entity.createdBy?.id;
  const modifiedBy = entity.modifiedBy?.id;
  const provenance: Provenance = {
    ...(entity.dateCreated && { createdAt: entity.dateCreated }),
    ...(createdBy && { createdBy }),
    ...(entity.dateModified && { modifiedAt: entity.dateModified }),
    ...(modifiedBy && { modifiedBy }),
  };
  return Object.keys(provenance).length > 0 ? { provenance } : {};
}
