import { cleanText } from './clean.ts';

/**
 * Columns of a mail's text. RFC 5322 §2.1.1 asks for at most 78 characters a line; up to 76 no mail program needs to
 * encode or to break them.
 */
export const TEXT_WIDTH = 76;

/**
 * A text in lines of at most {@link TEXT_WIDTH} characters. The first line starts with `first`, the others with `rest`
 * (default: as many blanks). A word longer than a line is broken, and
 * nothing in the text can break out of its lines.
 */
export function wrap(text: string, options: { readonly first?: string; readonly rest?: string } = {}): string[] {
  const { first = '', rest = ' '.repeat(first.length) } = options;
  const lines: string[] = [];
  let line = first;
  let isFresh = true;
  for (const word of brokenWords(text, TEXT_WIDTH - Math.max(first.length, rest.length))) {
    if (!isFresh && line.length + 1 + word.length > TEXT_WIDTH) {
      lines.push(line);
      line = rest;
      isFresh = true;
    }
    line += isFresh ? word : ` ${word}`;
    isFresh = false;
  }
  return [...lines, line.trimEnd()];
}

/**
 * A command in lines that can be pasted into a shell as they are: it is broken between pieces only, with a backslash. A
 * piece longer than a line stays whole, since a broken one would be another command.
 */
export function wrapCommand(pieces: readonly string[], options: { readonly first?: string } = {}): string[] {
  const { first = '' } = options;
  const rest = ' '.repeat(first.length + 2);
  const lines: string[] = [];
  let line = first;
  let isFresh = true;
  for (const [index, piece] of pieces.entries()) {
    const room = index === pieces.length - 1 ? TEXT_WIDTH : TEXT_WIDTH - BREAK.length;
    if (!isFresh && line.length + 1 + piece.length > room) {
      lines.push(`${line}${BREAK}`);
      line = rest;
      isFresh = true;
    }
    line += isFresh ? piece : ` ${piece}`;
    isFresh = false;
  }
  return [...lines, line];
}

const BREAK = ' \\';

function brokenWords(text: string, room: number): string[] {
  return cleanText(text)
    .split(' ')
    .filter((word) => word !== '')
    .flatMap((word) => {
      const pieces: string[] = [];
      let piece = '';
      // By character, so that no pair of surrogates is torn apart.
      for (const character of word) {
        if (piece.length + character.length > room) {
          pieces.push(piece);
          piece = '';
        }
        piece += character;
      }
      return [...pieces, piece];
    });
}
