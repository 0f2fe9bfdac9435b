import { Option } from 'commander';
import { JOBS } from '../domain/run.ts';
import { UsageError } from '../errors.ts';
import type { CommandLine, GlobalOptions } from './command-line.ts';
import { manifestCheckCommand } from './commands/manifest-check.ts';
import { type ScanCommand, scanCommand } from './commands/scan.ts';
import { timeoutOption, withFilters } from './options.ts';
import { progressOn } from './progress.ts';

/** Commands that do something: `start`, `scan`, `manifest check`. */
export function registerActing(line: CommandLine): void {
  registerStart(line);
  registerScan(line);
  registerManifest(line);
}

function registerStart(line: CommandLine): void {
  line.program
    .command('start')
    .description('the main job at a glance: without credentials, a story on the demo org; with them, a scan of yours')
    .option('--org <name>', 'your org in guardian.yaml; needed where there are several')
    .option('--quiet', 'no progress on stderr')
    .addHelpText('after', '\nExamples:\n  $ guardian start\n  $ guardian start --quiet | less')
    .action(async (given: GlobalOptions & { org?: string }) => {
      const { json, quiet, config, org } = line.all(given);
      if (json) throw new UsageError('start is for people; guardian scan --json answers with a document');
      const progress = progressOn(line.around.stderr, quiet === true, line.around.env);
      try {
        line.exitCode = await line.around.start({
          progress: progress.say,
          note: progress.note,
          screen: line.screen(progress.stop),
          ...(config && { configFile: config }),
          ...(org && { org }),
        });
      } finally {
        progress.stop();
      }
    });
}

function registerScan(line: CommandLine): void {
  const scan = line.command('scan', 'read the org, judge it, keep what changed, send alerts', [
    'scan',
    'scan --org prod --json',
    'scan --job usage --slot 2026-03-03T12:00:00Z',
  ]);
  withFilters(scan, [])
    .addOption(new Option('--job <job>', 'what to read').choices(JOBS).default('all'))
    .option('--slot <time>', "the schedule's own time: the same slot twice is one run")
    .addOption(timeoutOption())
    .action((options: GlobalOptions & ScanCommand) =>
      line.answer(options, (bench, io) => scanCommand(bench, options, io)),
    );
}

function registerManifest(line: CommandLine): void {
  const manifest = line.program.command('manifest').description('work with guardian.yaml');
  line
    .command(
      'check',
      'say everything that is wrong with a guardian.yaml, with line and column',
      ['manifest check', 'manifest check config/guardian.yaml --json'],
      manifest,
    )
    .argument('[file]', 'the file (default: GUARDIAN_CONFIG, else ./guardian.yaml)')
    .action(async (file: string | undefined, options: GlobalOptions) => {
      const { config, json } = line.all(options);
      line.print(manifestCheckCommand(await line.around.readManifest(file ?? config)), json === true);
    });
}
