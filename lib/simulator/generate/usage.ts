import { DAY_MS } from '../../domain/day.ts';
import type { World } from '../world/world.ts';
import { Random } from './random.ts';
import { type Operation, TRADES } from './trades.ts';

export interface GenerateUsageOptions {
  /** First and last UTC day, `yyyy-MM-dd`, both inclusive. */
  readonly from: string;
  readonly to: string;
  readonly seed: number;
  /** Number of operations that each client calls. @default 2 */
  readonly operationsPerClient?: number;
}

/** Share of a working day's requests that is made on Saturdays and Sundays. */
const WEEKEND_SHARE = 0.35;

/**
 * Enters days of API requests for every client of an org, and for Genesys' own. Each client has its own daily volume
 * (most are small, a few large), quieter weekends and a little noise; the requests are spread over the day.
 */
export function generateUsage(world: World, { from, to, seed, operationsPerClient = 2 }: GenerateUsageOptions): void {
  const random = new Random(seed);
  const dates = datesBetween(from, to);
  for (const { id, state } of world.clients.values()) {
    if (state !== 'active') continue;
    const volume = Math.round(20 * 10 ** (random.next() * 2.5));
    const operations = random.sample(random.pick(TRADES).operations, operationsPerClient);
    for (const date of dates) burnDay({ world, random, client: id, date, volume, operations });
  }
  const pages: Operation[] = [{ method: 'GET', template: '/api/v2/users/me' }];
  for (const client of ['purecloud', 'purecloud-builtin']) {
    for (const date of dates) burnDay({ world, random, client, date, volume: 90_000, operations: pages });
  }
}

interface Day {
  readonly world: World;
  readonly random: Random;
  readonly client: string;
  readonly date: string;
  readonly volume: number;
  readonly operations: readonly Operation[];
}

function burnDay({ world, random, client, date, volume, operations }: Day): void {
  const isWeekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
  const day = volume * (isWeekend ? WEEKEND_SHARE : 1) * (0.95 + random.next() / 10);
  for (const operation of operations) {
    const requests = Math.ceil(day / operations.length);
    const status429 = Math.floor(requests * 0.001);
    const status400 = Math.floor(requests * 0.01) + status429;
    const status500 = Math.floor(requests * 0.001);
    world.burn(client, { ...operation, date, requests, status400, status429, status500, spread: true });
  }
}

/** The UTC days between two, both inclusive. */
function datesBetween(from: string, to: string): string[] {
  const [start, end] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`)];
  if (Number.isNaN(start) || Number.isNaN(end)) throw new Error(`Not days: ${from}, ${to}`);
  const count = Math.max(0, Math.floor((end - start) / DAY_MS) + 1);
  return Array.from({ length: count }, (_, index) => new Date(start + index * DAY_MS).toISOString().slice(0, 10));
}
