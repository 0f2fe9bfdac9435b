import { UNPRINTABLE } from '../../domain/unprintable.ts';

/** What a column gives of a row. Null and undefined are an empty cell: not known, or there is none. */
export type CellValue = string | number | boolean | null | undefined | readonly string[];

/** Between the entries of a list. Entries may hold it themselves: JSON Lines has lists as lists. */
export const LIST_SEPARATOR = ' | ';

/**
 * A cell as text on one line, which no spreadsheet takes for a formula: a text that begins like one, blanks aside, gets an
 * apostrophe in front. Numbers of the guardian are never negative, and stay numbers.
 * Source: OWASP, CSV Injection.
 */
export function cellText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = (typeof value === 'string' ? value : value.join(LIST_SEPARATOR)).replace(UNPRINTABLE, '\ufffd');
  return LIKE_A_FORMULA.test(defusable(value)) || LIKE_A_FORMULA.test(text) ? `'${text}` : text;
}

/** The full-width forms count too: spreadsheets read them as the others. */
const LIKE_A_FORMULA = /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u;

/** The text before anything in it was replaced: what stood before a sign may not be there for every reader. */
function defusable(value: string | readonly string[]): string {
  return (typeof value === 'string' ? value : value.join(LIST_SEPARATOR)).replace(UNPRINTABLE, '');
}
