import { FrozenClock } from '../../lib/clock.ts';
import { parseConfig } from '../../lib/config/index.ts';
import { addDays, dayOf } from '../../lib/domain/day.ts';
import type { GuardianConfig, OrgConfig } from '../../lib/domain/manifest.ts';
import { openGenesys } from '../../lib/genesys/index.ts';
import { accept } from '../../lib/jobs/acts/accept.ts';
import { scan } from '../../lib/jobs/scan.ts';
import type { Store } from '../../lib/ports.ts';
import { RULES } from '../../lib/rules/index.ts';
import { addGuardian, type InProcessSimulator, openSimulator, World } from '../../lib/simulator/index.ts';
import { openStore } from '../../lib/store/index.ts';
import { MemoryTable } from '../campaign/dynamo/memory-table.ts';
import { answerOf } from '../campaign/dynamo/operations.ts';
import { inProcessClient } from '../campaign/dynamo/request-handler.ts';
import { PLANTED, type Scene } from './planted.ts';

/** A Monday: the first look, at six in the morning. */
export const FIRST_DAY = '2025-01-06';
export const DAYS = 365;
export const ORG = 'year';
const SCAN_HOUR = 6;
const HOUR_MS = 3_600_000;

/** Clients with scopes, which people sign in to, and clients with roles. */
export const APPS = Array.from({ length: 20 }, (_, index) => `App ${number(index + 1)}`);
export const SERVICES = Array.from({ length: 20 }, (_, index) => `Service ${number(index + 1)}`);

/** Requests once a week; fewer than anybody asks for spikes or shares of errors. */
const USUAL = 600;
/** Clients that call every day, and enough for that. */
const BUSY: Readonly<Record<string, number>> = { 'App 11': 2_000, 'Service 15': 2_000, 'Service 09': 2_000 };
const APP_CALL = { method: 'GET', template: '/api/v2/users/{userId}' } as const;
const SERVICE_CALL = { method: 'GET', template: '/api/v2/routing/queues/{queueId}' } as const;

/** `guardian.yaml` of the year. `Northwind` has one app; everybody else is approved as first seen. */
export const MANIFEST = {
  orgs: [{ name: ORG, hourlyQuota: 10_000, enforceScopes: true }],
  vendors: [
    { name: 'Northwind', clients: ['App 01'], grantType: 'CODE', scopes: ['users:readonly'] },
    {
      name: 'Platform team',
      clients: ['OAuth Guardian'],
      permissions: [
        'audits:audit:view',
        'authorization:role:view',
        'integrations:integration:view',
        'oauth:client:view',
        'usage:organization:view',
      ],
    },
  ],
  rules: { 'token-lifetime-raised': 'off', 'division-widened': { staging: true } },
};

/** A year that was scanned once a day by the real job, on the store's own code, with drifts of known times in it. */
export interface DemoYear {
  readonly store: Store;
  readonly config: GuardianConfig;
  readonly org: OrgConfig;
  /** The time of the last scan. */
  readonly end: string;
  /** The same past without what the database has removed by a time: run records and their payloads. */
  withoutOldRuns(): Store;
}

export function configOf(manifest: unknown): GuardianConfig {
  return parseConfig(JSON.stringify(manifest), 'guardian.yaml').config;
}

/** The time of the scan that first sees what happened on a day. */
export function scanAfter(day: number): string {
  let next = day + 1;
  while (!isScanned(next)) next += 1;
  return scanTime(next);
}

/** Scans are two days apart, and closer where something happens: so a year is made in seconds. */
function isScanned(day: number): boolean {
  return day % 2 === 0 || day >= DAYS || EVENTFUL.has(day - 1);
}

const EVENTFUL = new Set(
  PLANTED.flatMap(({ day, usage = [] }) => [
    day,
    ...usage.filter(({ requests }) => requests > 0).map((one) => one.day),
  ]),
);

export async function liveDemoYear(days = DAYS): Promise<DemoYear> {
  const clock = new FrozenClock(scanTime(0));
  const world = orgOfTheYear(clock, days);
  const table = new MemoryTable();
  const store = storeOn(table);
  const config = configOf(MANIFEST);
  const [org] = config.orgs ?? [];
  if (!org) throw new Error('the manifest names no org');
  const simulator = openSimulator({ world });
  const scene: Scene = {
    world,
    burn: (client, day) => burnOn(world, client, day),
    accept: async (client) => {
      await accept({
        store,
        clock,
        org,
        config,
        rules: RULES,
        client,
        by: 'Kim Novak',
        isConfirmed: true,
        manifest: () => {
          throw new Error('no entry of guardian.yaml has to be edited');
        },
      });
    },
  };
  for (let day = 0; day <= days; day += 1) {
    clock.set(scanTime(day));
    if (isScanned(day))
      await scan({ org, config, rules: RULES, job: 'all', source: sourceOf(simulator, clock), store, clock });
    clock.set(new Date(Date.parse(scanTime(day)) + 4 * HOUR_MS));
    for (const planted of PLANTED) if (planted.day === day) await planted.happens(scene);
    makeNoise(world, day);
  }
  const end = scanTime(days);
  return { store, config, org, end, withoutOldRuns: () => storeOn(withoutExpiredRuns(table, end)) };
}

