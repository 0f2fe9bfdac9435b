import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemClock } from '../clock.ts';
import { KNOWN_RULES } from '../rules/known-rules.ts';
import { openStore } from '../store/store.ts';
import { once } from './handler.ts';
import { s3Shelf } from './report-shelf.ts';
import { readSettings } from './settings.ts';

/** What the function that writes reports works with. */
export const reportParts = once(() => {
  const { config, orgs, table, reports: bucket, reportScript } = readSettings(['table', 'reports', 'reportScript']);
  return {
    config,
    orgs,
    rules: KNOWN_RULES,
    store: openStore({ table, retention: config.retention }),
    clock: systemClock,
    shelf: s3Shelf({ bucket }),
    script: readFileSync(resolve(process.env.LAMBDA_TASK_ROOT ?? '.', reportScript), 'utf8'),
  };
});
