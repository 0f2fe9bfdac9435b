import { distance } from 'fastest-levenshtein';
import type { Finding } from '../domain/finding.ts';
import { lastScanOf } from '../domain/run.ts';
import { NothingKnownError } from '../errors.ts';
import type { Suggest } from '../jobs/acts/named-findings.ts';
import type { ActingBench } from './acting-bench.ts';
import { decider } from './said.ts';

/** Options that every command takes by which somebody decides. */
export interface ActCommand {
  readonly org?: string;
  readonly by?: string;
  readonly note?: string;
  readonly dryRun?: boolean;
  readonly list?: boolean;
}

/** What the jobs want to know of an act, whichever it is. */
export async function actOn(bench: ActingBench, { by, dryRun, ...options }: ActCommand, ids: readonly string[]) {
  const who = decider(by, bench.person);
  const { name: org } = bench.org(options.org);
  return {
    store: await bench.store(),
    clock: bench.clock,
    config: bench.config,
    org,
    by: who,
    isDryRun: dryRun === true,
    ids: ids.map((id) => id.trim()),
    suggest: nearestIds,
  };
}

/** What is not resolved as of the last scan. @throws NothingKnownError before the first one */
export async function unresolvedNow(
  bench: ActingBench,
  options: Pick<ActCommand, 'org'>,
): Promise<{ readonly org: string; readonly asOf: string; readonly unresolved: readonly Finding[] }> {
  const { name: org } = bench.org(options.org);
  const store = await bench.store();
  const run = await store.latestRun(org);
  if (!run) throw new NothingKnownError(org);
  return { org, asOf: lastScanOf(run).at, unresolved: await store.unresolvedFindings(org, run.openDigest) };
}

/** The ids that are nearest to what was typed: an id is too long to be remembered, and is pasted with a piece missing. */
const nearestIds: Suggest = (id, known) => {
  if (known.length === 0) return ': nothing is open there';
  const typed = id.slice(0, LONGEST).toLowerCase();
  const ranked = known.map((each) => ({ each, edits: distance(typed, each) })).sort((a, b) => a.edits - b.edits);
  const near = ranked
    .filter(({ edits }, at) => at < MOST_SUGGESTED && edits <= LARGEST_DISTANCE)
    .map(({ each }) => each);
  return near.length > 0 ? `: did you mean ${near.join(', ')}?` : ": 'guardian findings' lists them";
};

const MOST_SUGGESTED = 3;
const LARGEST_DISTANCE = 14;
const LONGEST = 80;