function sourceOf(simulator: InProcessSimulator, clock: FrozenClock) {
  return openGenesys({
    gateway: 'http://simulator',
    fetch: simulator.fetch,
    credentials: async () => simulator.credentials,
    now: () => clock.now(),
    share: 1,
    retry: { attempts: 2, firstDelayMs: 1, maxDelayMs: 5, maxRetryAfterMs: 0, pollMs: 1 },
  });
}

function scanTime(day: number): string {
  return new Date(Date.parse(`${addDays(FIRST_DAY, day)}T00:00:00Z`) + SCAN_HOUR * HOUR_MS).toISOString();
}

function storeOn(table: MemoryTable): Store {
  const client = inProcessClient(async (operation, body) => answerOf(table, operation, body));
  return openStore({ table: 'guardian', client, maxAttempts: 1 });
}

/** What DynamoDB does by itself: items of runs go when their time is over, and everything else is kept long enough. */
function withoutExpiredRuns(table: MemoryTable, now: string): MemoryTable {
  const left = table.fork();
  const seconds = Date.parse(now) / 1000;
  for (const item of [...table.items()]) {
    const { N: expires } = (item.expires ?? {}) as { N?: string };
    const { S: pk = '' } = (item.pk ?? {}) as { S?: string };
    if (expires !== undefined && Number(expires) < seconds && pk.split('#')[2] === 'RUN') left.delete(item);
  }
  return left;
}

function orgOfTheYear(clock: FrozenClock, days: number): World {
  let time = Date.parse(scanTime(0)) - 200 * 24 * HOUR_MS;
  const world = new World({
    org: { name: 'Year' },
    settings: { usage: { mode: 'late', lagHours: 0 } },
    clock: () => {
      time += 60_000;
      return new Date(time);
    },
  });
  for (const division of ['Sales', 'Service', 'Support']) world.createDivision(division);
  addGuardian(world, { secret: 'year-secret-that-opens-nothing' });
  for (const name of APPS) {
    world.createClient({
      name,
      grantType: 'CODE',
      scopes: ['users:readonly'],
      redirectUris: [`https://${name.toLowerCase().replace(' ', '-')}.example/signed-in`],
      tokenSeconds: 3_600,
    });
  }
  for (const name of SERVICES) {
    world.createRole({ name: `Role of ${name}`, permissions: ['routing:queue:view'] });
    world.createClient({
      name,
      grantType: 'CLIENT-CREDENTIALS',
      grants: [{ role: `Role of ${name}`, division: 'Sales' }],
      tokenSeconds: 3_600,
    });
  }
  for (let day = -70; day <= days; day += 1) {
    for (const client of ['OAuth Guardian', ...APPS, ...SERVICES]) burnOn(world, client, day);
  }
  world.settle();
  world.useClock(() => clock.now());
  return world;
}

/** An ordinary day of a client, or one with other requests. Planted days are known from the beginning. */
function burnOn(world: World, client: string, day: number): void {
  const { requests, ...counts } = PLANTED_REQUESTS.get(`${client} ${day}`) ?? { requests: usualRequests(client, day) };
  if (requests === 0) return;
  const call = client.startsWith('Service') ? SERVICE_CALL : APP_CALL;
  world.burn(client, { date: addDays(FIRST_DAY, day), requests, ...counts, ...call });
}

function usualRequests(client: string, day: number): number {
  const wobble = 0.95 + ((day * 7 + client.length * 3 + 700) % 11) / 100;
  const busy = BUSY[client];
  if (busy !== undefined) return Math.round(busy * (isWeekend(day) ? 0.4 : 1) * wobble);
  const weekday = [...client].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % DAYS_A_WEEK;
  return (day + 700) % DAYS_A_WEEK === weekday ? Math.round(USUAL * wobble) : 0;
}

const DAYS_A_WEEK = 7;

/** The first day is a Monday. */
function isWeekend(day: number): boolean {
  return (day + 700) % DAYS_A_WEEK >= 5;
}

const PLANTED_REQUESTS = new Map(
  PLANTED.flatMap(({ usage = [] }) => usage.map(({ client, day, ...counts }) => [`${client} ${day}`, counts] as const)),
);

/** What goes on in any org and means nothing: descriptions, other names, people who come and go. */
function makeNoise(world: World, day: number): void {
  const app = APPS[(day / 5) % APPS.length];
  if (day % 5 === 0 && app && app !== 'App 19') world.setClient(app, { description: `Looked at in week ${day / 5}` });
  const service = SERVICES[(day / 14) % SERVICES.length];
  if (day % 14 === 3) world.renameDivision('Support', `Support since ${day}`);
  if (day % 14 === 4) world.renameDivision(`Support since ${day - 1}`, 'Support');
  if (day % 14 === 0 && service) world.setClient(service, { description: `Owner asked on ${dayOf(world.now())}` });
}

function number(value: number): string {
  return String(value).padStart(2, '0');
}
