import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface CommandOptions {
  readonly cwd: string;
  /** The whole environment: nothing else reaches the process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** @default 180 */
  readonly seconds?: number;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, or ends it and its children when time is up. */
export async function run(program: string, args: readonly string[], options: CommandOptions): Promise<Finished> {
  const { cwd, env, seconds = 180 } = options;
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const watchdog = setTimeout(() => killGroup(child), seconds * 1_000);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return { code, stdout, stderr };
  } finally {
    clearTimeout(watchdog);
  }
}

/**
 * Runs a program that must succeed.
 * @throws Error with all that it printed
 */
export async function mustRun(program: string, args: readonly string[], options: CommandOptions): Promise<Finished> {
  const finished = await run(program, args, options);
  if (finished.code === 0) return finished;
  const { code, stdout, stderr } = finished;
  throw new Error(`${[program, ...args].join(' ')} ended with ${String(code)}\n${stdout}\n${stderr}`);
}

/** Ends a process that was started with `detached`, and its children, at once: nothing of theirs is kept. */
export async function endGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  killGroup(child);
  await ended;
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Gone already: that is what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
