import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { Desk } from './support/guardian.ts';

const PROGRAM = join(__dirname, '..', '..', 'bin', 'guardian.mjs');
const COLOUR = '\u001b[';
const run = promisify(execFile);

/** Every command that prints for people, as a reader types it on what the demo left. */
const COMMANDS = [
  'findings',
  'history',
  'usage',
  'advise',
  'residue',
  'show "Acme Recorder Transcription"',
  'explain --call "GET /api/v2/users" --client "Acme Recorder Transcription"',
  'doctor',
  'start',
];

const hasTerminal = spawnSync('script', ['--version']).status === 0 && process.platform === 'linux';

// Without util-linux there is no pseudo terminal to be had.
(hasTerminal ? describe : describe.skip)('guardian on a terminal', () => {
  const desk = new Desk({ GUARDIAN_HOME: 'home' });
  beforeAll(async () => {
    expect((await desk.run(['start', '--quiet'])).code).toBe(0);
  });
  afterAll(() => desk.clear());

  /** What stands on a terminal of 80 columns; `rest` goes behind the command: a pipe, a redirection. */
  async function screen(command: string, env: Readonly<Record<string, string>> = {}, rest = ''): Promise<string> {
    const line = `stty cols 80 rows 40; node ${PROGRAM} ${command} ${rest}`;
    const { stdout } = await run('script', ['--quiet', '--command', line, '/dev/null'], {
      cwd: desk.folder,
      env: {
        PATH: process.env.PATH,
        HOME: desk.folder,
        TZ: 'UTC',
        TERM: 'xterm',
        LANG: 'C.UTF-8',
        GUARDIAN_HOME: 'home',
        ...env,
      },
      maxBuffer: 1e8,
    });
    return stdout;
  }

  it.each(COMMANDS)('has colour for %s, and no line that is wider', async (command) => {
    const seen = await screen(command, {}, '2> /dev/null');
    expect(seen).toContain(COLOUR);
    const wide = stripVTControlCharacters(seen)
      .split(/\r?\n/)
      .filter((line) => stringWidth(line) > 80 && !/^\s*(\S+(?: \S+)? {2,}|[-+~] )?\S+$/.test(line));
    // Commands stay whole, so that they can be copied.
    expect(wide.filter((line) => !/guardian /.test(line))).toEqual([]);
  });

  it.each(COMMANDS)('has none for %s with NO_COLOR, on stderr either', async (command) => {
    const seen = await screen(command, { NO_COLOR: '1' });
    // What a spinner moves is the cursor.
    expect(
      seen
        .split(COLOUR)
        .slice(1)
        .filter((part) => /^[0-9;]*m/.test(part)),
    ).toEqual([]);
  });

  it('has none where TERM is dumb, and no spinner', async () => {
    expect(await screen('doctor', { TERM: 'dumb' })).not.toContain(COLOUR);
  });

  it('has none on stdout in a pipe, though stderr is a terminal', async () => {
    await screen('doctor', {}, '| cat > piped.txt');
    expect(readFileSync(join(desk.folder, 'piped.txt'), 'utf8')).not.toContain(COLOUR);
  });

  it('has none on stderr in a file, though stdout is a terminal', async () => {
    expect(await screen('doctor', {}, '2> errors.txt')).toContain(COLOUR);
    const errors = readFileSync(join(desk.folder, 'errors.txt'), 'utf8');
    expect(errors).toMatch(/^guardian: /);
    expect(errors).not.toContain(COLOUR);
  });

  it('draws usage in ASCII where the locale knows no more', async () => {
    const seen = await screen('usage', { LANG: 'C' }, '2> /dev/null');
    expect(seen).not.toMatch(/[▁-█]/);
  });
});

describe('guardian in a pipe', () => {
  const desk = new Desk();
  afterAll(() => desk.clear());

  it('has no colour, cuts nothing, and takes colour from FORCE_COLOR', async () => {
    const plain = await desk.run(['start', '--quiet']);
    expect(plain.stdout + plain.stderr).not.toContain(COLOUR);
    const forced = await desk.run(['findings'], { FORCE_COLOR: '1' });
    expect(forced.stdout).toContain(COLOUR);
    expect(forced.stderr).not.toContain(COLOUR);
  });
});
