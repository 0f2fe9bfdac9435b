import type { Command } from 'commander';
import stringWidth from 'string-width';
import { commandWords } from '../../lib/cli/completion/command-words.ts';
import { scriptOf } from '../../lib/cli/completion-command.ts';
import { programTree } from './support/program-tree.ts';
import { call } from './support/surroundings.ts';

/** Every command that the help shows, with the words that lead to it. */
function walk(
  command: Command,
  path: readonly string[] = [],
): { readonly command: Command; readonly path: readonly string[] }[] {
  const visible = command.createHelp().visibleCommands(command);
  const below = visible.filter((each) => each.name() !== 'help');
  return [{ command, path }, ...below.flatMap((each) => walk(each, [...path, each.name()]))];
}

const TREE = walk(programTree());
const LEAVES = TREE.filter(({ command }) => command.commands.length === 0).map(({ path }) => path.join(' '));

describe('help', () => {
  it('has every command under a heading', async () => {
    const { stdout } = await call(['--help']);
    expect(stdout).not.toContain('\nCommands:');
    const headings = stdout.match(/^[A-Z].*:$/gm);
    expect(headings).toEqual([
      'Options:',
      'Look at an org:',
      'What is wrong, and what happened:',
      'What clients use, need, and leave behind:',
      'Decide:',
      'Hand over:',
      'Set up and keep:',
      'Examples:',
    ]);
  });

  it.each(LEAVES)('of %s has examples that begin with it', async (path) => {
    const { code, stdout } = await call([...path.split(' '), '--help']);
    expect(code).toBe(0);
    const examples = stdout.slice(stdout.indexOf('\nExamples:\n')).match(/^ {2}\$ guardian .*$/gm) ?? [];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(example).toContain(`$ guardian ${path}`);
  });

  it.each([60, 80, 120])('fits a terminal of %i columns, but for examples', async (columns) => {
    for (const path of ['', ...LEAVES]) {
      const { stdout } = await call([...path.split(' ').filter(Boolean), '--help'], { columns });
      const wide = stdout.split('\n').filter((line) => stringWidth(line) > columns && !line.startsWith('  $ '));
      // A word that is longer than its column stays whole.
      expect(wide.filter((line) => line.trim().split(/ {2,}/).at(-1)?.includes(' '))).toEqual([]);
    }
  });
});

describe('the scripts for shells', () => {
  const commands = commandWords(programTree());

  it.each(TREE.map(({ command, path }) => [path.join(' '), command] as const))(
    'know every word of "%s"',
    (path, command) => {
      const key = path === '' ? '' : ` ${path}`;
      const options = command
        .createHelp()
        .visibleOptions(command)
        .flatMap(({ long }) => long ?? []);
      const below = walk(command).flatMap((each) => (each.path.length === 1 ? each.path : []));
      for (const shell of ['bash', 'zsh'] as const) {
        const script = scriptOf(shell, commands);
        expect(wordsAt(script, '_guardian_options', key)).toEqual(options);
        expect(wordsAt(script, '_guardian_commands', key)).toEqual(below);
      }
      const fish = scriptOf('fish', commands);
      for (const option of options) expect(fish).toContain(`"__guardian_at '${path}'" -l ${option.slice(2)} `);
      for (const word of below) expect(fish).toContain(`"__guardian_at '${path}'" -a ${word} `);
    },
  );

  it('offer the choices of every option that has any', () => {
    const script = scriptOf('bash', commands);
    for (const { command, path } of TREE) {
      for (const { long, argChoices } of command.options) {
        if (!long || !argChoices) continue;
        expect(wordsAt(script, '_guardian_value', `${path.map((word) => ` ${word}`).join('')} ${long}`)).toEqual([
          'words',
          ...argChoices,
        ]);
      }
    }
  });
});

/** The answer of a lookup of the script. */
function wordsAt(script: string, table: string, key: string): string[] {
  const start = script.indexOf(`${table}() {`);
  const body = script.slice(start, script.indexOf('\n}', start));
  const answer = body.split('\n').find((line) => line.startsWith(`    '${key}') `));
  return (answer?.match(/REPLY='(.*)'/)?.[1] ?? '').split(' ').filter(Boolean);
}
