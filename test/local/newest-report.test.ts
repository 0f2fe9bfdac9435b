import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileName } from '../../lib/cli/commands/report.ts';
import { reportsIn } from '../../lib/local/newest-report.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guardian-reports-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the report that a digest names on one machine', () => {
  it('is the file that `guardian report` wrote, with its time', async () => {
    const path = join(folder, fileName('prod'));
    const at = new Date('2026-11-20T06:30:00.000Z');
    await writeFile(path, '<html></html>');
    await utimes(path, at, at);
    expect(await reportsIn(folder)('prod')).toEqual({ at: at.toISOString(), location: path });
  });

  it('is none where there is no such file, or only that of another org', async () => {
    await writeFile(join(folder, fileName('prod')), '<html></html>');
    expect(await reportsIn(folder)('test')).toBeUndefined();
  });

  it('is an error where nobody can tell', async () => {
    await expect(reportsIn(`${folder}\0`)('prod')).rejects.toThrow('null bytes');
  });
});
