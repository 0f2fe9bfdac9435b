import type { Store } from '../../lib/ports.ts';
import { openStore } from '../../lib/store/index.ts';
import { MemoryTable } from '../campaign/dynamo/memory-table.ts';
import { answerOf } from '../campaign/dynamo/operations.ts';
import { inProcessClient } from '../campaign/dynamo/request-handler.ts';

/** The store's own code on an engine in this process, which passes the store's contract. */
export function openMemoryStore(): Store {
  const table = new MemoryTable();
  const client = inProcessClient(async (operation, body) => answerOf(table, operation, body));
  return openStore({ table: 'guardian', client, maxAttempts: 1 });
}
