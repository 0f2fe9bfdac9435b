import { openStore } from '../store/store.ts';
import { once } from './handler.ts';
import { readSettings } from './settings.ts';

/** What functions work with that tell people what is in the history. */
export const historyParts = once(() => {
  const { config, orgs, table } = readSettings(['table']);
  return { config, orgs, store: openStore({ table, retention: config.retention }) };
});
