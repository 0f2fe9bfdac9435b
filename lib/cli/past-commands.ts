import { UsageError } from '../errors.ts';
import type { CommandLine, GlobalOptions } from './command-line.ts';
import { type DiffOptions, diffCommand } from './commands/diff.ts';
import { showCommand } from './commands/show.ts';
import { withReadingFilters } from './options.ts';

/** Commands about what was: `show` and `diff`. */
export function registerPast(line: CommandLine): void {
  registerShow(line);
  registerDiff(line);
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
  const diff = line.command(
    'diff',
    'what differs between two times, of a client or of the org, or between two clients',
    [
      'diff --from 30d',
      'diff "Acme Recorder" --from 2026-03-01 --to 2026-03-03',
      'diff "Acme Recorder" --with "Acme Recorder EU" --json',
      'diff "Acme Recorder" --from 30d --with "Acme Recorder EU" --to 7d',
    ],
  );
  withReadingFilters(diff, [])
    .argument('[client]', `${CLIENT} (default: the whole org)`)
    .option('--client <id|name>', SAME)
    .option('--from <time>', 'the earlier time')
    .option('--to <time>', 'the later time (default: now)')
    .option('--with <id|name>', 'another client, which is compared as it was at --to')
    .action(
      (client: string | undefined, { with: other, ...options }: GlobalOptions & DiffOptions & { with?: string }) =>
        line.answer(options, (bench) => {
          const first = client ?? options.client;
          return diffCommand(bench, {
            ...options,
            ...(first !== undefined && { client: named(client, options.client) }),
            ...(other && { other }),
          });
        }),
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
