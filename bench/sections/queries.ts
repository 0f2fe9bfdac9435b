import { recordsAfter } from '../../lib/jobs/queries/follow.ts';
import type { HistoryQuery, Store, StoreConsumption } from '../../lib/ports.ts';
import { openEmbeddedStore } from '../../lib/store/index.ts';
import { finding, ORG, opened, payload, run } from '../../test/store/fixtures.ts';
import { processUse } from '../support/measure.ts';
import { actorName, DECIDER, HugeTable, idOfClient, RARE_RULE, vendorName } from '../support/million-records.ts';
import type { Report, Section } from '../support/report.ts';

const HISTORY = {
  clients: 500,
  days: 400,
  runsPerDay: 4,
  recordsPerRun: 625,
  rules: 35,
  vendors: 40,
  actors: 60,
};
const PAGE = 50;
const LATE_PAGE = 20;
const DAY = { from: '2026-04-01T00:00:00.000Z', to: '2026-04-02T00:00:00.000Z' };

/** Answers of which one value is asked: each should read what it answers, and the newest run. */
const SINGLE: readonly (readonly [string, HistoryQuery])[] = [
  ['org', {}],
  ['org, one day of 400', DAY],
  ['client', { clientId: idOfClient(7) }],
  ['client, one day', { clientId: idOfClient(7), ...DAY }],
  ['vendor', { vendor: vendorName(3) }],
  ['rule, frequent', { rule: 'rule-0' }],
  ['rule, seldom', { rule: 'rule-34' }],
  ['rule, 12 in a million', { rule: RARE_RULE }],
  ['actor by name', { actor: actorName(5) }],
  ['actor by id, seldom', { actor: 'user-59' }],
  ['actor who decides', { actor: DECIDER }],
  ['nobody', { actor: 'nobody' }],
];

/** Answers of which several are asked: the rarest leads. */
const COMBINED: readonly (readonly [string, HistoryQuery])[] = [
  ['client and rule, frequent', { clientId: idOfClient(7), rule: 'rule-0' }],
  ['client and rule, seldom', { clientId: idOfClient(7), rule: 'rule-34' }],
  ['vendor and rule, frequent', { vendor: vendorName(3), rule: 'rule-0' }],
  ['vendor and rule, 12 in a million', { vendor: vendorName(3), rule: RARE_RULE }],
  ['actor and rule', { actor: actorName(5), rule: 'rule-2' }],
  ['vendor and client of it', { vendor: vendorName(7), clientId: idOfClient(7) }],
  ['vendor, critical only', { vendor: vendorName(3), severity: 'critical' }],
];

/** Each kind of question to a history of a million records. */
export const queries: Section = {
  name: 'queries',
  title: 'what questions to a history of one million records read',
  run: async (progress) => {
    progress('filing a million records');
    const table = new HugeTable(HISTORY);
    const use = processUse();
    const store = table.open();
    const [single, combined, late] = [[], [], []] as [Row[], Row[], Row[]];
    for (const [name, query] of SINGLE) single.push(...(await asked(store, name, query)));
    for (const [name, query] of COMBINED) combined.push(...(await asked(store, name, query)));
    for (const [name, query] of SINGLE.slice(0, 6))
      late.push(...(await asked(store, name, query, LATE_PAGE)).slice(-1));
    const follow = await cost(store, () => recordsAfter(store, ORG, table.runs));

    progress('asking as if there were no entries');
    const old = table.open(1);
    const before: Row[] = [];
    for (const [name, query] of [...SINGLE.slice(4, 9), ...COMBINED.slice(3, 4)])
      before.push(...(await asked(old, name, query)));
    progress('commits');
    return report({ table, single, combined, late, before, follow, commits: await commits(), use });
  },
};

interface Row extends StoreConsumption {
  readonly name: string;
  readonly page: number;
  readonly answered: number;
  readonly isLast: boolean;
}

async function asked(store: Store, name: string, query: HistoryQuery, pages = 1): Promise<Row[]> {
  const rows: Row[] = [];
  let next: { readonly cursor?: string } | undefined = {};
  for (let page = 1; page <= pages && next; page += 1) {
    const question: HistoryQuery = { ...query, ...next, limit: PAGE };
    const { result, ...spent } = await cost(store, () => store.history(ORG, question));
    rows.push({ name, page, answered: result.items.length, isLast: result.next === undefined, ...spent });
    next = result.next === undefined ? undefined : { cursor: result.next };
  }
  return rows;
}

async function cost<T>(store: Store, work: () => Promise<T>): Promise<StoreConsumption & { readonly result: T }> {
  // Whoever asks for the first time looks which run is the newest one, whatever is asked.
  await store.latestRun(ORG);
  const before = store.consumption;
  const result = await work();
  const after = store.consumption;
  return {
    result,
    requests: after.requests - before.requests,
    readUnits: after.readUnits - before.readUnits,
    writeUnits: after.writeUnits - before.writeUnits,
    itemsRead: after.itemsRead - before.itemsRead,
    itemsWritten: after.itemsWritten - before.itemsWritten,
  };
}

