import { Option } from 'commander';
import { JOBS } from '../domain/run.ts';
import { UsageError } from '../errors.ts';
import type { CommandLine, GlobalOptions } from './command-line.ts';
import { type ScanCommand, scanCommand } from './commands/scan.ts';
import { timeoutOption, withFilters } from './options.ts';
import { progressOn } from './progress.ts';

/** Commands that do something: `start`, `scan`. */
export function registerActing(line: CommandLine): void {
  registerStart(line);
  registerScan(line);
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
