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
import { reportDesk } from '../../lib/local/report-desk.ts';

describe('the place of a report', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guardian-desk-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string) => reportDesk({ workingFolder: folder }).write(name, '<!doctype html>');

  it('is taken over from an older one, and nothing is left beside it', async () => {
    writeFileSync(join(folder, 'report.html'), 'old');
    expect(await write('report.html')).toBe(join(folder, 'report.html'));
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toBe('<!doctype html>');
    expect(readdirSync(folder)).toEqual(['report.html']);
  });

  it('is no folder, no device, and no link to what somebody else put there', async () => {
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'mine'), 'mine');
    symlinkSync(join(folder, 'mine'), join(folder, 'link'));
    await expect(write('folder')).rejects.toThrow('folder: a folder is there; name a file');
    await expect(write('/dev/null')).rejects.toThrow('no ordinary file; use --out - for a pipe');
    await expect(write('link')).rejects.toThrow('no ordinary file');
    expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'mine'), 'utf8')).toBe('mine');
  });

  it('has a folder, and a name that the disk can take', async () => {
    await expect(write('nowhere/report.html')).rejects.toThrow(/there is no folder/);
    await expect(write(`${'x'.repeat(300)}.html`)).rejects.toThrow('the name is too long');
  });
});
