import { type CommandWords, NAMES_FILE, type OptionWords, type Values } from './command-words.ts';

/** Completion for fish, which quotes what it inserts, so that a name never becomes a command. */
export function fishScript(commands: readonly CommandWords[]): string {
  const paths = commands.map(({ path }) => `'${path.join(' ')}'`).join(' ');
  const valued = new Set(
    commands.flatMap(({ options }) => options.flatMap(({ name, values }) => (values ? [name] : []))),
  );
  return `# Completion of guardian for fish: guardian completion fish > ~/.config/fish/completions/guardian.fish

# Prints the command that the words so far lead to.
function __guardian_path
    set -l path
    set -l pending no
    for word in (commandline -opc)[2..-1]
        if test $pending = yes
            set pending no
        else if contains -- $word ${[...valued].join(' ')}
            set pending yes
        else if not string match -q -- '-*' $word
            contains -- (string join ' ' -- $path $word) ${paths}; and set path $path $word
        end
    end
    string join ' ' -- $path
end

function __guardian_at
    test (__guardian_path | string collect -a) = $argv[1]
end

function __guardian_names
    set -l home .guardian
    set -q GUARDIAN_HOME; and test -n "$GUARDIAN_HOME"; and set home $GUARDIAN_HOME
    test -r $home/${NAMES_FILE}; or return
    string replace -rf -- "^$argv[1]\\t" '' < $home/${NAMES_FILE}
end

complete -c guardian -f
${commands.flatMap((command) => lines(command, commands)).join('\n')}
`;
}

function lines({ path, commands: words, options, argument }: CommandWords, all: readonly CommandWords[]): string[] {
  const at = `complete -c guardian -n "__guardian_at '${path.join(' ')}'"`;
  const described = (word: string) =>
    all.find((each) => each.path.join(' ') === [...path, word].join(' '))?.description ?? '';
  return [
    ...words.map((word) => `${at} -a ${word} -d '${described(word)}'`),
    ...(words.length === 0 ? valueLine(at, argument) : []),
    ...options.map((option) => optionLine(at, option)),
  ];
}

function optionLine(at: string, { name, description, values }: OptionWords): string {
  return `${at} -l ${name.replace(/^--/, '')}${values ? ` ${valueWords(values)}` : ''} -d '${description}'`;
}

function valueWords(values: Values): string {
  switch (values.kind) {
    case 'words':
      return `-x -a '${values.words.join(' ')}'`;
    case 'names':
      return `-x -a '(__guardian_names ${values.of})'`;
    case 'files':
      return '-r -F';
    case 'nothing':
      return '-x';
    default:
      return values satisfies never;
  }
}

function valueLine(at: string, values: Values): string[] {
  switch (values.kind) {
    case 'words':
      return [`${at} -a '${values.words.join(' ')}'`];
    case 'names':
      return [`${at} -a '(__guardian_names ${values.of})'`];
    case 'files':
      return [`${at} -F`];
    case 'nothing':
      return [];
    default:
      return values satisfies never;
  }
}
