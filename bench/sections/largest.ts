import { RemoteSimulator } from '../support/generated-org.ts';
import type { Report, Section } from '../support/report.ts';
import type { ProcessCost } from '../support/scan-protocol.ts';
import { ScannedOrg } from '../support/scanned-org.ts';
import type { Opened } from '../support/simulator-protocol.ts';
import { processTable } from './decide.ts';

/** Doubled up to the largest of which the main job still fits into a benchmark of some minutes. */
const SIZES = [5_000, 10_000, 20_000];
const SHAPE = { roles: 1_000, divisions: 200 };
const MOST_GENERATE_MS = 60_000;

/** The largest org that the generator makes in a minute, and the main job on it. */
export const largest: Section = {
  name: 'largest',
  title: `the largest org made within ${MOST_GENERATE_MS / 1000} s, and the main job on it`,
  run: async (progress) => {
    const simulator = new RemoteSimulator();
    try {
      const made = await makeLargest(simulator, progress);
      const scanned = await ScannedOrg.begin(simulator, made.opened);
      try {
        return report(made, await mainJob(scanned, simulator, progress));
      } finally {
        await scanned.end();
      }
    } finally {
      await simulator.close();
    }
  },
};

interface Made {
  readonly clients: number;
  readonly opened: Opened;
  readonly tries: readonly { readonly clients: number; readonly generateMs: number }[];
}

/** Doubles for as long as the next org can be expected within the minute, and within the largest size. */
async function makeLargest(simulator: RemoteSimulator, progress: (message: string) => void): Promise<Made> {
  const tries: { clients: number; generateMs: number }[] = [];
  for (const clients of SIZES) {
    progress(`making ${clients} clients`);
    const opened = await simulator.open({ clients, ...SHAPE });
    tries.push({ clients, generateMs: opened.generateMs });
    const before = tries.at(-2)?.generateMs ?? opened.generateMs / 2;
    const expectedMs = (opened.generateMs * opened.generateMs) / before;
    if (clients === SIZES.at(-1) || expectedMs > MOST_GENERATE_MS) return { clients, opened, tries };
  }
  throw new Error('no size was tried');
}

async function mainJob(scanned: ScannedOrg, simulator: RemoteSimulator, progress: (message: string) => void) {
  const runs: (ProcessCost & { run: string })[] = [];
  const scan = async (run: string) => {
    progress(run);
    runs.push({ run, ...(await scanned.scan('all')) });
  };
  await scan('baseline');
  await scan('quiet');
  await simulator.drift();
  await scan('one drift');
  return runs;
}

function report({ clients, tries }: Made, runs: Awaited<ReturnType<typeof mainJob>>): Report {
  return {
    tables: [
      {
        title: 'Making orgs',
        columns: ['clients', 'seconds'],
        rows: tries.map(({ clients, generateMs }) => [clients, generateMs / 1000]),
      },
      {
        ...processTable(runs),
        title: `Job "all" on ${clients} clients, ${SHAPE.roles} roles, ${SHAPE.divisions} divisions, one process a run`,
      },
    ],
    goals: [],
    notes: [
      `sizes are doubled up to ${SIZES.at(-1)} at most: the generator could make more within the minute, but what is measured is the job, and the embedded engine takes its time to write a baseline`,
      'MB includes the embedded DynamoDB in a worker of the same process; the org is served by another process',
    ],
  };
}
