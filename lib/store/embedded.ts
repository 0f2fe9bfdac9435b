import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Store } from '../ports.ts';
import { diskError } from './disk-error.ts';
import { createTable } from './embedded-table.ts';
import { type Engine, type EngineOptions, startEngine } from './engine.ts';
import { StoreError } from './error.ts';
import type { Retention } from './retention.ts';
import { openStore } from './store.ts';
import { thrown } from './thrown.ts';

export interface EmbeddedStoreOptions {
  /** Where the store lives; made where it is missing. Without one it lives in memory and goes with the process. */
  readonly folder?: string;
  readonly retention?: Retention | undefined;
  /** How long to wait for another process that has the folder open. Default: 5 s. */
  readonly waitMs?: number;
}

/**
 * The store without AWS: the same code on dynalite, a DynamoDB on this machine's disk. One process at a time.
 * Throws a {@link StoreError} that names the folder if it is in use, full, damaged, not writable, or too new.
 *
 * @example const store = await openEmbeddedStore({ folder: '.guardian' });
 */
export async function openEmbeddedStore({
  folder,
  retention,
  waitMs = DEFAULT_WAIT_MS,
}: EmbeddedStoreOptions): Promise<Store> {
  const engine = await (folder === undefined ? startWithTable({}) : startOnDisk(folder, waitMs));
  return openStore({
    table: EMBEDDED_TABLE,
    client: embeddedClient(engine),
    retention,
    maxAttempts: EMBEDDED_ATTEMPTS,
    explain: () => engine.failure(),
    release: () => engine.close(),
  });
}

/** What the SDK needs for the embedded engine: it checks no credentials, but wants to see some. */
export function embeddedClient({ endpoint }: Pick<Engine, 'endpoint'>) {
  return { endpoint, region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
}

export const EMBEDDED_TABLE = 'guardian';

async function startOnDisk(folder: string, waitMs: number): Promise<Engine> {
  const path = join(folder, 'db');
  const place = { path, folder };
  const isKnown = await checkFolder(folder);
  const engine = await whenUnlocked(() => startWithTable(place), waitMs).catch(async (error: unknown) => {
    // Killed between making the table and noting that it was made: nothing was ever written into it.
    if (isKnown || !(error instanceof StoreError) || error.kind !== 'missing-table') throw error;
    await rm(path, { recursive: true, force: true });
    return startWithTable(place);
  });
  if (!isKnown) await writeNote(folder);
  return engine;
}

async function startWithTable(place: EngineOptions): Promise<Engine> {
  const engine = await startEngine(place);
  try {
    await createTable({ client: embeddedClient(engine), table: EMBEDDED_TABLE, explain: () => engine.failure() });
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** Waits for whoever has the folder open, then gives up with their lock as the reason. */
async function whenUnlocked(start: () => Promise<Engine>, waitMs: number): Promise<Engine> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof StoreError) || error.kind !== 'locked' || performance.now() >= deadline) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/** Makes the folder. True if its note says that a store of ours is in it. */
async function checkFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw folderError(error, folder);
  }
  const text = await readFile(join(folder, NOTE), 'utf8').catch((error: unknown) => {
    if (thrown(error).code === 'ENOENT') return undefined;
    throw folderError(error, folder);
  });
  if (text === undefined) return false;
  const note = noteSchema.safeParse(parsed(text));
  if (!note.success) throw diskError({ code: 'LEVEL_CORRUPTION', message: `${NOTE} cannot be read` }, folder);
  if (note.data.version > FOLDER_VERSION) throw tooNew(folder, note.data.version);
  return true;
}

async function writeNote(folder: string): Promise<void> {
  const note = { about: 'Embedded store of genesys-oauth-guardian', version: FOLDER_VERSION };
  await writeFile(join(folder, NOTE), `${JSON.stringify(note)}\n`).catch((error: unknown) => {
    throw folderError(error, folder);
  });
}

const NOTE = 'store.json';
const FOLDER_VERSION = 1;
const noteSchema = z.looseObject({ version: z.number() });

const DEFAULT_WAIT_MS = 5_000;
const PAUSE_MS = 250;
const EMBEDDED_ATTEMPTS = 3;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function folderError(error: unknown, folder: string): StoreError {
  return diskError(thrown(error), folder);
}

function tooNew(folder: string, version: number): StoreError {
  return new StoreError({
    kind: 'newer',
    what: `The store in ${folder} was written by a newer version of the guardian (${version}; this one knows ${FOLDER_VERSION})`,
    fix: 'Update the guardian, or name another folder in GUARDIAN_HOME',
  });
}
