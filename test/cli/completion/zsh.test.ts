import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENTS, describeIn, remove, run, scriptFolder } from './shells.ts';

/** What would be offered: `compadd`, which quotes it for the line, is zsh's own. */
const OFFERED = `
source ./guardian.zsh
compadd() { [[ $1 == -M ]] && shift 2; print -rl -- "\${(@P)2}" }
_files() { print files }
words=("$@"); CURRENT=$#
_guardian`;

/** On a pseudo terminal of zsh's own, where each step waits for what the one before it printed. */
const ON_A_LINE = `
zmodload zsh/zpty
zpty shell 'zsh -f -i'
zpty -w shell 'PS1="REA""DY "; autoload -Uz compinit; compinit -u -d ./dump; source ./guardian.zsh'
zpty -w shell 'guardian() { print -r -- "GOT<$2>" }; print SE"T"'
zpty -r -m shell seen '*SET*READY *'
zpty -w -n shell $'guardian show \\\\$\\\\(\\t'
zpty -r -m shell seen '*PWNED*'
zpty -w -n shell $'\\n'
zpty -r -m shell seen '*GOT<*>*'
print -r -- "$seen"
zpty -d shell`;

describeIn('zsh', () => {
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

  it('puts a name onto a real command line so that it stays a name', () => {
    const seen = run('zsh', folder, ON_A_LINE).join('\n');
    expect(seen).toContain('GOT<$(touch PWNED)>');
    expect(existsSync(join(folder, 'PWNED'))).toBe(false);
  });
});
