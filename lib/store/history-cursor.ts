import * as z from 'zod';
import { type HistoryFilter, plainName } from '../domain/history-filter.ts';
import { digest } from '../domain/snapshot.ts';
import { wrongCursor } from './cursor.ts';
import { LEADS } from './history-entries.ts';
import { type KeyRange, placeOf } from './keys.ts';

/**
 * Where a page of the history ended: a place, which stays what it is while records are added and while the history is
 * laid out anew, and by what it was read. The question's times are not part of it, for `30d` moves on.
 */
export type HistoryCursor = z.output<typeof cursorSchema>;

/** A cursor: where a page ended, and what was asked. */
export function encodeHistoryCursor(org: string, filter: HistoryFilter, end: Omit<HistoryCursor, 'question'>): string {
  const cursor: HistoryCursor = { question: questionOf(org, filter), ...end };
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Throws a {@link UsageError} for a text that is no cursor, or one of another question. */
export function decodeHistoryCursor(
  cursor: string,
  org: string,
  filter: HistoryFilter,
  range: KeyRange,
): HistoryCursor {
  const read = cursorSchema.safeParse(parsed(cursor));
  if (!read.success || read.data.question !== questionOf(org, filter)) throw wrongCursor(cursor);
  if (read.data.place > range.high) throw wrongCursor(cursor);
  return read.data;
}

const cursorSchema = z.strictObject({
  question: z.string(),
  place: z.string().refine((place) => placeOf(place) === place),
  lead: z.enum(LEADS),
});

function questionOf(org: string, { clientId, vendor, rule, actor, severity }: HistoryFilter): string {
  const names = [vendor, actor].map((name) => (name === undefined ? null : plainName(name)));
  return digest(JSON.stringify([org, clientId, rule, severity, ...names])).slice(0, 12);
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
