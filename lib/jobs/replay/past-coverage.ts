import { SOURCES } from '../../domain/coverage.ts';
import { justAfter } from '../../domain/day.ts';
import type { RunRecord, RunState } from '../../domain/run.ts';
import { committedCoverage } from '../committed-context.ts';
import { allPages } from '../every-page.ts';
import type { PastChange } from './past.ts';
import type { PastRange } from './past-states.ts';

/** Which sources were read whole in a range, as far as run records are kept. */
export interface PastCoverage {
  readonly start: RunState['sources'];
  readonly changes: readonly Extract<PastChange, { what: 'coverage' }>[];
  /** Acceptances within the range, oldest first: their payloads hold what was approved. */
  readonly acceptances: readonly RunRecord[];
  readonly runsRead: number;
  readonly assumptions: readonly string[];
}

/** The most that a page of the store holds. */
const PAGE = 1_000;

/**
 * Reads the run records of a range, and the one before it. Before the oldest one that is kept, the sources are taken to
 * have been read whole: a revision is only written of what was seen twice, but a gap between two of them leaves no trace.
 */
export async function pastCoverage(range: PastRange, latest: RunRecord): Promise<PastCoverage> {
  const { store, org, since } = range;
  const [{ items: before }, runs] = await Promise.all([
    store.runs(org, { to: justAfter(since), limit: 1 }),
    runsIn(range),
  ]);
  const [known] = before;
  const [first] = runs;
  const isKnown = known !== undefined || first?.seq === 1;
  const start = isKnown ? (known?.sources ?? {}) : takenAsRead(latest, since);
  return {
    start,
    changes: changesOf(start, runs),
    acceptances: runs.filter(({ act }) => act?.kind === 'accept'),
    runsRead: runs.length + before.length,
    assumptions: isKnown ? [] : [assumption(first?.at ?? range.until)],
  };
}

/** Oldest first. The index by time may lag behind the newest run by a moment. */
async function runsIn({ store, org, since, until }: PastRange): Promise<RunRecord[]> {
  const range = { from: justAfter(since), to: justAfter(until), limit: PAGE };
  const runs = await allPages((turn) => store.runs(org, { ...range, ...turn }));
  return runs.reverse();
}

function changesOf(start: RunState['sources'], runs: readonly RunRecord[]): PastCoverage['changes'] {
  let before = statusesOf({ sources: start, at: '' });
  return runs.flatMap(({ at, sources }) => {
    const statuses = statusesOf({ at, sources });
    if (statuses === before) return [];
    before = statuses;
    return [{ at, what: 'coverage' as const, sources }];
  });
}

/** Of usage and audits nothing is said here: days of usage speak for themselves, and audits only name actors. */
function statusesOf(run: Pick<RunState, 'sources' | 'at'>): string {
  const coverage = committedCoverage(run);
  return SOURCES.filter((source) => source !== 'usage' && source !== 'audits')
    .map((source) => coverage[source].status)
    .join(' ');
}

function takenAsRead({ sources }: RunRecord, at: string): RunState['sources'] {
  return Object.fromEntries(
    Object.entries(sources).flatMap(([source, { completeAt }]) =>
      completeAt === undefined ? [] : [[source, { completeAt: at, failures: 0 }] as const],
    ),
  );
}

function assumption(until: string): string {
  return `No run record is kept from before ${until} (retention.runsDays): until then every source is taken to have been read whole, and what was accepted is taken from approvals and history.`;
}
