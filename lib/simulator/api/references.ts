import type { EntityRecord, Reference } from '../world/records.ts';

/** A reference to a person or client, as the API writes it. */
export function userReference({ id, name }: Reference): Record<string, string> {
  return { id, name, selfUri: `/api/v2/users/${id}` };
}

/** Who made and last changed an entity, and when. */
export function provenance(record: EntityRecord): Record<string, unknown> {
  return {
    dateCreated: record.dateCreated,
    dateModified: record.dateModified,
    createdBy: userReference(record.createdBy),
    modifiedBy: userReference(record.modifiedBy),
  };
}
