import * as z from 'zod';
import { sortedSet } from '../../domain/snapshot.ts';

/**
 * The pieces of which the doors are made. Doors are lenient where Genesys may be: unknown fields are ignored, unknown
 * values of an enumeration are kept, and what is optional may be absent or `null`. They are strict about the rest: an
 * entity that lacks its id is no entity.
 */

/** An id, in lower case where it is a UUID: Genesys writes the same id in both cases. */
export const id = z.string().trim().min(1).transform(canonicalId);

/** A text that may be absent: empty then. Its end is cut off where it would be too large to keep. */
export const text = z
  .string()
  .nullish()
  .transform((value) => (value ?? '').slice(0, LONGEST_TEXT));

/** A list that may be absent: empty then. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);

/** A set of texts that may be absent: sorted, without duplicates and empty members. */
export const setOfTexts = listOf(z.string()).transform((values) => sortedSet(values.filter(Boolean)));

/** A set of ids that may be absent: sorted, without duplicates. */
export const setOfIds = listOf(id).transform(sortedSet);

/** An ISO time in one spelling; absent where Genesys gives none or an unreadable one. */
export const time = z
  .string()
  .nullish()
  .transform((value) => (value && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : undefined));

/** A count that may be absent: 0 then. */
export const count = z
  .number()
  .nonnegative()
  .nullish()
  .transform((value) => value ?? 0);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** No UUID is left as it is, but for halves of characters: no key and no address can hold them. */
export function canonicalId(value: string): string {
  return UUID.test(value) ? value.toLowerCase() : value.replace(LONE_SURROGATE, '\uFFFD');
}

/** Far above what Genesys lets people write; one name of megabytes must not keep a whole run from being stored. */
const LONGEST_TEXT = 10_000;
const LONE_SURROGATE = /\p{Surrogate}/gu;
