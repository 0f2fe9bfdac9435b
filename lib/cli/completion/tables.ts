import type { CommandWords, Values } from './command-words.ts';

/**
 * What bash and zsh have to look up, as functions that both read: `case` alone, so that nothing is started at a
 * keystroke. Each leaves its answer in `REPLY`; all words are letters, digits and dashes.
 */
export function tables(commands: readonly CommandWords[]): string {
  return [
    lookup(
      '_guardian_commands',
      commands.map((each) => [keyOf(each), each.commands.join(' ')]),
    ),
    lookup(
      '_guardian_options',
      commands.map((each) => [keyOf(each), each.options.map(({ name }) => name).join(' ')]),
    ),
    lookup(
      '_guardian_argument',
      commands.map((each) => [keyOf(each), valuesWord(each.argument)]),
    ),
    // By path and option: `--from` is a time of one command and a file of another.
    lookup(
      '_guardian_value',
      commands.flatMap((each) =>
        each.options.flatMap(({ name, values }) =>
          values ? [[`${keyOf(each)} ${name}`, valuesWord(values)] as const] : [],
        ),
      ),
    ),
  ].join('\n');
}

/** `words a b c`, `names client`, `files` or `nothing`. */
function valuesWord(values: Values): string {
  switch (values.kind) {
    case 'words':
      return `words ${values.words.join(' ')}`;
    case 'names':
      return `names ${values.of}`;
    case 'files':
    case 'nothing':
      return values.kind;
    default:
      return values satisfies never;
  }
}

/** A path as one word: ` manifest check`, and nothing for the program itself. */
function keyOf({ path }: CommandWords): string {
  return path.map((word) => ` ${word}`).join('');
}

function lookup(name: string, rows: readonly (readonly [key: string, answer: string])[]): string {
  const cases = rows.filter(([, answer]) => answer !== '').map(([key, answer]) => `    '${key}') REPLY='${answer}' ;;`);
  return [`${name}() {`, "  REPLY=''", '  case "$1" in', ...cases, '  esac', '}', ''].join('\n');
}
