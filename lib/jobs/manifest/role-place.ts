import type { FilePlace, PlaceOf } from '../../domain/manifest-verdict.ts';

/**
 * Where a role of a vendor's entry stands, or one of its divisions. People write roles as a list or as a mapping by name, and
 * the schema makes one of both: whichever path leads to a place of its own is the right one.
 */
export function rolePlace(
  placeOf: PlaceOf,
  at: { readonly vendor: number; readonly role: number; readonly name: string; readonly division?: number },
): FilePlace {
  const roles = ['vendors', at.vendor, 'roles'];
  const around = placeOf(roles);
  const byName = placeOf([...roles, at.name], 'key');
  const isMapping = byName.line !== around.line || byName.column !== around.column;
  if (at.division === undefined) return isMapping ? byName : placeOf([...roles, at.role]);
  return isMapping
    ? placeOf([...roles, at.name, at.division])
    : nearer(placeOf([...roles, at.role, 'divisions', at.division]), placeOf([...roles, at.name, at.division]), around);
}

/** The first role of a mapping starts where the mapping does, so its place does not tell which of the two it is. */
function nearer(inList: FilePlace, inMapping: FilePlace, around: FilePlace): FilePlace {
  return inList.line === around.line && inList.column === around.column ? inMapping : inList;
}
