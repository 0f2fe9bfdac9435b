import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedClient } from '../../lib/store/embedded.ts';
import { createTable } from '../../lib/store/embedded-table.ts';
import { type Engine, startEngine } from '../../lib/store/engine.ts';
import { openStore } from '../../lib/store/store.ts';

/** A table of its own on an engine, and how to open stores on it. */
export async function newTable(engine: Pick<Engine, 'endpoint'>) {
  tables += 1;
  const table = `table-${tables}`;
  await createTable({ client: embeddedClient(engine), table });
  return {
    table,
    /** `endpoint`: by way of something else, a faulty network for instance. */
    open: (options: { readonly endpoint?: string; readonly maxAttempts?: number } = {}) =>
      openStore({ table, client: embeddedClient({ ...engine, ...options }), maxAttempts: options.maxAttempts ?? 3 }),
  };
}

let tables = 0;

/** An engine for a test file: started before its tests, stopped after them. */
export function sharedEngine(where: 'memory' | 'disk' = 'memory'): { engine(): Engine } {
  let engine: Engine | undefined;
  let folder: string | undefined;
  beforeAll(async () => {
    folder = where === 'disk' ? await mkdtemp(join(tmpdir(), 'guardian-store-')) : undefined;
    engine = await startEngine(folder === undefined ? {} : { path: join(folder, 'db') });
  });
  afterAll(async () => {
    await engine?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });
  return {
    engine: () => {
      if (!engine) throw new Error('The engine is not started yet');
      return engine;
    },
  };
}
