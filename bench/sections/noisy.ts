import { type NoisyMonth, noisyMonth } from '../../test/corpus/noisy/noisy-month.ts';
import type { Report, Section } from '../support/report.ts';

const MONTH = { seed: 7, clients: 200, roles: 200, divisions: 20, days: 30, benignChangesADay: 30, drifts: 6 } as const;
const KINDS = ['summary', 'alert', 'resolved', 'reminder', 'digest'] as const;

/** What people get of a month in which much happens and little is wrong. */
export const noisy: Section = {
  name: 'noisy',
  title: `messages in a month of an org with ${MONTH.clients} clients, ${MONTH.benignChangesADay} benign changes a day and ${MONTH.drifts} drifts`,
  run: async (progress) => report(await noisyMonth({ ...MONTH, onProgress: progress })),
};

/** Every subscriber that asks for no less gets what the topic gets; a telephone rings only for what has a text of its own. */
function report({ messages, benign, drifts, runs }: NoisyMonth): Report {
  const sent = (kind: string) => messages.filter((message) => message.kind === kind);
  const rings = (kind: string) => sent(kind).filter(({ sms }) => sms !== undefined).length;
  const needed = 1 + 2 * drifts.length + MONTH.days;
  return {
    tables: [
      {
        title: 'Messages by kind, and by channel',
        columns: ['kind', 'mail', 'chat', 'webhook and queue', 'text message'],
        rows: [...KINDS, 'all'].map((kind) => {
          const count = kind === 'all' ? messages.length : sent(kind).length;
          const telephone = kind === 'all' ? KINDS.reduce((sum, one) => sum + rings(one), 0) : rings(kind);
          return [kind, count, count, count, telephone];
        }),
      },
      {
        title: 'Benign changes, of which nobody was told',
        columns: ['change', 'times'],
        rows: [...benign].sort(([a], [b]) => (a < b ? -1 : 1)),
      },
    ],
    goals: [
      {
        goal: 'no more messages than the first look, one for each drift, one for its end, and a digest a day',
        figure: `${messages.length} of ${needed}`,
        isMet: messages.length <= needed,
      },
      {
        goal: 'and every drift is told',
        figure: `${sent('alert').length} alerts, ${drifts.length} drifts`,
        isMet: sent('alert').length >= drifts.length,
      },
    ],
    notes: [
      `${runs} runs: one every hour that reads everything, usage included, and the acknowledgement of what the first look found`,
      'each drift is undone nine hours after it was made, before its first reminder is due',
    ],
  };
}
