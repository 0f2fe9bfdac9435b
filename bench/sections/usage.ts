import { addDays, DAY_MS } from '../../lib/domain/day.ts';
import type { Store } from '../../lib/ports.ts';
import { openEmbeddedStore } from '../../lib/store/index.ts';
import { finding, idOf, ORG, opened, payload, run, sample } from '../../test/store/fixtures.ts';
import { consumedSince } from '../support/generated-org.ts';
import type { Report, Section } from '../support/report.ts';

const DAYS = 400;
const CLIENTS = 500;
const DAYS_PER_COMMIT = 10;
const FINDINGS_PER_COMMIT = 50;
const FIRST_DAY = '2025-10-01';
const LAST_DAY = addDays(FIRST_DAY, DAYS - 1);
const ONE = nameOf(1);

/** What it takes to read a part of a long past. */
export const usage: Section = {
  name: 'usage',
  title: `reading parts of ${DAYS} days of usage of ${CLIENTS} clients, and of their history`,
  run: async (progress) => {
    const store = await openEmbeddedStore({});
    try {
      progress(`writing ${DAYS} days`);
      await fill(store);
      const written = store.consumption;
      progress('reading');
      const costs: ReadCost[] = [];
      for (const read of READS) costs.push(await costOf(store, read));
      return report(costs, written);
    } finally {
      await store.close();
    }
  },
};

function nameOf(client: number): string {
  return `Client ${client % CLIENTS}`;
}

/** One commit for every ten days, as a guardian would have it that was away for so long; with some findings each. */
async function fill(store: Store): Promise<void> {
  for (let commit = 0; commit < DAYS / DAYS_PER_COMMIT; commit += 1) {
    const at = timeOf(commit);
    const days = Array.from({ length: DAYS_PER_COMMIT }, (_, n) => addDays(FIRST_DAY, commit * DAYS_PER_COMMIT + n));
    const transitions = Array.from({ length: FINDINGS_PER_COMMIT }, (_, n) => {
      const name = nameOf(commit * FINDINGS_PER_COMMIT + n);
      const id = `${idOf(name)}-${commit}`;
      return opened(finding(`scope-${commit}`, { id, client: { id: idOf(name), name }, lastSeen: at }));
    });
    const found = payload({ transitions, usage: days.map((date) => sample(date, at, countsOf(date))) });
    const outcome = await store.commit(run(commit + 1, { at, startedAt: at, finishedAt: at }), found);
    if (outcome.outcome !== 'committed') throw new Error(`commit ${commit} did not happen`);
  }
}

/** The morning after a commit's last day. */
function timeOf(commit: number): string {
  return `${addDays(FIRST_DAY, (commit + 1) * DAYS_PER_COMMIT)}T06:00:00.000Z`;
}

function countsOf(date: string): Record<string, number> {
  const day = Date.parse(date) / DAY_MS;
  return Object.fromEntries(
    Array.from({ length: CLIENTS }, (_, client) => [
      nameOf(client),
      1_000 + ((client * 7_919 + day * 104_729) % 9_000),
    ]),
  );
}

interface Read {
  readonly what: string;
  /** Items that lie in the range asked for. */
  readonly inRange: number;
  run(store: Store): Promise<number>;
}

const READS: readonly Read[] = [
  usageRead('usage of all, 7 days', 7),
  usageRead('usage of all, 30 days', 30),
  usageRead('usage of all, 400 days', DAYS),
  usageRead('usage of one client, 30 days', 30, idOf(ONE)),
  usageRead('usage of one client, 400 days', DAYS, idOf(ONE)),
  historyRead(
    'history of one client, all of it',
    { clientId: idOf(ONE) },
    ((DAYS / DAYS_PER_COMMIT) * FINDINGS_PER_COMMIT) / CLIENTS,
  ),
  historyRead('history of the org, 30 days', { from: timeOf(36), to: timeOf(39) }, 3 * FINDINGS_PER_COMMIT),
  historyRead('history of the org, newest 50', { limit: 50 }, 50),
  { what: 'newest run', inRange: 2, run: async (store) => ((await store.latestRun(ORG)) ? 1 : 0) },
];

function usageRead(what: string, days: number, clientId?: string): Read {
  return {
    what,
    inRange: days,
    run: async (store) => {
      const found = await store.usageDays(ORG, addDays(LAST_DAY, 1 - days), LAST_DAY, clientId);
      return found.reduce((sum, { clients }) => sum + clients.size, 0);
    },
  };
}

function historyRead(what: string, query: Parameters<Store['history']>[1], inRange: number): Read {
  return {
    what,
    inRange,
    run: async (store) => {
      let found = 0;
      let cursor: string | undefined;
      do {
        const page = await store.history(ORG, { ...query, ...(cursor && { cursor }) });
        found += page.items.length;
        cursor = query.limit === undefined ? page.next : undefined;
      } while (cursor !== undefined);
      return found;
    },
  };
}

interface ReadCost extends ReturnType<typeof consumedSince> {
  readonly what: string;
  readonly inRange: number;
  readonly found: number;
}

async function costOf(store: Store, { what, inRange, run: read }: Read): Promise<ReadCost> {
  const before = store.consumption;
  const found = await read(store);
  return { what, inRange, found, ...consumedSince(store, before) };
}

function report(costs: readonly ReadCost[], written: Store['consumption']): Report {
  // Every request for a range comes with a look for the newest run, so that an answer holds whole runs only.
  const extra = (cost: ReadCost) => cost.itemsRead - cost.inRange;
  const ranges = costs.slice(0, -1);
  return {
    tables: [
      {
        title: `After ${written.itemsWritten.toLocaleString('en-GB')} items and ${written.writeUnits.toLocaleString('en-GB')} write units for the past itself`,
        columns: ['read', 'items in range', 'items read', 'requests', 'read units', 'rows found'],
        rows: costs.map((cost) => [cost.what, cost.inRange, cost.itemsRead, cost.requests, cost.readUnits, cost.found]),
      },
    ],
    goals: [
      {
        goal: 'every query reads its own range only, beside the newest run that each page is checked against',
        figure: ranges.map(extra).join(', '),
        isMet: ranges.every((cost) => extra(cost) >= 0 && extra(cost) <= cost.requests / 2),
      },
    ],
    notes: [
      "a day of all clients is one item, so a client's own days cost as much as everybody's; a request is a page",
    ],
  };
}
