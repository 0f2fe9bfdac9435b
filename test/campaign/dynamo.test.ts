import { openStore } from '../../lib/store/store.ts';
import { describeStore } from '../contracts/store.contract.ts';
import { MemoryTable } from './dynamo/memory-table.ts';
import { answerOf } from './dynamo/operations.ts';
import { inProcessClient } from './dynamo/request-handler.ts';

describeStore('the in-memory engine of the campaign', async () => {
  const table = new MemoryTable();
  const client = inProcessClient(async (operation, body) => answerOf(table, operation, body));
  return async () => openStore({ table: 'guardian', client, maxAttempts: 3 });
});
