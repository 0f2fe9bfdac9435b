import type { Argument, Command, Option } from 'commander';
import { FINDING_STATES } from '../../domain/finding.ts';
import { KNOWN_RULES } from '../../rules/known-rules.ts';

/** What a shell may offer in the place of a value. */
export type Values =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** Names that the last scan left in the file that {@link NAMES_FILE} is. */
  | { readonly kind: 'names'; readonly of: NameKind }
  | { readonly kind: 'files' }
  /** Free text, a number, a time: nothing can be offered. */
  | { readonly kind: 'nothing' };

/** Names that scans leave for shells to complete. */
export const NAME_KINDS = ['client', 'vendor', 'org'] as const;
export type NameKind = (typeof NAME_KINDS)[number];

/** In the folder of `GUARDIAN_HOME`: a line for each name, its kind before a tab. Shells read it themselves. */
export const NAMES_FILE = 'names';

/** One command as a shell needs to know it. */
export interface CommandWords {
  /** The words that lead to it, without the program's own: `['manifest', 'check']`; none for the program itself. */
  readonly path: readonly string[];
  readonly description: string;
  readonly commands: readonly string[];
  readonly options: readonly OptionWords[];
  /** Of its first argument. */
  readonly argument: Values;
}

export interface OptionWords {
  /** With its dashes. */
  readonly name: string;
  readonly description: string;
  /** Absent for a switch. */
  readonly values?: Values;
}

/** The program and all its commands, those left out that the help does not show, either. */
export function commandWords(program: Command): CommandWords[] {
  return wordsOf(program, []);
}

function wordsOf(command: Command, path: readonly string[]): CommandWords[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command).filter((each) => each.name() !== 'help');
  const [argument] = command.registeredArguments;
  return [
    {
      path,
      description: plain(command.description()),
      commands: commands.map((each) => word(each.name())),
      options: help.visibleOptions(command).flatMap(optionWords),
      argument: argument ? argumentValues(argument) : NOTHING,
    },
    ...commands.flatMap((each) => wordsOf(each, [...path, each.name()])),
  ];
}

function optionWords(option: Option): OptionWords[] {
  if (!option.long) return [];
  const takesValue = option.required || option.optional;
  return [
    {
      name: word(option.long),
      description: plain(option.description),
      ...(takesValue && { values: optionValues(option) }),
    },
  ];
}

const NOTHING: Values = { kind: 'nothing' };

function optionValues({ long, argChoices, flags }: Option): Values {
  if (argChoices) return { kind: 'words', words: argChoices.map(word) };
  switch (long) {
    case '--client':
    case '--with':
      return { kind: 'names', of: 'client' };
    case '--vendor':
      return { kind: 'names', of: 'vendor' };
    case '--org':
      return { kind: 'names', of: 'org' };
    case '--rule':
      return { kind: 'words', words: KNOWN_RULES.map(({ id }) => id) };
    case '--state':
      return { kind: 'words', words: [...FINDING_STATES, 'all'] };
    default:
      return /<(file|folder|files\.\.\.)/.test(flags) ? { kind: 'files' } : NOTHING;
  }
}

function argumentValues(argument: Argument): Values {
  if (argument.argChoices) return { kind: 'words', words: argument.argChoices.map(word) };
  switch (argument.name()) {
    case 'client':
      return { kind: 'names', of: 'client' };
    case 'file':
      return { kind: 'files' };
    default:
      return NOTHING;
  }
}

/** Words of our own go into scripts as they are, so they must be what no shell looks at twice. */
function word(text: string): string {
  if (!/^[a-z0-9-]+$/i.test(text)) throw new Error(`'${text}' cannot stand in a script for a shell`);
  return text;
}

/** Descriptions stand within single quotes, on one line. */
function plain(text: string): string {
  return text.replace(/['\\]/g, '\u2019').replace(/\s+/g, ' ');
}