interface CommitRow extends StoreConsumption {
  readonly transitions: number;
  readonly entries: number;
}

/** What transitions cost a commit, on the embedded engine. */
async function commits(): Promise<readonly CommitRow[]> {
  const store = await openEmbeddedStore({});
  const rows: CommitRow[] = [];
  const actor = { id: 'user-1', name: 'Ada Lovelace', kind: 'user', source: 'audit' } as const;
  for (const [n, transitions] of [0, 1, 10, 100].entries()) {
    const all = Array.from({ length: transitions }, (_, k) => opened(finding(`s${n}-${k}`, { actor })));
    const { result: _, ...spent } = await cost(store, () => store.commit(run(n + 1), payload({ transitions: all })));
    // Org, rule, vendor, and the actor's id and name.
    rows.push({ transitions, entries: transitions * 5, ...spent });
  }
  await store.close();
  return rows;
}

function report(measured: {
  readonly table: HugeTable;
  readonly single: readonly Row[];
  readonly combined: readonly Row[];
  readonly late: readonly Row[];
  readonly before: readonly Row[];
  readonly follow: StoreConsumption;
  readonly commits: readonly CommitRow[];
  readonly use: ReturnType<typeof processUse>;
}): Report {
  const { table, single, combined, late, before, follow, use } = measured;
  const rareCombined = combined.filter(({ name }) => name.includes('12 in a million'));
  const [none, , , hundred] = measured.commits;
  const perTransition = hundred && none ? (hundred.writeUnits - none.writeUnits) / hundred.transitions : Number.NaN;
  return {
    tables: [
      { title: `One value, a page of ${PAGE}`, ...rowsOf(single) },
      { title: `One value, page ${LATE_PAGE} by its cursor`, ...rowsOf(late) },
      { title: `Several values, a page of ${PAGE}`, ...rowsOf(combined) },
      { title: 'The same history without entries, as an older version left it', ...rowsOf(before) },
      {
        title:
          'What a commit of transitions writes (units of the table; the index adds one for each record and open finding)',
        columns: ['transitions', 'items written', 'of them entries', 'requests', 'write units'],
        rows: measured.commits.map((row) => [
          row.transitions,
          row.itemsWritten,
          row.entries,
          row.requests,
          row.writeUnits,
        ]),
      },
    ],
    goals: [
      {
        goal: 'a page of an answer about one value reads no more than it answers, and the newest run',
        figure: `at most ${Math.max(...[...single, ...late].map(({ itemsRead, answered }) => itemsRead - answered))} more`,
        isMet: [...single, ...late].every(({ itemsRead, answered }) => itemsRead <= answered + 1),
      },
      {
        goal: 'with one Query for the page and one for the newest run, on any page',
        figure: [...new Set([...single, ...late].map(({ requests }) => requests))].join(', '),
        isMet: [...single, ...late].every(({ requests }) => requests === 2),
      },
      {
        goal: `of several values the rarest leads: what is rare reads two pages at most`,
        figure: rareCombined.map(({ itemsRead }) => `${itemsRead} items`).join(', '),
        isMet: rareCombined.every(({ itemsRead }) => itemsRead <= 2 * PAGE + 1),
      },
      {
        goal: 'a follower for whom nothing is new reads one item',
        figure: `${follow.itemsRead} items, ${follow.requests} requests`,
        isMet: follow.itemsRead <= 1,
      },
      {
        goal: 'a transition with an actor writes five items more for it',
        figure: `${perTransition} write units a transition, 5 of them for entries`,
        isMet: perTransition < 8,
      },
    ],
    notes: [
      `${table.records.toLocaleString('en-GB')} records of ${HISTORY.clients} clients, ${HISTORY.days} days, ${table.runs} runs, and ${table.entries.toLocaleString('en-GB')} entries: what lifting such a history writes`,
      `which partitions a record stands in is asked of the store's own projection for each record, and kept as numbers; items are made by it when they are read (${Math.round(use.maxRssMb)} MB, ${Math.round(use.cpuSeconds)} s of CPU until the table stood)`,
      'rules and actors are as uneven as in life: half of the records fall on a tenth of them',
      'a page that ends without its full number has looked at 10,000 records: who asks goes on by its cursor',
    ],
  };
}

function rowsOf(rows: readonly Row[]) {
  return {
    columns: ['question', 'answered', 'items read', 'requests', 'read units', 'more follows'],
    rows: rows.map((row) => [
      row.name,
      row.answered,
      row.itemsRead,
      row.requests,
      row.readUnits,
      row.isLast ? 'no' : 'yes',
    ]),
  };
}
