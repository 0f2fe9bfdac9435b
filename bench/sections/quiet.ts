import { addDays, dayOf } from '../../lib/domain/day.ts';
import { type ScanCost, START, watchGeneratedOrg } from '../support/generated-org.ts';
import type { Report, Section } from '../support/report.ts';

const SIZES = [10, 100, 1_000, 5_000];
const SHAPE = { roles: 200, divisions: 40 };
const MOST_ITEMS = 3;
const MINUTES_TO_NEXT_DAYS_COUNTS = 24 * 60;

/** Items and units of quiet runs, with those of runs that have something to say beside them. */
export const quiet: Section = {
  name: 'quiet',
  title: 'items and units of a run in which nothing happened',
  run: async (progress) => {
    const rows = [];
    for (const clients of SIZES) {
      progress(`${clients} clients`);
      rows.push(...(await runsOf(clients)));
    }
    return report(rows);
  },
};

interface Row extends ScanCost {
  readonly clients: number;
  readonly run: string;
  readonly isQuiet: boolean;
}

async function runsOf(clients: number): Promise<Row[]> {
  const today = dayOf(new Date(START));
  const usage = { from: addDays(today, -1), to: today };
  const watched = await watchGeneratedOrg({ clients, ...SHAPE, usage });
  const row = (run: string, cost: ScanCost): Row => ({ clients, run, isQuiet: run.startsWith('quiet'), ...cost });
  try {
    const rows = [
      row('configuration, baseline', await watched.scan('configuration')),
      row('usage, first', await watched.scan('usage')),
      // The first usage run is news to the other job: whether usage can be read is part of what it judges.
      row('configuration, after the first usage', await watched.scan('configuration')),
      row('quiet configuration', await watched.scan('configuration')),
      row('quiet usage', await watched.scan('usage')),
    ];
    await watched.simulator.drift();
    rows.push(row('configuration, one drift', await watched.scan('configuration')));
    rows.push(row("usage, a new day's counts", await watched.scan('usage', MINUTES_TO_NEXT_DAYS_COUNTS)));
    return rows;
  } finally {
    await watched.close();
  }
}

function report(rows: readonly Row[]): Report {
  const order = [...new Set(rows.map(({ run }) => run))];
  const byRun = order.flatMap((run) => rows.filter((row) => row.run === run));
  const quietRows = rows.filter(({ isQuiet }) => isQuiet);
  return {
    tables: [
      {
        title: 'What the store was asked',
        columns: [
          'run',
          'clients',
          'API calls',
          'items read',
          'items written',
          'requests',
          'read units',
          'write units',
          'transitions',
        ],
        rows: byRun.map((row) => [
          row.run,
          row.clients,
          row.apiCalls,
          row.itemsRead,
          row.itemsWritten,
          row.requests,
          row.readUnits,
          row.writeUnits,
          row.outcome.transitions.length,
        ]),
      },
    ],
    goals: [
      {
        goal: `a quiet run writes at most ${MOST_ITEMS} items, the same whatever the number of clients`,
        figure: quietRows.map(({ itemsWritten }) => itemsWritten).join(', '),
        isMet:
          quietRows.every(({ itemsWritten }) => itemsWritten <= MOST_ITEMS) &&
          new Set(quietRows.map(({ itemsWritten }) => itemsWritten)).size === 1,
      },
      {
        goal: 'and costs the same units',
        figure: [
          ...new Set(quietRows.map(({ readUnits, writeUnits }) => `${readUnits} read, ${writeUnits} write`)),
        ].join('; '),
        isMet:
          new Set(quietRows.map(({ run, readUnits, writeUnits }) => `${run} ${readUnits} ${writeUnits}`)).size === 2,
      },
    ],
    notes: ['units are what the embedded engine says that DynamoDB would charge, index included'],
  };
}
