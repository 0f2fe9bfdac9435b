import type { ReadingBench } from '../cli/workbench.ts';
import { systemClock } from '../clock.ts';
import { KNOWN_RULES } from '../rules/known-rules.ts';
import { openStore } from '../store/store.ts';
import { once } from './handler.ts';
import { chosenOrg } from './org-choice.ts';
import { readOnly } from './read-only.ts';
import { readSettings } from './settings.ts';

/** What the query function's answers come from: the deployed history, and nothing that acts. */
export const queryWorkbench = once((): ReadingBench => {
  const { config, orgs, table } = readSettings(['table']);
  const store = readOnly(openStore({ table, retention: config.retention }));
  return {
    clock: systemClock,
    rules: KNOWN_RULES,
    config,
    org: (name) => chosenOrg(orgs, name),
    store: async () => store,
  };
});
