/**
 * Control characters, invisible and direction-changing ones, lone halves of pairs and private use: names come from
 * strangers and must not steer a terminal, or look like another name.
 */
export const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

/** `\u202e`, as JSON writes it; a character beyond the first plane is a pair of them. */
export function jsonEscape(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
