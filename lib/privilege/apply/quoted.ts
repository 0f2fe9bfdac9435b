/** Control characters, invisible and direction-changing ones, lone halves of pairs and private use. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

/**
 * The text in double quotes, as JSON and YAML read it: names come from strangers, so that whatever could end a line, steer
 * a terminal or hide is written as `\uXXXX`.
 */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(UNPRINTABLE, unitEscapes);
}

/** A document as JSON with two spaces, in which the same characters are escaped. */
export function jsonText(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  return `${json.replace(UNPRINTABLE, (character) => (character === '\n' ? character : unitEscapes(character)))}\n`;
}

const LONGEST_LINE = 200;

/** The text for people, on one line and not without end: for letters, headings and comments. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(UNPRINTABLE, '\ufffd').trim();
  const characters = [...line];
  return characters.length > LONGEST_LINE ? `${characters.slice(0, LONGEST_LINE - 1).join('')}…` : line;
}

function unitEscapes(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
