import { isDeepStrictEqual } from 'node:util';
import type { RunPayload, RunRecord } from '../../lib/domain/run.ts';
import type { Store } from '../../lib/ports.ts';
import { DEMO_CLIENTS, DEMO_ROLES, demoManifest } from '../../lib/simulator/index.ts';
import { startEngine } from '../../lib/store/engine.ts';
import { everythingIn } from '../../test/contracts/store.contract.ts';
import { type Fate, faultyNetwork, type Network } from '../../test/store/faulty-network.ts';
import { ORG } from '../../test/store/fixtures.ts';
import { newTable } from '../../test/store/stores.ts';
import { watchOrg } from '../../test/support/watched-org.ts';

/** What has to hold, whichever request of a commit a crash strikes. */
export const CRASH_INVARIANTS = [
  'a witness sees all of the run or nothing of it',
  'once visible, it stays visible for later crashes',
  'the next run commits, or is told that this one did',
  'afterwards everything is as if nothing had happened',
] as const;
export type CrashInvariant = (typeof CRASH_INVARIANTS)[number];

export type CrashFate = Exclude<Fate, 'arrives'>;

/** One crash: at a request, before it arrived or after it was done. */
export interface Strike {
  readonly request: number;
  readonly operation: string;
  readonly fate: CrashFate;
  readonly isVisible: boolean;
  readonly broken: readonly CrashInvariant[];
}

/** A committed run with all that it found. */
interface Commit {
  readonly run: RunRecord;
  readonly found: RunPayload;
}

/** Crashes the commit of a real scan, one that saw drifts, at each of its requests. */
export async function strikeCommit(): Promise<Strike[]> {
  const commits = await scannedCommits();
  const engine = await startEngine({});
  const network = await faultyNetwork(engine.endpoint);
  try {
    return await strikeAll({ engine, network, commits });
  } finally {
    await network.close();
    await engine.close();
  }
}

interface Laboratory {
  readonly engine: Parameters<typeof newTable>[0];
  readonly network: Network;
  readonly commits: readonly [Commit, Commit];
}

/** A baseline of the demo org, and a run that finds drifts of a client and of a role. */
async function scannedCommits(): Promise<readonly [Commit, Commit]> {
  const watched = await watchOrg({ manifest: demoManifest.replace('name: demo', `name: ${ORG}`) });
  try {
    await watched.scan();
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    watched.world.editRole(DEMO_ROLES.recorder, { add: ['directory:user:edit'] });
    await watched.scan();
    const commits = (await watched.store.runs(ORG, {})).items
      .map(async (run): Promise<Commit> => ({ run, found: await watched.store.payload(run) }))
      .reverse();
    const [baseline, drift] = await Promise.all(commits);
    if (!baseline || !drift) throw new Error('the scans were not committed');
    return [baseline, drift];
  } finally {
    await watched.close();
  }
}

async function strikeAll(laboratory: Laboratory): Promise<Strike[]> {
  const before = await seenAfter(laboratory, laboratory.commits.slice(0, 1));
  const after = await seenAfter(laboratory, laboratory.commits);
  const operations = await operationsOfCommit(laboratory);
  const strikes: Strike[] = [];
  for (const fate of ['lost request', 'lost answer'] as const) {
    for (const [index, operation] of operations.entries()) {
      const wasVisible = strikes.some((strike) => strike.fate === fate && strike.isVisible);
      const struck = await strike(laboratory, { request: index + 1, fate, before, after });
      const hides = wasVisible && !struck.isVisible ? [CRASH_INVARIANTS[1]] : [];
      strikes.push({ request: index + 1, operation, fate, ...struck, broken: [...struck.broken, ...hides] });
    }
  }
  return strikes;
}

async function strike(
  laboratory: Laboratory,
  options: { readonly request: number; readonly fate: CrashFate; readonly before: object; readonly after: object },
): Promise<Pick<Strike, 'isVisible' | 'broken'>> {
  const { network, commits } = laboratory;
  const { request, fate, before, after } = options;
  const [, { run, found }] = commits;
  const { dying, fresh } = await prepared(laboratory);
  network.plan((n) => (n < request ? 'arrives' : n === request ? fate : 'lost request'));
  const outcome = await dying.commit(run, found).catch((error: unknown) => error);
  await dying.close();
  if (!(outcome instanceof Error)) throw new Error(`request ${request} was not struck`);

  const broken: CrashInvariant[] = [];
  const witness = await using(fresh(), seenBy);
  const isVisible = isDeepStrictEqual(witness, after);
  if (!isVisible && !isDeepStrictEqual(witness, before)) broken.push(CRASH_INVARIANTS[0]);
  const next = await using(fresh(), (store) => store.commit({ ...run, attempt: 'next' }, found));
  if (next.outcome !== (isVisible ? 'conflict' : 'committed')) broken.push(CRASH_INVARIANTS[2]);
  if (!isDeepStrictEqual(await using(fresh(), seenBy), after)) broken.push(CRASH_INVARIANTS[3]);
  return { isVisible, broken };
}

/** A table with the first commit, and a store that reaches it through the faulty network. */
async function prepared({ engine, network, commits: [baseline] }: Laboratory) {
  const { open } = await newTable(engine);
  network.plan(() => 'arrives');
  const dying = open({ endpoint: network.endpoint, maxAttempts: 1 });
  await dying.commit(baseline.run, baseline.found);
  return { dying, fresh: () => open() };
}

async function operationsOfCommit(laboratory: Laboratory): Promise<string[]> {
  const { network, commits } = laboratory;
  const { dying } = await prepared(laboratory);
  const operations: string[] = [];
  network.answer((operation) => {
    operations.push(operation);
    return undefined;
  });
  await dying.commit(commits[1].run, commits[1].found);
  network.answer(() => undefined);
  await dying.close();
  return operations;
}

async function seenAfter({ engine }: Laboratory, commits: readonly Commit[]): Promise<object> {
  const { open } = await newTable(engine);
  await using(open(), async (store) => {
    for (const { run, found } of commits) await store.commit(run, found);
  });
  return using(open(), seenBy);
}

/** Everything that the store answers, without what tells two tries at the same run apart. */
async function seenBy(store: Store): Promise<object> {
  const text = JSON.stringify(await everythingIn(store), (key, value: unknown) => {
    if (key === 'attempt') return undefined;
    return value instanceof Map ? [...value] : value;
  });
  return JSON.parse(text);
}

async function using<T>(store: Store, work: (store: Store) => Promise<T>): Promise<T> {
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
