import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENTS, describeIn, remove, run, scriptFolder } from './shells.ts';

/** fish tells itself what it would offer; behind a tab stands the description. */
const OFFERED = 'source guardian.fish; complete -C "$argv[1]" | string replace -r "\\t.*" ""; true';

describeIn('fish', () => {
  let folder = '';
  beforeAll(async () => {
    ({ folder } = await scriptFolder('fish'));
  });
  afterAll(() => remove(folder));

  const offered = (line: string) => run('fish', folder, OFFERED, [line]);

  it.each([
    ['guardian fin', ['findings']],
    ['guardian manifest che', ['check']],
    ['guardian findings --sever', ['--severity']],
    ['guardian findings --severity ', ['critical', 'high', 'info', 'low', 'medium']],
    ['guardian scan --org ', ['prod', 'test']],
    ['guardian usage --vendor ', ['Acme', 'Northwind CRM']],
    ['guardian ack ', []],
    ['guardian completion ', ['bash', 'fish', 'zsh']],
    ['guardian findings --client scan --sever', ['--severity']],
  ])('offers for "%s": %j', (line, expected) => {
    expect(offered(line).sort()).toEqual(expected);
  });

  it('offers every client by its name, and runs none', () => {
    expect(offered('guardian show ').sort()).toEqual([...CLIENTS].sort());
    expect(existsSync(join(folder, 'PWNED'))).toBe(false);
  });
});
