import stringWidth from 'string-width';

/**
 * The text with lines that are no wider than a terminal: they break between words, and go on where their own text began,
 * so that labels and marks keep standing out. What must stay in one piece to be of use is left whole, and may be wider: a
 * word (an id, a path, a URI), a command in backticks or quotes, and a line that is a command. Rules are cut.
 */
export function folded(text: string, columns: number): string {
  return text
    .split('\n')
    .flatMap((line) => (stringWidth(line) <= columns ? [line] : foldedLine(line, columns)))
    .join('\n');
}

function foldedLine(line: string, columns: number): string[] {
  const plain = line.replace(COLOURS, '');
  if (IS_RULE.test(plain)) return [line.replaceAll(plain, plain.slice(0, columns))];
  if (IS_COMMAND.test(plain) || IS_POINTER.test(plain)) return [line];
  const margin = ' '.repeat(marginOf(plain, columns));
  const lines: string[] = [];
  let current = '';
  for (const word of wordsOf(line)) {
    const longer = current + word;
    if (isBlank(current) || stringWidth(longer.trimEnd()) <= columns) {
      current = longer;
    } else {
      lines.push(current.trimEnd());
      current = margin + word.trimStart();
    }
  }
  return [...lines, current.trimEnd()];
}

/** Escape sequences of colours: the only ones that the guardian writes. */
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
/** One sign over and over. */
const IS_RULE = /^([=\-━─])\1{9,}$/u;
const IS_COMMAND = /^\s*(\$ |(npx )?guardian [a-z])/;
/** Points at places of the line above it. */
const IS_POINTER = /^ *\^[ ^]*$/;
/** What a line begins with: its indentation, then a mark, or labels with two spaces or more after each. */
const BEGINNING = /^ *(?:(?:[-+~=?!] )|(?:\S+(?: \S+)? {2,})+)?/;
const STEP = 2;

/** Where the text of a line begins; on a narrow terminal two columns in, or nothing would be left for the text. */
function marginOf(plain: string, columns: number): number {
  const begins = stringWidth(BEGINNING.exec(plain)?.[0] ?? '');
  if (begins <= columns / 2) return begins;
  const indentation = /^ */.exec(plain)?.[0].length ?? 0;
  return Math.min(indentation + STEP, Math.floor(columns / 2));
}

/** Words, each with the spaces before it; what stands in backticks is one word, and so is a quoted command of ours. */
function wordsOf(line: string): string[] {
  return line.match(/ *(?:`[^`]*`[^ `]*|'guardian [^']*'|[^ ])+/g) ?? [line];
}

function isBlank(text: string): boolean {
  return text.replace(COLOURS, '').trim() === '';
}
