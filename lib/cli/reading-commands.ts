import { registerAdvise } from './advise-command.ts';
import type { CommandLine, GlobalOptions } from './command-line.ts';
import { doctorCommand } from './commands/doctor.ts';
import { findingsCommand } from './commands/findings.ts';
import { type UsageCommand, usageCommand } from './commands/usage.ts';
import { registerHistory } from './history-command.ts';
import { type ReadingOptions, timeoutOption, withReadingFilters } from './options.ts';
import { registerPast } from './past-commands.ts';

/** Commands that answer from what is known, and `doctor`, which looks for itself. */
export function registerReading(line: CommandLine): void {
  registerFindings(line);
  registerHistory(line);
  registerPast(line);
  registerUsage(line);
  registerAdvise(line);
  registerDoctor(line);
}

function registerFindings(line: CommandLine): void {
  const findings = line.command('findings', 'what is wrong now, worst first', [
    'findings',
    'findings --client "Acme Recorder"',
    'findings --severity high --state open --json',
    'findings --state resolved --since 30d',
  ]);
  withReadingFilters(findings, ['client', 'vendor', 'severity', 'state', 'rule', 'since', 'until', 'limit']).action(
    (options: GlobalOptions & ReadingOptions) => line.answer(options, (bench) => findingsCommand(bench, options)),
  );
}

function registerUsage(line: CommandLine): void {
  const usage = line.command('usage', 'who uses how much of the API allowance, and how fresh that is', [
    'usage',
    'usage --since 7d --limit 10',
    'usage --client "Lumen Wallboard" --days --json',
  ]);
  withReadingFilters(usage, ['client', 'vendor', 'since', 'until', 'limit'])
    .option('--days', 'with --json: the requests of each day, too')
    .action((options: GlobalOptions & UsageCommand) => line.answer(options, (bench) => usageCommand(bench, options)));
}

function registerDoctor(line: CommandLine): void {
  const doctor = line.command('doctor', 'is the guardian itself alive and seeing everything?', [
    'doctor',
    'doctor --timeout 5 --json',
    'doctor --stack OAuthGuardian --send-test',
  ]);
  withReadingFilters(doctor, [])
    .addOption(timeoutOption())
    .option('--send-test', 'send a test alert by every way that alerts take')
    .action((options: GlobalOptions & { org?: string; timeout?: number; sendTest?: boolean }) =>
      line.answer(options, (bench, io) => doctorCommand(bench, options, io)),
    );
}
