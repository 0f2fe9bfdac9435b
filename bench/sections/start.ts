import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ENV } from '../../lib/env.ts';
import type { Section } from '../support/report.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/guardian.mjs', import.meta.url));
const COMMANDS = [['--help'], ['start'], ['findings', '--json']];
const MOST_MS = 120_000;

/** How long a person waits. Figures of this machine and this moment, not more. */
export const start: Section = {
  name: 'start',
  title: 'wall time of commands on the demo org, from process start to end',
  run: async (progress) => {
    const home = await mkdtemp(join(tmpdir(), 'guardian-bench-'));
    try {
      const rows = [];
      for (const args of COMMANDS) {
        progress(args.join(' '));
        rows.push(await waitFor(args, home));
      }
      return {
        tables: [
          {
            title: 'One run each',
            columns: ['command', 'wall s', 'exit code', 'lines on stdout', 'lines on stderr'],
            rows,
          },
        ],
        goals: [],
        notes: ['start plays the whole story: a scan for each step, alerts, table of findings'],
      };
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  },
};

async function waitFor(args: readonly string[], home: string): Promise<(string | number)[]> {
  const hidden = Object.fromEntries(Object.values(ENV).map((name) => [name, undefined]));
  const env = { ...process.env, ...hidden, [ENV.home]: home };
  const begun = performance.now();
  const { code, stdout, stderr } = await run(args, env, home);
  return [`guardian ${args.join(' ')}`, (performance.now() - begun) / 1000, code, linesIn(stdout), linesIn(stderr)];
}

/** Exit codes other than 0 are answers, too. */
async function run(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string) {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [PROGRAM, ...args], {
      env,
      cwd,
      timeout: MOST_MS,
      maxBuffer: 64e6,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'number') throw error;
    const { stdout, stderr } = { stdout: '', stderr: '', ...error };
    return { code: error.code, stdout, stderr };
  }
}

function linesIn(text: string): number {
  return text === '' ? 0 : text.trimEnd().split('\n').length;
}
