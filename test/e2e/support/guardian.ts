import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { type Simulator, startSimulator, type World } from '../../../lib/simulator/index.ts';

const PROGRAM = join(__dirname, '..', '..', '..', 'bin', 'guardian.mjs');

/** What a finished call of the command line left. `code` is null where a signal ended it. */
export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own with the command line in it, as somebody has it who has just installed the product. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'guardian-e2e-'));
  readonly #env: Readonly<Record<string, string>>;

  constructor(env: Readonly<Record<string, string>> = {}) {
    this.#env = env;
  }

  /** Starts `guardian …` and leaves it running. Nothing of the test's own environment reaches it but the path. */
  spawn(args: readonly string[], env: Readonly<Record<string, string>> = {}, options: SpawnOptions = {}): ChildProcess {
    return spawn(process.execPath, [PROGRAM, ...args], {
      cwd: this.folder,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', ...this.#env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    });
  }

  /** Runs `guardian …` to its end. */
  run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
    return finished(this.spawn(args, env));
  }

  /** Runs a command with `--json`, and checks that all of stdout is one such document. */
  async ask<T extends z.ZodType>(
    schema: T,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly code: number | null; readonly document: z.output<T>; readonly stderr: string }> {
    const { code, stdout, stderr } = await this.run([...args, '--json'], env);
    if (stdout === '') throw new Error(`guardian ${args.join(' ')} printed no document, but on stderr: ${stderr}`);
    return { code, document: schema.parse(JSON.parse(stdout)), stderr };
  }

  write(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Collects what a process prints, until it has ended and all of it was read. */
export function finished(child: ChildProcess): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** Resolves when a process has printed something on stderr that fits. */
export function says(child: ChildProcess, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.on('data', (part: Buffer) => {
      text += part.toString();
      if (pattern.test(text)) resolve();
    });
    child.once('close', () => reject(new Error(`ended without ${String(pattern)}: ${text}`)));
  });
}

/** A desk with credentials for a simulated org that the test can change. */
export interface OrgDesk {
  readonly desk: Desk;
  readonly simulator: Simulator;
  close(): Promise<void>;
}

export async function deskFor(world: World, manifest: string): Promise<OrgDesk> {
  const simulator = await startSimulator({ world });
  const desk = new Desk(credentialsOf(simulator));
  desk.write('guardian.yaml', manifest);
  return {
    desk,
    simulator,
    close: async () => {
      desk.clear();
      await simulator.close();
    },
  };
}

export function credentialsOf({ url, credentials }: Simulator): Record<string, string> {
  return {
    GENESYS_GATEWAY: url,
    GENESYS_CLIENT_ID: credentials.clientId,
    GENESYS_CLIENT_SECRET: credentials.clientSecret,
  };
}

/** Lines of stderr that are no progress: there should be none. */
export function complaints(stderr: string): string[] {
  return stderr.split('\n').filter((line) => line !== '' && !line.startsWith('guardian: '));
}
