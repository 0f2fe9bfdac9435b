import * as z from 'zod';
import { diffCommand } from '../cli/commands/diff.ts';
import { findingsCommand } from '../cli/commands/findings.ts';
import { historyCommand } from '../cli/commands/history.ts';
import { showCommand } from '../cli/commands/show.ts';
import { usageCommand } from '../cli/commands/usage.ts';
import type { Answer, ReadingBench } from '../cli/workbench.ts';
import { FINDING_STATES } from '../domain/finding.ts';
import { SEVERITIES } from '../domain/severity.ts';

const text = z.string().min(1).exactOptional();

const reading = {
  org: text,
  client: text,
  vendor: text,
  since: text,
  until: text,
  severity: z.enum(SEVERITIES).exactOptional(),
  rule: text,
  limit: z.int().min(1).exactOptional(),
};
const name = z.string().min(1);

/** A question to the query function: a reading command, and its options by the names that they have on the command line. */
export const QuerySchema = z.discriminatedUnion('command', [
  z.object({
    command: z.literal('findings'),
    options: z.strictObject({ ...reading, state: z.array(z.enum(FINDING_STATES)).min(1).exactOptional() }).prefault({}),
  }),
  z.object({
    command: z.literal('history'),
    options: z.strictObject({ ...reading, actor: text, cursor: text }).prefault({}),
  }),
  z.object({ command: z.literal('usage'), options: z.strictObject(reading).prefault({}) }),
  z.object({ command: z.literal('show'), options: z.strictObject({ org: text, client: name, at: text }) }),
  z.object({
    command: z.literal('diff'),
    options: z.strictObject({ org: text, client: text, other: text, from: text, to: text }),
  }),
]);
export type Query = z.output<typeof QuerySchema>;

/** The same document that the command answers with `--json`. @throws UsageError as the command does */
export async function answerQuery(bench: ReadingBench, query: Query): Promise<Answer['document']> {
  const { document } = await answerOf(bench, query);
  return document;
}

function answerOf(bench: ReadingBench, query: Query): Promise<Answer> {
  switch (query.command) {
    case 'findings':
      return findingsCommand(bench, query.options);
    case 'history':
      return historyCommand(bench, query.options);
    case 'usage':
      return usageCommand(bench, query.options);
    case 'show':
      return showCommand(bench, query.options);
    case 'diff':
      return diffCommand(bench, query.options);
    default:
      return query satisfies never;
  }
}
