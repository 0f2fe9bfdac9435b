import { type Done, ManyOrgs, type Round } from '../support/many-orgs.ts';
import type { Report, Section } from '../support/report.ts';

const ORGS = 1_000;
const WORKERS = 10;
/** Two turns of the workers: neighbours end in any order, but nobody waits for the two that are in the way. */
const MOST_OVERTAKEN = 2 * WORKERS;
const SLOTS = ['2026-11-03T12:00:00.000Z', '2026-11-03T13:00:00.000Z'];

/** Many orgs through dispatch and scan: what they cost, and whether a slow and a failing one hold up the others. */
export const orgs: Section = {
  name: 'orgs',
  title: `${ORGS} orgs through dispatch and scan, one of them slow and one down`,
  run: async (progress) => {
    const many = await ManyOrgs.open(ORGS);
    try {
      const rounds: (Round & { name: string })[] = [];
      for (const [n, slot] of SLOTS.entries()) {
        progress(n === 0 ? 'first look' : 'quiet round');
        rounds.push({ name: n === 0 ? 'first look' : 'quiet', ...(await many.round(slot, WORKERS)) });
      }
      progress('the same slot again');
      rounds.push({ name: 'delivered twice', ...(await many.round(SLOTS[1] ?? '', WORKERS)) });
      return report(rounds);
    } finally {
      await many.close();
    }
  },
};

function report(rounds: readonly (Round & { readonly name: string })[]): Report {
  const healthy = (round: Round) => round.done.filter(({ temper }) => temper === 'healthy');
  return {
    tables: [
      {
        title: `Rounds with ${WORKERS} workers`,
        columns: ['round', 'runs', 'whole', 'API calls', 'read units', 'write units', 'per org', 'seconds'],
        rows: rounds.map(({ name, done, consumption, seconds }) => [
          name,
          done.filter(({ outcome }) => outcome === 'committed').length,
          done.filter(({ isWhole }) => isWhole).length,
          sum(done.filter(({ outcome }) => outcome === 'committed').map(({ apiCalls }) => apiCalls)),
          consumption.readUnits,
          consumption.writeUnits,
          `${perOrg(consumption.readUnits, done)} read, ${perOrg(consumption.writeUnits, done)} write`,
          seconds,
        ]),
      },
      {
        title: 'The two in the way: place in which they were asked for, and in which they ended',
        columns: ['round', 'org', 'asked', 'ended', 'seen whole'],
        rows: rounds.flatMap(({ name, done }) =>
          done
            .filter(({ temper }) => temper !== 'healthy')
            .map(({ temper, asked, ended, isWhole }) => [name, temper, asked + 1, ended + 1, String(isWhole)]),
        ),
      },
    ],
    goals: [
      {
        goal: 'every other org is seen whole',
        figure: rounds.map((round) => `${healthy(round).filter(({ isWhole }) => isWhole).length}`).join(', '),
        isMet: rounds.every((round) => healthy(round).every(({ isWhole }) => isWhole)),
      },
      {
        goal: `no other org is overtaken by more than ${MOST_OVERTAKEN} of the ${ORGS}`,
        figure: rounds.map((round) => `${latest(healthy(round))}`).join(', '),
        isMet: rounds.every((round) => latest(healthy(round)) <= MOST_OVERTAKEN),
      },
      {
        goal: 'a second delivery makes no run',
        figure: `${rounds.at(-1)?.done.filter(({ outcome }) => outcome === 'committed').length}`,
        isMet: rounds.at(-1)?.done.every(({ outcome }) => outcome === 'covered') === true,
      },
    ],
    notes: ['all orgs are the demo org under names of their own; units are what the embedded engine says'],
  };
}

/** Places that an org was overtaken by, at most. */
function latest(done: readonly Done[]): number {
  return Math.max(...done.map(({ asked, ended }) => ended - asked));
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}

function perOrg(units: number, done: readonly Done[]): string {
  return (units / done.length).toFixed(1);
}
