import { DAY_MS } from '../../lib/domain/day.ts';
import type { Replay } from '../../lib/jobs/replay/replay.ts';
import { replay as backTest } from '../../lib/jobs/replay/replay.ts';
import type { Store } from '../../lib/ports.ts';
import { RULES } from '../../lib/rules/index.ts';
import type { Rule } from '../../lib/rules/rule.ts';
import { openMemoryStore } from '../../test/corpus/memory-store.ts';
import { historyConfig, writeHistory } from '../support/long-history.ts';
import { cpuMsOf } from '../support/measure.ts';
import type { Report, Section } from '../support/report.ts';

const SIZE = { clients: 500, days: 400, driftsPerRun: 8, daysPerRun: 4, firstDay: '2025-10-01' } as const;
const MOST_SECONDS = 30;

/** What it takes to judge a long past anew. */
export const replay: Section = {
  name: 'replay',
  title: `back-testing ${SIZE.days} days of ${SIZE.clients} clients`,
  run: async (progress) => {
    const store = openMemoryStore();
    try {
      progress(`writing ${SIZE.days} days`);
      const now = await writeHistory(store, SIZE);
      const rows = [];
      for (const question of QUESTIONS) {
        progress(`judging by ${question.name}`);
        rows.push({ question, ...(await cpuMsOf(() => asked(store, now, question))) });
      }
      return report(rows);
    } finally {
      await store.close();
    }
  },
};

interface Question {
  readonly name: string;
  readonly days: number;
  readonly rules: readonly Rule[];
}

const QUESTIONS: readonly Question[] = [
  { name: 'all rules', days: SIZE.days, rules: RULES },
  { name: 'all rules', days: 90, rules: RULES },
  { name: 'rules of the configuration', days: SIZE.days, rules: RULES.filter(({ needs }) => !needs.includes('usage')) },
  { name: 'scope-added alone', days: 90, rules: RULES.filter(({ id }) => id === 'scope-added') },
];

async function asked(store: Store, now: Date, { days, rules }: Question): Promise<Replay> {
  const config = historyConfig(SIZE);
  const [org] = config.orgs ?? [];
  if (!org) throw new Error('the configuration names no org');
  const since = new Date(now.getTime() - days * DAY_MS).toISOString();
  return backTest({ store, org, config, rules, since, until: now.toISOString(), now });
}

interface Row {
  readonly question: Question;
  readonly cpuMs: number;
  readonly result: Replay;
}

function report(rows: readonly Row[]): Report {
  const [whole] = rows;
  const seconds = (whole?.cpuMs ?? 0) / 1000;
  return {
    tables: [
      {
        title: 'What is read of the store, how often is judged, and processor time',
        columns: ['asked', 'days', 'items read', 'requests', 'moments', 'would fire', 'CPU s'],
        rows: rows.map(({ question, cpuMs, result: { cost, wouldFire } }) => [
          question.name,
          question.days,
          cost.itemsRead,
          cost.requests,
          cost.moments,
          wouldFire.length,
          cpuMs / 1000,
        ]),
      },
    ],
    goals: [
      {
        goal: `all rules over ${SIZE.days} days of ${SIZE.clients} clients in ${MOST_SECONDS} s of processor time`,
        figure: `${seconds.toFixed(1)} s`,
        isMet: seconds <= MOST_SECONDS,
      },
    ],
    notes: [
      'the store is the real one on an engine in memory: unpacking what was read counts, and the way to a database does not',
      'calls by operation are there of the last month only',
    ],
  };
}
