/** One replacement in a text. Everything outside `start` to `end` stays as it is, to the byte. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function spliced(text: string, { start, end, text: replacement }: Splice): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** New lines after the line in which `offset` stands, with the line ends of the file. */
export function linesAfter(text: string, offset: number, lines: readonly string[]): Splice {
  const eol = lineEndOf(text);
  // The end of a block scalar is the start of the next line.
  if (offset > 0 && text[offset - 1] === '\n') return at(offset, lines.map((line) => line + eol).join(''));
  return at(endOfLine(text, offset), lines.map((line) => eol + line).join(''));
}

/** New lines at the very end. A file whose last line had no end gets none. */
export function linesAtEnd(text: string, lines: readonly string[]): Splice {
  const eol = lineEndOf(text);
  return text === '' || text.endsWith('\n')
    ? at(text.length, lines.map((line) => line + eol).join(''))
    : at(text.length, lines.map((line) => eol + line).join(''));
}

/** Takes away the whole lines from `start` to `end`. */
export function withoutLines(text: string, start: number, end: number): Splice {
  const first = startOfLine(text, start);
  const isAtNextLine = end > first && text[end - 1] === '\n';
  const next = isAtNextLine ? end : text.indexOf('\n', end) + 1;
  if (next > 0) return { start: first, end: next, text: '' };
  // The last line of a file without an end of line: the one before it becomes the last.
  return { start: text.slice(0, first).replace(/\r?\n$/, '').length, end: text.length, text: '' };
}

/** Columns from the start of the line to `offset`. */
export function columnOf(text: string, offset: number): number {
  return offset - startOfLine(text, offset);
}

/** How the lines of a text end; those of an empty one as Unix does it. */
function lineEndOf(text: string): '\r\n' | '\n' {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Before the line's end. */
function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return newline > offset && text[newline - 1] === '\r' ? newline - 1 : newline;
}

function at(offset: number, text: string): Splice {
  return { start: offset, end: offset, text };
}
