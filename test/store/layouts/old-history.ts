import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Store } from '../../../lib/ports.ts';
import { openStore } from '../../../lib/store/index.ts';
import { keys } from '../../../lib/store/keys.ts';
import { MemoryTable } from '../../campaign/dynamo/memory-table.ts';
import { answerOf } from '../../campaign/dynamo/operations.ts';
import { inProcessClient } from '../../campaign/dynamo/request-handler.ts';
import { ORG } from '../fixtures.ts';

/**
 * A table as the store of 22 November 2026 left it (the commit before cde1dc7), item by item: no entries beside the
 * records, no layout, and neither causes nor call profiles, which came later. Twelve runs of two clients.
 */
export function oldTable(): MemoryTable {
  const table = new MemoryTable();
  const lines = readFileSync(join(__dirname, 'layout-1.jsonl'), 'utf8').trimEnd().split('\n');
  for (const line of lines) table.put(rawItem.parse(JSON.parse(line)));
  return table;
}

/** The newest run of {@link oldTable}. */
export const OLD_RUNS = 12;

const rawItem = z.record(
  z.string(),
  z.union([z.object({ S: z.string() }), z.object({ N: z.string() }), z.object({ B: z.string() })]),
);

/** A store on a table; `before` each request may do something, or throw as a network does. */
export function storeOn(table: MemoryTable, before?: (request: number) => Promise<void>): Store {
  let requests = 0;
  const client = inProcessClient(async (operation, body) => {
    requests += 1;
    await before?.(requests);
    return answerOf(table, operation, body);
  });
  return openStore({ table: 'guardian', client, maxAttempts: 1 });
}

/** Makes the newest run one that an older guardian committed: no entries, and a mark that knows no layouts. */
export function asIfByAnOlderGuardian(table: MemoryTable, seq: number): void {
  for (const item of [...table.items()]) {
    const { type, seq: of, pk, sk } = z.looseObject({ type: text, seq: number, pk: text, sk: text }).parse(item);
    if (type.S === 'entry' && of.N === String(seq)) table.delete(item);
    const mark = keys.projected(ORG);
    if (pk.S === mark.pk && sk.S === mark.sk) {
      const { layout: _, ...rest } = item;
      table.put(rest);
    }
  }
}

const text = z.object({ S: z.string() });
const number = z.object({ N: z.string() });

/** All items, in the order of their keys, but for how far a migration has come. */
export function contentOf(table: MemoryTable): readonly string[] {
  return [...table.items()]
    .filter((item) => !JSON.stringify(item).includes('"migration"'))
    .map((item) => JSON.stringify(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))))
    .sort();
}
