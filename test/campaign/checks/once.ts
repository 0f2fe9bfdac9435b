import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import { keys } from '../../../lib/store/keys.ts';
import type { MemoryTable } from '../dynamo/memory-table.ts';
import { ORG } from '../guardian/guardian.ts';
import type { Accepted, Channel } from '../guardian/mailboxes.ts';

/**
 * What is wrong with a message that a channel takes: it had it already, and either the mark says so too, or nothing
 * struck the process that sent it the last time.
 */
export function repeatProblem(options: {
  readonly channel: Channel;
  /** The same message as it was accepted before. */
  readonly before: readonly Accepted[];
  readonly accepted: Accepted;
  readonly table: MemoryTable;
}): string[] {
  const { channel, before, accepted, table } = options;
  const last = before.at(-1);
  if (!last) return [];
  const { key } = accepted.message;
  if (isMarked(table, channel, key)) return [`${channel}: ${key} came again although it was marked`];
  return last.by.isStruck ? [] : [`${channel}: ${key} came again, and nothing had gone wrong`];
}

const markItem = z.looseObject({ z: z.object({ B: z.string() }) });
const markSchema = z.looseObject({ seq: z.number(), sent: z.array(z.string()) });

/** True if the channel's mark covers a message. The key of a message names its run. */
function isMarked(table: MemoryTable, channel: Channel, key: string): boolean {
  const { pk, sk } = keys.delivered(ORG, channel);
  const item = table.get({ pk: { S: pk }, sk: { S: sk } });
  if (!item) return false;
  const bytes = Buffer.from(markItem.parse(item).z.B, 'base64');
  const { seq, sent } = markSchema.parse(JSON.parse(gunzipSync(bytes).toString()));
  return Number(key.split('/')[1]) <= seq || sent.includes(key);
}
