import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { Child } from '../support/channel.ts';
import { type DecisionCost, decisionCostSchema } from '../support/decide-protocol.ts';
import { RemoteSimulator, watchGeneratedOrg } from '../support/generated-org.ts';
import { median } from '../support/measure.ts';
import { recordRun } from '../support/recorded-run.ts';
import type { Report, Section } from '../support/report.ts';
import type { ProcessCost } from '../support/scan-protocol.ts';
import { ScannedOrg } from '../support/scanned-org.ts';

const SHAPE = { clients: 5_000, roles: 500, divisions: 100 };
const ROUNDS = 9;
const MOST_CPU_MS = 300;
const MOST_RSS_MB = 300;
const A_DAY_IN_MINUTES = 24 * 60;

/** CPU of deciding, apart from reading and writing; and the memory of whole processes that scan. */
export const decide: Section = {
  name: 'decide',
  title: `CPU of a decision, memory of a process: ${SHAPE.clients} clients, ${SHAPE.roles} roles, ${SHAPE.divisions} divisions`,
  run: async (progress) => {
    progress('deciding recorded runs');
    const decisions = await decisionCosts();
    progress('scanning in processes of their own');
    return report(decisions, await processCosts());
  },
};

type Named<T> = T & { readonly run: string };

/** Records runs one after the other, and decides each in a process of its own. */
async function decisionCosts(): Promise<Named<DecisionCost>[]> {
  const folder = await mkdtemp(join(tmpdir(), 'guardian-bench-'));
  const watched = await watchGeneratedOrg(SHAPE);
  const cost = async (run: string, afterMinutes = 5) => {
    await watched.pass(afterMinutes);
    const file = join(folder, 'run');
    await writeFile(file, serialize(await recordRun(watched)));
    const child = new Child(new URL('../support/decide-process.ts', import.meta.url), {
      nodeOptions: ['--expose-gc'],
    });
    try {
      return { run, ...(await child.ask({ file, rounds: ROUNDS }, decisionCostSchema)) };
    } finally {
      await child.close();
      await watched.scan('configuration', 0);
    }
  };
  try {
    const costs = [await cost('baseline'), await cost('quiet')];
    await watched.simulator.drift();
    costs.push(await cost('one drift'));
    costs.push(await cost('quiet, judged anew the next day', A_DAY_IN_MINUTES));
    return costs;
  } finally {
    await watched.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function processCosts(): Promise<Named<ProcessCost>[]> {
  const simulator = new RemoteSimulator();
  const scanned = await ScannedOrg.begin(simulator, await simulator.open(SHAPE));
  try {
    const costs = [{ run: 'baseline', ...(await scanned.scan('configuration')) }];
    costs.push({ run: 'quiet', ...(await scanned.scan('configuration')) });
    await simulator.drift();
    costs.push({ run: 'one drift', ...(await scanned.scan('configuration')) });
    costs.push({
      run: 'quiet, judged anew the next day',
      ...(await scanned.scan('configuration', A_DAY_IN_MINUTES)),
    });
    return costs;
  } finally {
    await scanned.end();
    await simulator.close();
  }
}

function report(decisions: readonly Named<DecisionCost>[], processes: readonly Named<ProcessCost>[]): Report {
  return {
    tables: [
      {
        title: `CPU ms without any input and output: hashing what was read, and deciding; ${ROUNDS} rounds`,
        columns: [
          'run',
          'hashing first',
          'hashing median',
          'deciding first',
          'deciding median',
          'deciding worst',
          'transitions',
        ],
        rows: decisions.map(({ run, sightMs, decideMs, transitions }) => [
          run,
          sightMs[0] ?? '-',
          median(sightMs),
          ...(decideMs.length > 0 ? [decideMs[0] ?? '-', median(decideMs), Math.max(...decideMs)] : ['-', '-', '-']),
          transitions,
        ]),
      },
      processTable(processes),
    ],
    goals: [
      ...decisions
        .filter(({ decideMs }) => decideMs.length > 0)
        .map(({ run, decideMs }) => ({
          goal: `decision under ${MOST_CPU_MS} ms of CPU, ${run} (median)`,
          figure: `${Math.round(median(decideMs))} ms`,
          isMet: median(decideMs) < MOST_CPU_MS,
        })),
      ...processes.map(({ run, maxRssMb }) => ({
        goal: `process under ${MOST_RSS_MB} MB, ${run}`,
        figure: `${Math.round(maxRssMb)} MB`,
        isMet: maxRssMb < MOST_RSS_MB,
      })),
    ],
    notes: [
      'the first round runs code that was never run before, as a process of the command line does; every round has copies of its own of what was read and remembered',
      'a quiet run decides nothing: it hashes what it read and compares',
      'CPU counts all threads of the process, garbage collection included',
    ],
  };
}

/** What whole processes have cost that scanned once. */
export function processTable(processes: readonly Named<ProcessCost>[]) {
  return {
    title:
      'Whole processes that scan once. MB is the largest resident set: Node, TypeScript loader, SDK, and the embedded DynamoDB in a worker of the same process; the org is served by another process',
    columns: [
      'run',
      'max MB',
      'CPU s',
      'wall s',
      'API calls',
      'items read',
      'items written',
      'read units',
      'write units',
      'transitions',
      'exit code',
    ],
    rows: processes.map((cost) => [
      cost.run,
      cost.maxRssMb,
      cost.cpuSeconds,
      cost.wallSeconds,
      cost.apiCalls,
      cost.itemsRead,
      cost.itemsWritten,
      cost.readUnits,
      cost.writeUnits,
      cost.transitions,
      cost.exitCode,
    ]),
  };
}
