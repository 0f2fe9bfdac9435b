import { itWithDefinition, validateExchange } from '../support/api-definition.ts';
import { anOrg, oneOfEverything, READ_NAMES, READS } from './support.ts';

// The definition is no part of this repository: without it there is nothing to compare with.
describe('every request of a source (skipped where the API definition is absent)', () => {
  itWithDefinition('is one that the API definition knows, field by field', async () => {
    const { source, simulator, world } = await anOrg({ arrange: oneOfEverything, options: { pageSize: 2 } });
    await Promise.all(READ_NAMES.map((name) => READS[name](source)));
    await source.audits({ from: '2026-10-01T00:00:00Z', to: '2026-10-02T00:00:00Z' });
    world.switchOffUsagePermission();
    await source.usage({ from: '2026-11-17', to: '2026-11-17' });
    await source.endpoints({ from: '2026-11-17', to: '2026-11-17' });

    const calls = simulator.requests.filter(({ path, status }) => path.startsWith('/api') && status < 300);
    const operations = new Set(calls.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/, '{id}')}`));
    expect(operations.size).toBe(16);
    expect(calls.flatMap(validateExchange)).toEqual([]);
  });
});
