import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

interface ChildOptions {
  /** Beside the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  readonly args?: readonly string[];
  /** Options of Node itself. */
  readonly nodeOptions?: readonly string[];
}

/** A process of the benchmark that answers requests, one after the other or at once. */
export class Child {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #requests = 0;

  /** Starts a TypeScript file the way this process was started. */
  constructor(file: URL, options: ChildOptions = {}) {
    const { env, args = [], nodeOptions = [] } = options;
    const execArgv = [...process.execArgv, ...nodeOptions];
    this.#process = fork(file, args, { env: { ...process.env, ...env }, execArgv });
    this.#process.on('message', (raw) => {
      const reply = replySchema.parse(raw);
      this.#waiting.get(reply.id)?.(reply);
    });
    this.#process.on('exit', (code, signal) => {
      for (const [id, settle] of this.#waiting) settle({ id, error: `the process ended (${signal ?? code})` });
    });
  }

  /** Sends a request and checks the answer. Throws what the other process threw. */
  async ask<T>(request: unknown, answer: z.ZodType<T>): Promise<T> {
    this.#requests += 1;
    const id = this.#requests;
    const replied = new Promise<Reply>((resolve) => {
      this.#waiting.set(id, resolve);
    });
    this.#process.send({ id, request });
    const reply = await replied;
    this.#waiting.delete(id);
    if (reply.error !== undefined) throw new Error(reply.error);
    return answer.parse(reply.answer);
  }

  /** Lets the process end, and waits until it has. */
  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.disconnect();
    await ended;
  }
}

/** The other end: answers what {@link Child.ask} asks, and ends with the process that asks. */
export function answerRequests(answer: (request: unknown) => Promise<unknown>): void {
  process.on('disconnect', () => process.exit());
  process.on('message', async (raw) => {
    const { id, request } = requestSchema.parse(raw);
    try {
      process.send?.({ id, answer: await answer(request) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
}

const requestSchema = z.object({ id: z.number(), request: z.unknown() });
const replySchema = z.object({ id: z.number(), answer: z.unknown().optional(), error: z.string().optional() });
type Reply = z.infer<typeof replySchema>;
