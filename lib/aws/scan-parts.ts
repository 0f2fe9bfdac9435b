import { systemClock } from '../clock.ts';
import { RULES } from '../rules/index.ts';
import { openStore } from '../store/store.ts';
import { genesysSources } from './genesys-sources.ts';
import { once } from './handler.ts';
import { readSettings } from './settings.ts';
import { logger } from './telemetry.ts';

/** What the scan function works with. */
export const scanParts = once(() => {
  const settings = readSettings(['table']);
  const { config, table, gateway } = settings;
  return {
    settings,
    rules: RULES,
    store: openStore({ table, retention: config.retention }),
    sourceOf: genesysSources({
      share: config.thresholds.apiShare,
      gateway,
      now: () => systemClock.now(),
      onProgress: (message) => logger.debug(message),
    }),
  };
});
