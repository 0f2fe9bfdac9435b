import { Option } from 'commander';
import { RESIDUE_KINDS } from '../domain/residue.ts';
import type { CommandLine, GlobalOptions } from './command-line.ts';
import { type ResidueCommand, residueCommand } from './commands/residue.ts';
import { withReadingFilters } from './options.ts';

/** `residue`: access that outlived its purpose. */
export function registerResidue(line: CommandLine): void {
  const residue = line.command('residue', 'access that outlived its purpose: a list to look at from time to time', [
    'residue',
    'residue --kind role-on-people',
    'residue --vendor "Northwind CRM" --json',
  ]);
  withReadingFilters(residue, ['client', 'vendor'])
    .addOption(new Option('--kind <kind>', 'this kind alone').choices(RESIDUE_KINDS))
    .action((options: GlobalOptions & ResidueCommand) =>
      line.answer(options, (bench) => residueCommand(bench, options)),
    );
}
