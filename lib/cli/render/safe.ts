import stringWidth from 'string-width';

/**
 * Control characters, invisible and direction-changing ones, lone halves of pairs and private use: names come from
 * strangers and must not steer a terminal, or look like another name.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;
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
  return json.replace(UNPRINTABLE, (character) => (character === '\n' ? character : escaped(character)));
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

/** `\u202e`; a character beyond the first plane is a pair of them. */
function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
