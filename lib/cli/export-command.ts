import { Argument, Option } from 'commander';
import { UsageError } from '../errors.ts';
import type { CommandLine, GlobalOptions } from './command-line.ts';
import { type ExportOptions, exportCommand } from './commands/export.ts';
import { importFindingsCommand } from './commands/import-findings.ts';
import { streamDestination } from './exporting/destination.ts';
import { EXPORT_FORMATS, EXPORTS, type ExportWhat } from './exporting/plan.ts';
import { withReadingFilters } from './options.ts';

/** `guardian export`: what is known, as files for other programs. */
export function registerExport(line: CommandLine): void {
  const command = line.command('export', 'what is known, as a file: CSV, JSON Lines, OCSF, ASFF', [
    'export findings --format csv --out findings.csv',
    'export history --format ocsf --since 24h',
    'export usage --format csv --since 90d --vendor "Northwind CRM"',
    'export findings --format asff --account 123456789012 --region eu-central-1 --import',
  ]);
  withReadingFilters(command, ['client', 'vendor', 'severity', 'state', 'rule', 'actor', 'since', 'until'])
    .addArgument(new Argument('<what>', 'what to export').choices(EXPORTS))
    .addOption(new Option('--format <format>', 'how: docs/exports.md').choices(EXPORT_FORMATS).makeOptionMandatory())
    .option('--out <file>', 'write it there, whole or not at all (default: stdout)')
    .option('--account <id>', 'for asff: the AWS account of Security Hub')
    .option('--region <name>', 'for asff: its AWS region (default: AWS_REGION)')
    .option('--import', 'for asff: hand the findings to Security Hub')
    .action(async (what: ExportWhat, given: GlobalOptions & ExportOptions & { readonly import?: boolean }) => {
      const { env, version, stdout } = line.around;
      const region = given.region ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
      const options = { ...given, ...(region !== undefined && { region }) };
      if (given.import) {
        if (what !== 'findings') throw new UsageError('--import is for findings only');
        const openHub = line.around.openHub.bind(line.around);
        return line.answer(options, (bench, io) => importFindingsCommand(bench, options, { ...io, version, openHub }));
      }
      if (line.all(given).json && options.out === undefined) {
        throw new UsageError('the export itself goes to stdout: --json needs --out, and then tells what was written');
      }
      // Progress and rows on one terminal would run into each other.
      const isQuiet = options.out === undefined && stdout.isTTY === true;
      return line.answer({ ...options, ...(isQuiet && { quiet: true }) }, (bench, io) =>
        exportCommand(bench, what, options, {
          ...io,
          version,
          stdout: streamDestination(stdout),
          openFiles: () => line.around.openFiles(),
        }),
      );
    });
}
