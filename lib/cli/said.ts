import * as z from 'zod';
import { addDays, DAY_MS, dayOf, startOfDay } from '../domain/day.ts';
import { GUARDIAN } from '../domain/finding.ts';
import { WAIVER_DAYS } from '../domain/triage.ts';
import { UsageError } from '../errors.ts';

/** What people say when they decide, checked before anything is opened. */

/** One line of text, all of which can be seen. @throws UsageError for nothing, and for more than belongs into one line */
export function said(option: string, text: string, most = 500): string {
  const line = text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(INVISIBLE, '')
    .trim();
  if (line === '') throw new UsageError(`${option} says nothing`);
  if (line.length > most)
    throw new UsageError(`${option} has ${line.length} characters, and ${most} are the most that is kept`);
  return line;
}

/** The same where the option may be left out. */
export function saidIf(option: string, text: string | undefined, most?: number): string | undefined {
  return text === undefined ? undefined : said(option, text, most);
}

/**
 * {@link said}, but for the word that stands for it in the commands of messages: pasted as they are, they decide nothing.
 */
export function saidInsteadOf(placeholder: string, option: string, text: string, most?: number): string {
  const line = said(option, text, most);
  if (line === placeholder) throw new UsageError(`${option} ${placeholder}: write your own in place of ${placeholder}`);
  return line;
}

/** Who decides: whom `--by` names, else whoever sits at the keyboard. The guardian decides nothing. */
export function decider(by: string | undefined, person: string | undefined): string {
  const name = by ?? person;
  if (name === undefined) throw new UsageError('say who decides: --by NAME (this machine does not know your name)');
  const line = said('--by', name, 100);
  if (line.toLowerCase() === GUARDIAN)
    throw new UsageError(`'${GUARDIAN}' is the name of what scans find out: say who you are with --by NAME`);
  return line;
}

/** How long a waiver holds: its last UTC day, and the ISO time from which on it no longer does. */
export function waiverEnd(
  { days, until }: { readonly days?: number | undefined; readonly until?: string | undefined },
  now: Date,
): { readonly day: string; readonly time: string } {
  const today = dayOf(now);
  if (until === undefined) {
    const day = addDays(today, days ?? WAIVER_DAYS.default);
    return { day, time: new Date(now.getTime() + (days ?? WAIVER_DAYS.default) * DAY_MS).toISOString() };
  }
  if (days !== undefined) throw new UsageError('say either --days or --until');
  const day = z.iso.date().safeParse(until.trim());
  if (!day.success) throw new UsageError(`'${until}' is no day: write 2026-12-31`);
  if (day.data < today || day.data > addDays(today, WAIVER_DAYS.most)) {
    throw new UsageError(
      `--until ${day.data} is ${day.data < today ? 'over' : `more than ${WAIVER_DAYS.most} days away`}: allowed is from ${today} to ${addDays(today, WAIVER_DAYS.most)}`,
    );
  }
  return { day: day.data, time: startOfDay(addDays(day.data, 1)) };
}

/** What hides or reorders other characters, and lone halves of pairs: one name looks like another with it. */
const INVISIBLE = /[\p{Cf}\p{Cs}]+/gu;
