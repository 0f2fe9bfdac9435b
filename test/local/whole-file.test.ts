import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../lib/errors.ts';
import { writeWholeFile } from '../../lib/local/whole-file.ts';

describe('a file that is written whole', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guardian-whole-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: AsyncIterable<string>) => writeWholeFile(name, text, { workingFolder: folder });

  it('holds all pieces in order, and nothing is left beside it', async () => {
    await write('out.csv', pieces('a', 'b', 'c'));
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe('abc');
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });

  it('takes the place of an older one', async () => {
    writeFileSync(join(folder, 'out.csv'), 'a longer text than the new one');
    await write('out.csv', pieces('new'));
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe('new');
  });

  it('leaves the older one as it was where the text breaks off', async () => {
    writeFileSync(join(folder, 'out.csv'), 'old');
    await expect(write('out.csv', brokenOff())).rejects.toThrow('the store is gone');
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });

  it('does not take the place of a folder or a link, and asks for no text then', async () => {
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'mine'), 'mine');
    symlinkSync(join(folder, 'mine'), join(folder, 'link'));
    for (const name of ['folder', 'link', '/dev/null']) {
      await expect(write(name, brokenOff())).rejects.toThrow(/no ordinary file: nothing was written/);
    }
    expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'mine'), 'utf8')).toBe('mine');
  });

  it('has as long a name as the disk takes, and says where that is too long', async () => {
    await write(`${'x'.repeat(250)}.csv`, pieces('a'));
    expect(readdirSync(folder)).toEqual([`${'x'.repeat(250)}.csv`]);
    await expect(write(`${'x'.repeat(252)}.csv`, pieces('a'))).rejects.toThrow('the name is too long');
  });

  it('says that the folder is not there', async () => {
    await expect(write('nowhere/out.csv', pieces('a'))).rejects.toThrow(UsageError);
  });
});

async function* pieces(...all: string[]): AsyncGenerator<string> {
  yield* all;
}

async function* brokenOff(): AsyncGenerator<string> {
  yield 'half';
  throw new Error('the store is gone');
}
