import { addDays, dayOf } from '../../lib/domain/day.ts';
import { type DayCost, DeployedDay } from '../support/deployed-day.ts';
import { START } from '../support/generated-org.ts';
import type { Report, Section } from '../support/report.ts';

const SIZES = [100, 1_000];
const SHAPE = { roles: 200, divisions: 40 };
const CHANGES = 10;

/** What `docs/cost.md` multiplies: invocations and units of one org in a day, by function. */
export const day: Section = {
  name: 'day',
  title: 'invocations and units of one org in a day of hourly schedules, as the functions work',
  run: async (progress) => {
    const days = [];
    for (const clients of SIZES) {
      const today = dayOf(new Date(START));
      const usage = { from: addDays(today, -1), to: addDays(today, 3) };
      const deployed = await DeployedDay.open({ clients, ...SHAPE, usage });
      try {
        progress(`${clients} clients, first day`);
        days.push({ clients, name: 'first', costs: await deployed.day(0) });
        progress(`${clients} clients, quiet day`);
        days.push({ clients, name: 'quiet', costs: await deployed.day(0) });
        progress(`${clients} clients, busy day`);
        days.push({ clients, name: 'busy', costs: await deployed.day(CHANGES) });
      } finally {
        await deployed.close();
      }
    }
    return report(days);
  },
};

function report(
  days: readonly { readonly clients: number; readonly name: string; readonly costs: readonly DayCost[] }[],
): Report {
  return {
    tables: [
      {
        title: 'By function',
        columns: ['day', 'clients', 'function', 'invocations', 'API calls', 'read units', 'write units', 'messages'],
        rows: days.flatMap(({ clients, name, costs }) =>
          [...costs, total(costs)].map((cost) => [
            name,
            clients,
            cost.name,
            cost.invocations,
            cost.apiCalls,
            cost.readUnits,
            cost.writeUnits,
            cost.messages,
          ]),
        ),
      },
    ],
    goals: [],
    notes: [
      "on every day one run finds a new day's counts of usage, on the first day two; the first one has the first look, too",
      `a busy day has ${CHANGES} clients changed at different hours, each with a run of its own that an audit event asked for`,
      'a run record invokes notify by itself here: a batch of the stream may hold several, so it is at most this often',
    ],
  };
}

function total(costs: readonly DayCost[]): DayCost {
  const sum = (key: Exclude<keyof DayCost, 'name'>) => costs.reduce((all, cost) => all + cost[key], 0);
  return {
    name: 'all',
    invocations: sum('invocations'),
    apiCalls: sum('apiCalls'),
    readUnits: sum('readUnits'),
    writeUnits: sum('writeUnits'),
    messages: sum('messages'),
  };
}
