import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENTS, describeIn, remove, run, scriptFolder } from './shells.ts';

const OFFERED = `
source guardian.bash
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_guardian
[[ \${#COMPREPLY[@]} -eq 0 ]] || printf '%s\\n' "\${COMPREPLY[@]}"`;

/** What a line means once bash has read it: one argument, or the test fails. */
const READ_AGAIN = `eval "set -- $1"; [[ $# -eq 1 ]] || { echo "$# words"; exit; }; printf '<%s>\\n' "$1"`;

describeIn('bash', () => {
  let folder = '';
  beforeAll(async () => {
    ({ folder } = await scriptFolder('bash'));
  });
  afterAll(() => remove(folder));

  /** What is offered for the last word. */
  const offered = (...words: string[]) => run('bash', folder, OFFERED, ['guardian', ...words]);

  it.each([
    [['fin'], ['findings']],
    [['manifest', 'che'], ['check']],
    [['findings', '--sev'], ['--severity']],
    [
      ['findings', '--severity', ''],
      ['critical', 'high', 'medium', 'low', 'info'],
    ],
    [['findings', '--severity', 'high', '--state', 'w'], ['waived']],
    [['history', '--rule', 'home'], ['home-division-grant']],
    [['usage', '--vendor', 'nor'], ['Northwind\\ CRM']],
    [
      ['scan', '--org', ''],
      ['prod', 'test'],
    ],
    [['show', 'acme'], ['Acme\\ Recorder']],
    [['show', 'Acme\\ R'], ['Acme\\ Recorder']],
    [['show', '"Acme R'], ['Acme Recorder']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['--config', 'x', 'find'], ['findings']],
    [['findings', '--client', 'scan', '--sev'], ['--severity']],
    [['ack', 'sco'], []],
    [['scan', '--timeout', ''], []],
    [['nonsense', ''], expect.arrayContaining(['scan'])],
  ])('offers for %j: %j', (words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  it('offers every client, each as one word that means its name', () => {
    const words = offered('show', '');
    expect(words).toHaveLength(CLIENTS.length);
    const names = words.map((word) => run('bash', folder, READ_AGAIN, [word])[0]);
    expect(names.sort()).toEqual(CLIENTS.map((name) => `<${name}>`).sort());
    expect(existsSync(join(folder, 'PWNED'))).toBe(false);
  });

  it.each(['"', "'"])('offers behind the quote %s only what means nothing in it', (quote) => {
    const words = offered('show', quote);
    expect(words).toContain('Acme Recorder');
    expect(words).not.toContain(quote === '"' ? '$(touch PWNED)' : CLIENTS[5]);
    for (const word of words) {
      const [name] = run('bash', folder, READ_AGAIN, [quote + word + quote]);
      expect(name).toBe(`<${word}>`);
    }
    expect(existsSync(join(folder, 'PWNED'))).toBe(false);
  });

  it('runs nothing that is typed', () => {
    expect(offered('show', '$(touch PWNED)x')).toEqual([]);
    expect(offered('$(touch PWNED)', '--opt', '`touch PWNED`')).toEqual([]);
    expect(existsSync(join(folder, 'PWNED'))).toBe(false);
  });

  it('offers no names where no scan left any, and complains of nothing', () => {
    expect(run('bash', folder, `GUARDIAN_HOME=nowhere\n${OFFERED}`, ['guardian', 'show', ''])).toEqual([]);
  });
});
