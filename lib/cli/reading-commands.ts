import { UsageError } from '../errors.ts';
import { registerAdvise } from './advise-command.ts';
import type { CommandLine, GlobalOptions } from './command-line.ts';
import { doctorCommand } from './commands/doctor.ts';
import { findingsCommand } from './commands/findings.ts';
import { historyCommand } from './commands/history.ts';
import { diffCommand, showCommand } from './commands/show.ts';
import { type UsageCommand, usageCommand } from './commands/usage.ts';
import { type ReadingOptions, timeoutOption, withReadingFilters } from './options.ts';

/** Commands that answer from what is known, and `doctor`, which looks for itself. */
export function registerReading(line: CommandLine): void {
  registerFindings(line);
  registerHistory(line);
  registerShow(line);
  registerDiff(line);
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

function registerHistory(line: CommandLine): void {
  const history = line.command('history', 'what happened, newest first', [
    'history --since 30d',
    'history --client "Acme Recorder" --rule scope-added',
    'history --vendor "Northwind CRM" --json',
  ]);
  withReadingFilters(history, ['client', 'vendor', 'since', 'until', 'severity', 'rule', 'limit']).action(
    (options: GlobalOptions & ReadingOptions) => line.answer(options, (bench) => historyCommand(bench, options)),
  );
}

function registerShow(line: CommandLine): void {
  const show = line.command('show', 'what a client was, and could really do, at a time', [
    'show "Acme Recorder"',
    'show "Acme Recorder" --at 2026-03-03',
    'show 6d1f0a0e-0000-4000-8000-000000000001 --at 12h --json',
  ]);
  withReadingFilters(show, [])
    .argument('[client]', CLIENT)
    .option('--client <id|name>', SAME)
    .option('--at <time>', 'at that time (default: now)')
    .action((client: string | undefined, options: GlobalOptions & { org?: string; client?: string; at?: string }) =>
      line.answer(options, (bench) => showCommand(bench, { ...options, client: named(client, options.client) })),
    );
}

function registerDiff(line: CommandLine): void {
  const diff = line.command('diff', 'what differs between two times of a client, or between two clients', [
    'diff "Acme Recorder" --from 30d',
    'diff "Acme Recorder" --from 2026-03-01 --to 2026-03-03',
    'diff "Acme Recorder" --with "Acme Recorder EU" --json',
  ]);
  withReadingFilters(diff, [])
    .argument('[client]', CLIENT)
    .option('--client <id|name>', SAME)
    .option('--from <time>', 'the earlier time')
    .option('--to <time>', 'the later time (default: now)')
    .option('--with <id|name>', 'another client to compare with')
    .action((client: string | undefined, options: GlobalOptions & DiffOptions) =>
      line.answer(options, (bench) =>
        diffCommand(bench, {
          client: named(client, options.client),
          ...(options.org && { org: options.org }),
          ...(options.with && { other: options.with }),
          ...(options.from && { from: options.from }),
          ...(options.to && { to: options.to }),
        }),
      ),
    );
}

interface DiffOptions {
  readonly org?: string;
  readonly client?: string;
  readonly from?: string;
  readonly to?: string;
  readonly with?: string;
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

const CLIENT = "the client's id, name, or the beginning of its name";
const SAME = 'the same, as an option';

function named(argument: string | undefined, option: string | undefined): string {
  const client = argument ?? option;
  if (client === undefined) throw new UsageError('name a client: its id, its name, or the beginning of its name');
  if (argument !== undefined && option !== undefined && argument !== option) {
    throw new UsageError(`two clients are named, '${argument}' and '${option}': name one`);
  }
  return client;
}
