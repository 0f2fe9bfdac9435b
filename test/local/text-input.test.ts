import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readText } from '../../lib/local/text-input.ts';

describe('readText', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'guardian-text-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return name;
  };

  it('reads a file of the working folder, or by its whole path', async () => {
    const name = file('answer.json', '{"ä":1}');
    expect(await readText(name, folder)).toBe('{"ä":1}');
    expect(await readText(join(folder, name), '/')).toBe('{"ä":1}');
  });

  it('takes what is no text without harm', async () => {
    expect(await readText(file('binary', Buffer.from([0xff, 0xfe, 0x00])), folder)).toBe('\ufffd\ufffd\0');
  });

  it.each([
    ['a file that is not there', 'nowhere.json', /nowhere.json cannot be read \(ENOENT/],
    ['a folder', '.', /cannot be read \(EISDIR/],
  ])('refuses %s', async (_what, name, message) => {
    await expect(readText(name, folder)).rejects.toThrow(message);
  });

  it('refuses ten megabytes after the first one', async () => {
    const name = file('large', Buffer.alloc(10 * 1024 * 1024, 'x'));
    await expect(readText(name, folder)).rejects.toThrow(/large is larger than 1 MiB/);
  });
});
