import * as z from 'zod';
import type { MemoryTable } from '../dynamo/memory-table.ts';
import { answerOf, type EngineAnswer, refused } from '../dynamo/operations.ts';
import type { Ask } from '../dynamo/request-handler.ts';
import type { TABLE_FATES } from '../schedule/schedule.ts';
import type { Incarnation } from './incarnation.ts';

export type TableFate = (typeof TABLE_FATES)[number] | 'crash before' | 'crash after' | 'arrives';

export interface TableDoorOptions {
  readonly table: MemoryTable;
  readonly process: Incarnation;
  /** The fate of the nth request, from 1. May do something meanwhile. Says whether it struck: some fates suit few requests. */
  readonly fateOf: (n: number) => Promise<TableFate>;
  readonly onStruck: (n: number) => void;
  /** The table some time ago: what an index that lags still answers. */
  readonly before: MemoryTable;
}

/** The way from a process to the table, with the faults of networks, of DynamoDB, and of processes that die. */
export function tableDoor({ table, process, fateOf, onStruck, before }: TableDoorOptions): Ask {
  let requests = 0;
  return async (operation, body) => {
    await process.breathe();
    requests += 1;
    const n = requests;
    const strike = () => onStruck(n);
    const fate = await fateOf(n);
    await process.breathe();
    const answer = () => answerOf(table, operation, body);
    switch (fate) {
      case 'arrives':
      case 'overtaken':
      case 'read meanwhile':
        return answer();
      case 'lost request':
        strike();
        throw connectionLost();
      case 'lost answer':
        strike();
        answer();
        throw connectionLost();
      case 'throttled':
        strike();
        return refused(`${DYNAMO}#ProvisionedThroughputExceededException`, 'The level of throughput was exceeded');
      case 'internal error':
        strike();
        return { status: 500, body: { __type: `${DYNAMO}#InternalServerError`, message: 'Internal server error' } };
      case 'left unprocessed':
        return leftOver(operation, body, (rest) => answerOf(table, operation, rest), strike);
      case 'lagging index':
        if (!isOfIndex(operation, body)) return answer();
        strike();
        return answerOf(before, operation, body);
      case 'crash before':
        strike();
        process.kill();
        await process.breathe();
        return answer();
      case 'crash after':
        strike();
        answer();
        process.kill();
        await process.breathe();
        return answer();
      default:
        return fate satisfies never;
    }
  };
}

const DYNAMO = 'com.amazonaws.dynamodb.v20120810';

function connectionLost(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}

function isOfIndex(operation: string, body: unknown): boolean {
  return operation === 'Query' && typeof body === 'object' && body !== null && 'IndexName' in body;
}

/** Batches may be answered in part: DynamoDB says what it left over. Here it leaves the second half, and all of one. */
function leftOver(
  operation: string,
  body: unknown,
  answer: (body: unknown) => EngineAnswer,
  onStruck: () => void,
): EngineAnswer {
  const batch = batchSchema.safeParse(body);
  const [entry] = Object.entries(batch.data?.RequestItems ?? {});
  if (!entry || !batch.data) return answer(body);
  onStruck();
  const [name, items] = entry;
  const [done, left] = Array.isArray(items) ? halves(items) : halves(items.Keys);
  const as = (some: readonly unknown[]) => ({ [name]: Array.isArray(items) ? some : { ...items, Keys: some } });
  const part = done.length > 0 ? answer({ ...batch.data, RequestItems: as(done) }) : { status: 200, body: {} };
  const unprocessed = operation === 'BatchGetItem' ? { UnprocessedKeys: as(left) } : { UnprocessedItems: as(left) };
  return { ...part, body: { ...part.body, ...unprocessed } };
}

function halves(items: readonly unknown[]): readonly [readonly unknown[], readonly unknown[]] {
  const middle = Math.floor(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

const batchSchema = z.looseObject({
  RequestItems: z.record(z.string(), z.union([z.array(z.unknown()), z.looseObject({ Keys: z.array(z.unknown()) })])),
});
