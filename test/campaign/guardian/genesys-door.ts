import { openGenesys } from '../../../lib/genesys/index.ts';
import type { Clock, GenesysSource } from '../../../lib/ports.ts';
import { openSimulator, type World } from '../../../lib/simulator/index.ts';
import type { Outage } from '../history/history.ts';
import { GENESYS_FAULTS, type PlannedFault } from '../schedule/schedule.ts';
import type { Incarnation } from './incarnation.ts';

export type GenesysFault = Extract<PlannedFault, { at: 'genesys' }>;

/** A page holds so few, so that listings have several. */
const PAGE_SIZE = 4;
/** Retries at once; nothing waits for as long as a `Retry-After` says. */
const QUICK = { attempts: 2, firstDelayMs: 1, maxDelayMs: 1, pollMs: 1, maxRetryAfterMs: 1_500 };
/** What a request without an answer costs a schedule, in real time. */
const TIMEOUT_MS = 15;

/** What a process has of Genesys, and what was asked. */
export interface GenesysDoor {
  readonly source: GenesysSource;
  /** Paths of the calls so far, in order. */
  readonly calls: readonly string[];
  /** Faults that struck, of those that were given. */
  struck(): readonly GenesysFault[];
}

/** The way from a process to the simulated org, with the faults of a schedule and the outages of the history. */
export function genesysDoor(options: {
  readonly world: World;
  readonly clock: Clock;
  readonly process: Incarnation;
  readonly faults: readonly GenesysFault[];
  readonly outages: readonly Outage[];
}): GenesysDoor {
  const { world, clock, process, faults, outages } = options;
  world.useClock(() => clock.now());
  const simulator = openSimulator({ world, ratePerMinute: 10_000 });
  for (const { path, kind } of outages) simulator.faults.add({ path, fault: { kind } });
  const calls: string[] = [];
  const struck: GenesysFault[] = [];
  for (const planned of faults) {
    const fault = GENESYS_FAULTS[planned.fault];
    if (!fault) continue;
    const on = planned.call === 'every' ? 'always' : { nth: planned.call };
    simulator.faults.add({ path: planned.path, on, fault });
  }
  const strikes = (path: string) => {
    const number = calls.filter((call) => call === path).length;
    return faults.filter((fault) => fault.path === path && (fault.call === 'every' || fault.call === number));
  };
  const source = openGenesys({
    gateway: 'http://simulator.invalid',
    credentials: async () => simulator.credentials,
    now: () => clock.now(),
    share: 1,
    pageSize: PAGE_SIZE,
    timeoutMs: TIMEOUT_MS,
    retry: QUICK,
    fetch: async (url, init) => {
      await process.breathe();
      const path = templateOf(new URL(url).pathname);
      calls.push(path);
      const striking = strikes(path);
      struck.push(...striking);
      if (striking.some(({ fault }) => fault === 'crash before')) process.kill();
      await process.breathe();
      const response = await simulator.fetch(url, init);
      if (striking.some(({ fault }) => fault === 'crash after')) process.kill();
      await process.breathe();
      return response;
    },
  });
  return { source, calls, struck: () => struck };
}

/** The path as faults name it: ids of queries differ from run to run. */
function templateOf(path: string): string {
  return path.replace(/(\/jobs\/|\/query\/)(?!jobs|realtime)[^/]+/, '$1{jobId}');
}
