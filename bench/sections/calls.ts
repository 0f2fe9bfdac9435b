import { type ScanCost, watchGeneratedOrg } from '../support/generated-org.ts';
import type { Report, Section } from '../support/report.ts';

const SIZES = [10, 100, 1_000, 5_000];
const SHAPE = { roles: 200, divisions: 40 };
const MOST_CALLS = 8;

/** API calls of a configuration run, for orgs of growing size. */
export const calls: Section = {
  name: 'calls',
  title: `API calls of a configuration run, ${SHAPE.roles} roles, ${SHAPE.divisions} divisions`,
  run: async (progress) => {
    const rows = [];
    for (const clients of SIZES) {
      progress(`${clients} clients`);
      rows.push(await callsOf(clients));
    }
    return report(rows);
  },
};

interface Row {
  readonly clients: number;
  readonly baseline: ScanCost;
  readonly quiet: ScanCost;
  readonly drift: ScanCost;
}

async function callsOf(clients: number): Promise<Row> {
  const watched = await watchGeneratedOrg({ clients, ...SHAPE });
  try {
    const baseline = await watched.scan('configuration');
    const quiet = await watched.scan('configuration');
    await watched.simulator.drift();
    return { clients, baseline, quiet, drift: await watched.scan('configuration') };
  } finally {
    await watched.close();
  }
}

function report(rows: readonly Row[]): Report {
  const kinds = ['baseline', 'quiet', 'drift'] as const;
  const counts = (kind: (typeof kinds)[number]) => rows.map((row) => row[kind].apiCalls);
  return {
    tables: [
      {
        title: 'Requests to Genesys, token requests and retries included; and what Genesys sent',
        columns: ['clients', ...kinds, ...kinds.map((kind) => `${kind} KB`), 'transitions of the drift'],
        rows: rows.map((row) => [
          row.clients,
          ...kinds.map((kind) => row[kind].apiCalls),
          ...kinds.map((kind) => row[kind].bytes / 1000),
          row.drift.outcome.transitions.map(({ to, finding }) => `${finding.rule} ${to}`).join(', '),
        ]),
      },
    ],
    goals: kinds.map((kind) => {
      const [first = 0, ...others] = counts(kind);
      return {
        goal: `${kind}: the same number whatever the size, at most ${MOST_CALLS}`,
        figure: counts(kind).join(', '),
        isMet: first <= MOST_CALLS && others.every((count) => count === first),
      };
    }),
    notes: [
      'each scan has a source of its own, as a process of the command line has: one call is its token; the others are the guardian itself 1, clients 1, roles 2 pages, divisions 1, integrations and their types 2',
      'a drift adds the second reading of the kind that changed, and one audit query each for clients and for roles',
    ],
  };
}
