import { type Command, Help } from 'commander';

/** Commands by what people want, in the order in which they come to want it. */
const GROUPS: readonly { readonly title: string; readonly commands: readonly string[] }[] = [
  { title: 'Look at an org', commands: ['start', 'scan', 'doctor'] },
  { title: 'What is wrong, and what happened', commands: ['findings', 'history', 'show', 'diff', 'replay'] },
  { title: 'What clients use, need, and leave behind', commands: ['usage', 'advise', 'explain', 'residue'] },
  { title: 'Decide', commands: ['ack', 'waive', 'accept'] },
  { title: 'Hand over', commands: ['report', 'export'] },
  { title: 'Set up and keep', commands: ['manifest', 'setup', 'catalogue', 'migrate', 'completion', 'help'] },
];

/**
 * Gives each command its heading in the help of the program, and its place in it.
 *
 * @throws Error for a command that nobody gave a place: it would stand in the help by itself
 */
export function groupCommands(program: Command): void {
  // For what commander adds by itself: `help`.
  program.commandsGroup(`${GROUPS.at(-1)?.title}:`);
  for (const command of program.createHelp().visibleCommands(program)) {
    const group = GROUPS.find(({ commands }) => commands.includes(command.name()));
    if (!group) throw new Error(`command '${command.name()}' has no place in the help: give it one in help-groups.ts`);
    command.helpGroup(`${group.title}:`);
  }
  const places = GROUPS.flatMap(({ commands }) => commands);
  const placeOf = (command: Command) => places.indexOf(command.name());
  const plain = new Help();
  program.configureHelp({
    ...program.configureHelp(),
    visibleCommands: (command) => plain.visibleCommands(command).sort((a, b) => placeOf(a) - placeOf(b)),
    groupItems: (_unsorted, visible, groupOf) => plain.groupItems(visible, visible, groupOf),
  });
}
