import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NAMES_FILE } from '../../../lib/cli/completion/command-words.ts';
import { namesText } from '../../../lib/local/names-file.ts';
import { call } from '../support/surroundings.ts';

export type ShellName = 'bash' | 'zsh' | 'fish';

/** What the scripts do in a shell itself; skipped, and said so, where it is not on this machine. */
export function describeIn(shell: ShellName, body: () => void): void {
  const isHere = spawnSync(shell, ['--version']).status === 0;
  if (isHere) describe(`completion in ${shell}`, body);
  else describe.skip(`completion in ${shell}, which is not on this machine`, body);
}

/** Clients with names that a careless script would run, break or hide. */
export const CLIENTS = [
  'Acme Recorder',
  'Northwind CRM',
  '$(touch PWNED)',
  '`touch PWNED`',
  'a;touch PWNED',
  'it\'s & "that" | > < * ? [x] {a,b} ~ # ! \\ end',
  '-rf --force',
  '株式会社レコーダ 👩 עברית',
  'trailing space ',
  '  two  spaces',
  '$HOME',
  '%s %n',
  '(x) =ls ^a',
];

/** A folder with the script of a shell, and with names as a scan leaves them. */
export async function scriptFolder(shell: ShellName): Promise<{ readonly folder: string; readonly script: string }> {
  const { stdout } = await call(['completion', shell]);
  const folder = mkdtempSync(join(tmpdir(), 'guardian-completion-'));
  const script = join(folder, `guardian.${shell}`);
  writeFileSync(script, stdout);
  writeFileSync(
    join(folder, NAMES_FILE),
    namesText({ client: CLIENTS, vendor: ['Acme', 'Northwind CRM'], org: ['prod', 'test'] }),
  );
  return { folder, script };
}

/** A shell that waits for ever fails its test, and does not stop all others. */
const LONGEST_MS = 60_000;

/** Runs a script of a shell in the folder; answers the lines that it printed. */
export function run(shell: ShellName, folder: string, source: string, args: readonly string[] = []): string[] {
  const options = shell === 'bash' ? ['--norc', '--noprofile'] : shell === 'zsh' ? ['-f'] : ['--no-config'];
  const env = { PATH: process.env.PATH, HOME: folder, GUARDIAN_HOME: folder, LC_ALL: 'C.UTF-8' };
  const words = shell === 'fish' ? [...args] : ['shell', ...args];
  const out = execFileSync(shell, [...options, '-c', source, ...words], {
    cwd: folder,
    env,
    encoding: 'utf8',
    timeout: LONGEST_MS,
  });
  return out.split('\n').filter((line) => line !== '');
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
