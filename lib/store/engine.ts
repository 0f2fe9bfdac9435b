import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { diskError } from './disk-error.ts';
import { StoreError } from './error.ts';
import { thrown } from './thrown.ts';

/** A DynamoDB API on this machine, for as long as somebody holds it. */
export interface Engine {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  /** Why the engine died; undefined while it lives. */
  failure(): StoreError | undefined;
  /** Stops it and gives the folder free. */
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Folder of the database itself; in memory where it is absent. */
  readonly path?: string;
  /** What people call the place, for messages. Default: `path`. */
  readonly folder?: string;
}

/**
 * Starts the embedded engine on a folder, or in memory. The lock is the database's own, held by the operating system:
 * a process that was killed leaves none behind.
 * Throws a {@link StoreError} if the folder is `locked`, `read-only`, `corrupt`, or the disk `full`.
 */
export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const { path, folder = path ?? 'memory' } = options;
  // No options of this process: a loader for TypeScript would cost the worker a second.
  const worker = new Worker(new URL('./engine-worker.mjs', import.meta.url), {
    workerData: { path },
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  let died: StoreError | undefined;
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve());
  });
  const port = await new Promise<number>((resolve, reject) => {
    const fail = (error: StoreError) => {
      died ??= error;
      reject(died);
    };
    worker.on('message', (raw) => {
      const message = engineMessage.parse(raw);
      if (message.type === 'listening') resolve(message.port);
      else fail(diskError(message, folder));
    });
    worker.on('error', (error) => fail(diskError(thrown(error), folder)));
    worker.on('exit', () => fail(stopped(folder)));
  });
  // A program that forgets to close the store still ends.
  worker.unref();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    failure: () => died,
    close: async () => {
      worker.ref();
      worker.postMessage('close');
      await exited;
    },
  };
}

const engineMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('listening'), port: z.number() }),
  z.object({ type: z.literal('failed'), code: z.string(), message: z.string() }),
]);

function stopped(folder: string): StoreError {
  return new StoreError({
    kind: 'unreachable',
    what: `The embedded store in ${folder} is closed`,
    fix: 'Run again: a committed run is never lost',
  });
}
