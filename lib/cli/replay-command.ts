import { InvalidArgumentError, Option } from 'commander';
import type { CommandLine, GlobalOptions } from './command-line.ts';
import { type ReplayCommandOptions, replayCommand } from './commands/replay.ts';
import { withReadingFilters } from './options.ts';

/** `replay`: what the rules of today would have said of the past. */
export function registerReplay(line: CommandLine): void {
  const replay = line.command('replay', 'back-test: what the rules of today would have said of the past', [
    'replay --since 90d',
    'replay --since 90d --rule shared-role --include-off',
    'replay --since 30d --threshold quotaShare=0.3 --rule quota-share',
    'replay --since 2026-01-01 --config other.yaml --json',
  ]);
  withReadingFilters(replay, ['client', 'vendor', 'since', 'until'])
    .addOption(new Option('--rule <id>', 'judge by this rule alone; may be repeated').argParser(collected))
    .addOption(
      new Option('--threshold <name=value>', 'try another threshold of guardian.yaml; may be repeated').argParser(
        thresholds,
      ),
    )
    .option('--include-off', 'judge rules that are off or staged as if they were on')
    .action((options: GlobalOptions & ReplayCommandOptions) =>
      line.answer(options, (bench, io) => replayCommand(bench, options, io)),
    );
}

function collected(id: string, before: readonly string[] = []): string[] {
  return [...before, id];
}

function thresholds(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name, value] = /^([A-Za-z0-9]+)=(.+)$/.exec(text.trim()) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('write name=value: quotaShare=0.3.');
  return { ...before, [name]: value };
}
