import { UNPRINTABLE } from '../../domain/unprintable.ts';

/** A stretch of a text: printable characters as they are, or one unprintable character by its name. */
export interface Piece {
  readonly text: string;
  readonly isSign: boolean;
}

/** A text from outside in pieces, each unprintable character one of its own, as `U+202E`. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(UNPRINTABLE)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), isSign: false });
    pieces.push({ text: nameOf(match[0]), isSign: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isSign: false });
  return pieces;
}

/** The same as one plain text, for attributes and drawings. */
export function visible(text: string): string {
  return text.replace(UNPRINTABLE, (sign) => `[${nameOf(sign)}]`);
}

/** At most so many characters, with an ellipsis where something was cut. */
export function shortened(text: string, characters: number): string {
  const all = [...visible(text)];
  return all.length <= characters ? all.join('') : `${all.slice(0, characters - 1).join('')}…`;
}

function nameOf(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
