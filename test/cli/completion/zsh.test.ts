import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENTS, hasShell, remove, run, scriptFolder } from './shells.ts';

/** What would be offered: `compadd`, which quotes it for the line, is zsh's own. */
const OFFERED = `
source ./guardian.zsh
compadd() { [[ $1 == -M ]] && shift 2; print -rl -- "\${(@P)2}" }
_files() { print files }
words=("$@"); CURRENT=$#
_guardian`;

(hasShell('zsh') ? describe : describe.skip)('completion in zsh', () => {
  let folder = '';
  beforeAll(async () => {
    ({ folder } = await scriptFolder('zsh'));
  });
  afterAll(() => remove(folder));

  const offered = (...words: string[]) => run('zsh', folder, `${OFFERED}; true`, ['guardian', ...words]);

  it.each([
    [['manifest', ''], expect.arrayContaining(['check'])],
    [
      ['findings', '--severity', ''],
      ['critical', 'high', 'medium', 'low', 'info'],
    ],
    [['findings', '--severity', 'high', '-'], expect.arrayContaining(['--client', '--json'])],
    [
      ['scan', '--org', ''],
      ['prod', 'test'],
    ],
    [
      ['usage', '--vendor', ''],
      ['Acme', 'Northwind CRM'],
    ],
    [['--config', ''], ['files']],
    [['ack', ''], []],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
  ])('offers for %j: %j', (words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  it('offers every client by its name, and runs none', () => {
    expect(offered('show', '').sort()).toEqual([...CLIENTS].sort());
    expect(offered('$(touch PWNED)', '')).toEqual(expect.arrayContaining(['scan']));
    expect(existsSync(join(folder, 'PWNED'))).toBe(false);
  });

  it('registers itself once zsh can complete', () => {
    const source = 'autoload -Uz compinit; compinit -u -d ./dump; source ./guardian.zsh; print $_comps[guardian]';
    expect(run('zsh', folder, source)).toEqual(['_guardian']);
  });
});
