import { ENV } from '../env.ts';
import { UsageError } from '../errors.ts';
import type { CommandLine, GlobalOptions } from './command-line.ts';
import { followCommand } from './commands/follow.ts';
import { type HistoryOptions, historyCommand } from './commands/history.ts';
import { withReadingFilters } from './options.ts';
import { progressOn } from './progress.ts';
import { paperOf } from './render/paper.ts';
import { parseInterval } from './time-option.ts';
import type { Workbench } from './workbench.ts';

/** `history`: what happened, and what happens from now on. */
export function registerHistory(line: CommandLine): void {
  const history = line.command('history', 'what happened, newest first', [
    'history --since 30d',
    'history --client "Acme Recorder" --rule scope-added',
    'history --actor "Ada Lovelace" --json',
    'history --follow --severity high',
  ]);
  withReadingFilters(history, ['client', 'vendor', 'since', 'until', 'severity', 'rule', 'actor', 'limit'])
    .option('--cursor <cursor>', 'goes on where an answer to the same question ended: its `next`')
    .option('--follow', 'prints what is there, oldest first, and then what comes, until it is ended')
    .option('--interval <time>', 'with --follow: how often to look, such as 10s, 5m (default: 30s)')
    .action((options: GlobalOptions & HistoryOptions & { follow?: boolean; interval?: string }) => {
      if (options.follow) return follow(line, options);
      if (options.interval) throw new UsageError('--interval goes with --follow');
      return line.answer(options, (bench) => historyCommand(bench, options));
    });
}

/** Not by `line.answer`: it ends when somebody ends it, and the store is open only while it is asked. */
async function follow(
  line: CommandLine,
  options: GlobalOptions & HistoryOptions & { readonly interval?: string },
): Promise<void> {
  const { around } = line;
  const { config, json, quiet, stack } = line.all(options);
  if (options.until || options.cursor) throw new UsageError('--follow has no end: leave out --until and --cursor');
  if (around.env[ENV.now]) throw new UsageError(`${ENV.now} holds the clock: unset it, or nothing new will ever come`);
  const progress = progressOn(around.stderr, quiet === true, around.env);
  const opened = () => around.openWorkbench({ ...(config && { configFile: config }), ...(stack && { stack }) });
  // A deployed history takes any number of readers; the embedded one takes one process at a time.
  const kept = stack ? await opened() : undefined;
  let told = new Set<string>();
  const withBench = async <T>(work: (bench: Workbench) => Promise<T>): Promise<T> => {
    const bench = kept ?? (await opened());
    if (bench.note && !told.has(bench.note)) progress.note(bench.note);
    told = new Set([...told, bench.note ?? '']);
    try {
      return await work(bench);
    } finally {
      if (!kept) await bench.close();
    }
  };
  try {
    await followCommand({
      options,
      withBench,
      intervalMs: parseInterval(options.interval ?? '30s'),
      signal: around.untilStopped?.() ?? new AbortController().signal,
      paper: paperOf(around.stdout, around.env),
      asJson: json === true,
      write: (text) => void around.stdout.write(text),
      note: progress.note,
    });
  } finally {
    await kept?.close();
  }
}
