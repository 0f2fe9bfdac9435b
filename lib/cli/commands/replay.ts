import { UsageError } from '../../errors.ts';
import { findClient } from '../../jobs/queries/find-client.ts';
import type { Episode } from '../../jobs/replay/episodes.ts';
import { type Replay, replay } from '../../jobs/replay/replay.ts';
import { assertKnown } from '../known-names.ts';
import type { ReadingOptions } from '../options.ts';
import { replayText } from '../render/replay-text.ts';
import { parseRange, parseTime } from '../time-option.ts';
import { type Answer, type CommandIo, EXIT, type ReadingBench, type Workbench } from '../workbench.ts';

const STANDARD_RANGE = '30d';

export interface ReplayCommandOptions extends Pick<ReadingOptions, 'org' | 'client' | 'vendor' | 'since' | 'until'> {
  readonly rule?: readonly string[];
  readonly threshold?: Readonly<Record<string, string>>;
  readonly includeOff?: boolean;
}

/** What the rules, the thresholds and the manifest of today would have said of the past, against what was said. */
export async function replayCommand(
  bench: Omit<ReadingBench, 'rules'> & Pick<Workbench, 'rules'>,
  options: ReplayCommandOptions,
  io: CommandIo,
): Promise<Answer> {
  const org = bench.org(options.org);
  for (const rule of options.rule ?? [undefined]) assertKnown(bench, { vendor: options.vendor, rule });
  const store = await bench.store();
  const now = bench.clock.now();
  const { until = now.toISOString(), since = parseTime(STANDARD_RANGE, new Date(until)) } = parseRange(options, now);
  // What has not happened yet cannot be judged.
  const end = until < now.toISOString() ? until : now.toISOString();
  if (since >= end) throw new UsageError(`nothing lies between ${since} and ${end}: give an earlier --since`);
  const client = options.client ? await findClient(store, org.name, options.client) : undefined;
  const { rule: named, threshold, includeOff = false } = options;
  const answer = await replay({
    store,
    org,
    config: bench.config,
    rules: bench.rules.filter(({ id }) => named === undefined || named.includes(id)),
    since,
    until: end,
    now,
    whatIf: { includeOff, ...(threshold && { thresholds: threshold }) },
    clientId: client?.id,
    vendor: options.vendor,
    onProgress: io.progress,
  });
  const tried = { thresholds: numbers(threshold), includeOff };
  return {
    document: { schema: 1, org: org.name, tried, ...documentOf(answer) },
    text: (paper) => replayText(answer, { now, paper, isNamed: named !== undefined }),
    exitCode: isWhole(answer, named) ? EXIT.nothingOpen : EXIT.incomplete,
  };
}

/** Of rules that no past can be judged by nobody is surprised, unless they were asked for by name. */
function isWhole({ isIncomplete, notReplayed }: Replay, named: readonly string[] | undefined): boolean {
  return !isIncomplete && (named === undefined || notReplayed.length === 0);
}

function documentOf({ both, onlyHistory, wouldFire: _, ...answer }: Replay) {
  return {
    ...answer,
    onlyReplay: answer.onlyReplay.map(episodeOf),
    both: both.map(({ replayed, recorded, laterBySeconds }) => ({
      replayed: episodeOf(replayed),
      recorded: episodeOf(recorded),
      laterBySeconds,
    })),
    onlyHistory: onlyHistory.map(({ episode, because }) => ({ ...episodeOf(episode), because })),
    undecided: answer.undecided.map(episodeOf),
  };
}

function episodeOf({ endedBy, ...episode }: Episode) {
  return { ...episode, ...(endedBy && { endedBy }) };
}

function numbers(thresholds: Readonly<Record<string, string>> = {}): Record<string, number> {
  return Object.fromEntries(Object.entries(thresholds).map(([name, value]) => [name, Number(value)]));
}
