import { openStore } from '../store/store.ts';
import { once } from './handler.ts';
import { readSettings } from './settings.ts';
import { sqsWorkQueue } from './work-queue.ts';

/** What the intake of audit events works with. */
export const intakeParts = once(() => {
  const { orgs, table, queue, config } = readSettings(['table', 'queue']);
  return {
    orgs,
    store: openStore({ table, retention: config.retention }),
    queue: sqsWorkQueue({ queueUrl: queue }),
    known: new Map<string, string>(),
  };
});
