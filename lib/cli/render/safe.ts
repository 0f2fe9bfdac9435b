import stringWidth from 'string-width';
import { jsonEscape, UNPRINTABLE } from '../../domain/unprintable.ts';

const REPLACEMENT = '\ufffd';

/** The text without anything that could steer a terminal, on one line. */
export function safe(text: string): string {
  return text.replace(UNPRINTABLE, REPLACEMENT);
}

/** The same for a text of several lines. */
export function safeLines(text: string): string {
  return text.split('\n').map(safe).join('\n');
}

/** JSON of the same value, in which those characters are escaped: they can only stand within its strings. */
export function safeJson(document: unknown): string {
  const json = JSON.stringify(document, null, 2);
  return json.replace(UNPRINTABLE, (character) => (character === '\n' ? character : jsonEscape(character)));
}

/** The text cut to a number of terminal columns, with an ellipsis where something was cut. */
export function shorten(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    if (stringWidth(kept + segment) > columns - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
