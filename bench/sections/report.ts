import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStore } from '../../lib/store/index.ts';
import { Child } from '../support/channel.ts';
import { writeHistory } from '../support/long-history.ts';
import type { Report, Section } from '../support/report.ts';
import { HISTORY, type ReportCost, reportCostSchema } from '../support/report-protocol.ts';

const RANGES = [90, 400] as const;
const MOST_SECONDS = 3;
const MOST_BYTES = 3_000_000;

/** What it takes to make the report of a large org that was watched for long. */
export const report: Section = {
  name: 'report',
  title: `the report of ${HISTORY.clients} clients and ${HISTORY.days} days, each in a process of its own`,
  run: async (progress) => {
    const folder = await mkdtemp(join(tmpdir(), 'guardian-bench-'));
    try {
      progress(`writing ${HISTORY.days} days`);
      const store = await openEmbeddedStore({ folder });
      const now = await writeHistory(store, HISTORY);
      await store.close();
      const costs: ReportCost[] = [];
      for (const days of RANGES) {
        progress(`a report of ${days} days`);
        const child = new Child(new URL('../support/report-process.ts', import.meta.url));
        try {
          costs.push(await child.ask({ folder, now: now.toISOString(), days }, reportCostSchema));
        } finally {
          await child.close();
        }
      }
      return found(costs);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function found(costs: readonly ReportCost[]): Report {
  const seconds = costs.map(({ factsMs, pageMs }) => (factsMs + pageMs) / 1_000);
  const bytes = costs.map((cost) => cost.bytes);
  return {
    tables: [
      {
        title: 'Facts and page; the script of the page is bundled once in a process, before',
        columns: [
          'days',
          'facts ms',
          'page ms',
          'CPU ms',
          'HTML bytes',
          'requests',
          'items read',
          'read units',
          'clients',
          'findings',
          'events',
        ],
        rows: costs.map((cost) => [
          cost.days,
          Math.round(cost.factsMs),
          Math.round(cost.pageMs),
          Math.round(cost.cpuMs),
          cost.bytes,
          cost.requests,
          cost.itemsRead,
          cost.readUnits,
          cost.clients,
          cost.findings,
          cost.events,
        ]),
      },
    ],
    goals: [
      {
        goal: `facts and page of every range in under ${MOST_SECONDS} s`,
        figure: seconds.map((each) => `${each.toFixed(2)} s`).join(', '),
        isMet: seconds.every((each) => each < MOST_SECONDS),
      },
      {
        goal: `every page under ${MOST_BYTES / 1_000_000} MB`,
        figure: bytes.map((each) => `${(each / 1_000_000).toFixed(2)} MB`).join(', '),
        isMet: bytes.every((each) => each < MOST_BYTES),
      },
    ],
    notes: [
      `the script: ${costs.map(({ scriptMs }) => `${Math.round(scriptMs)} ms`).join(', ')} to bundle; on AWS it is made at deployment`,
      'a process of its own: nothing is warm, and the database engine works in the same process',
    ],
  };
}
