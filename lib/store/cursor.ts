import * as z from 'zod';
import { UsageError } from '../errors.ts';
import type { Selection } from './database.ts';

/** The place of a page's end as text. Opaque: only {@link decodeCursor} reads it, and only for the same question. */
export function encodeCursor(next: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(next)).toString('base64url');
}

/** Where to go on. Throws a {@link UsageError} for a text that is no cursor, or one of another question. */
export function decodeCursor(cursor: string, { partition, from, range }: Selection): Readonly<Record<string, string>> {
  const place = from === 'index' ? indexPlace.safeParse(parsed(cursor)) : tablePlace.safeParse(parsed(cursor));
  if (!place.success) throw wrongCursor(cursor);
  const { hash, sort, ...key } = place.data;
  const isWithin = range === undefined || (range.low <= sort && sort <= range.high);
  if (hash !== partition || !isWithin) throw wrongCursor(cursor);
  return key;
}

const tablePlace = z
  .strictObject({ pk: z.string(), sk: z.string() })
  .transform((key) => ({ ...key, hash: key.pk, sort: key.sk }));

const indexPlace = z
  .strictObject({ pk: z.string(), sk: z.string(), gsi1pk: z.string(), gsi1sk: z.string() })
  .transform((key) => ({ ...key, hash: key.gsi1pk, sort: key.gsi1sk }));

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What is said of a cursor that cannot be used. */
export function wrongCursor(cursor: string): UsageError {
  const shown = cursor.length > 40 ? `${cursor.slice(0, 40)}...` : cursor;
  return new UsageError(
    `The cursor ${JSON.stringify(shown)} does not belong to this question: give the one that the same question answered with, or none to begin anew`,
  );
}
