import { UsageError } from '../errors.ts';
import type { CommandLine } from './command-line.ts';

/** Commands of the product that this version does not have yet. */
const LATER = ['replay'];
const LATER_OF = { manifest: ['init'] } as const;

/** Not in the help, but answered with more than "unknown command". */
export function registerLater({ program }: CommandLine): void {
  for (const name of LATER) registerOne(program, name);
  for (const [parent, names] of Object.entries(LATER_OF)) {
    const group = program.commands.find((command) => command.name() === parent) ?? hidden(program, parent);
    for (const name of names) registerOne(group, name, parent);
  }
}

type Parent = CommandLine['program'];

function registerOne(parent: Parent, name: string, prefix?: string): void {
  const words = prefix ? `${prefix} ${name}` : name;
  hidden(parent, name)
    .description('comes with a later version')
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      throw new UsageError(`the command '${words}' comes with a later version (see CHANGELOG.md)`);
    });
}

function hidden(parent: Parent, name: string): Parent {
  return parent.command(name, { hidden: true });
}
