import type { Workbench } from '../cli/workbench.ts';
import { systemClock } from '../clock.ts';
import { UsageError } from '../errors.ts';
import { RULES } from '../rules/index.ts';
import { openStore } from '../store/store.ts';
import { once } from './handler.ts';
import { chosenOrg } from './org-choice.ts';
import { readOnly } from './read-only.ts';
import { readSettings } from './settings.ts';

/** What the query function's answers come from: the deployed history, and nothing that acts. */
export const queryWorkbench = once((): Workbench => {
  const { config, orgs, table } = readSettings(['table']);
  const store = readOnly(openStore({ table, retention: config.retention }));
  const refuse = () => {
    throw new UsageError('queries read the history only');
  };
  return {
    clock: systemClock,
    rules: RULES,
    config,
    org: (name) => chosenOrg(orgs, name),
    store: async () => store,
    source: refuse,
    compose: refuse,
    testMessage: refuse,
    sinks: refuse,
    close: async () => undefined,
  };
});
