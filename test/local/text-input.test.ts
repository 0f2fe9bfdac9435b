import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { readText, type TextInput } from '../../lib/local/text-input.ts';

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

  const read = (name: string, difference: Partial<TextInput> = {}) =>
    readText(name, { workingFolder: folder, mostMebibytes: 1, tooLarge: 'cut it', ...difference });

  it('reads a file of the working folder, or by its whole path', async () => {
    const name = file('answer.json', '{"ä":1}');
    expect(await read(name)).toBe('{"ä":1}');
    expect(await read(join(folder, name), { workingFolder: '/' })).toBe('{"ä":1}');
  });

  it('reads stdin for -, where somebody gives it', async () => {
    const stdin = new PassThrough();
    stdin.end('{"status":403}');
    expect(await read('-', { stdin })).toBe('{"status":403}');
    await expect(read('-')).rejects.toThrow('-: there is no such file');
  });

  it('leaves out the mark of byte order that some editors write', async () => {
    expect(await read(file('marked', '\ufeff{}'))).toBe('{}');
  });

  it('takes what is no text without harm, or refuses it', async () => {
    const binary = file('binary', Buffer.from([0xff, 0xfe, 0x00]));
    expect(await read(binary)).toBe('\ufffd\ufffd\0');
    await expect(read(binary, { isStrict: true })).rejects.toThrow('binary: no text in UTF-8');
  });

  it.each([
    ['a file that is not there', 'nowhere.json', 'nowhere.json: there is no such file'],
    ['a folder', '.', '.: a folder where a file is expected'],
  ])('refuses %s', async (_what, name, message) => {
    await expect(read(name)).rejects.toThrow(message);
  });

  it('refuses ten megabytes after the first one', async () => {
    const name = file('large', Buffer.alloc(10 * 1024 * 1024, 'x'));
    await expect(read(name)).rejects.toThrow('large is larger than 1 MiB: cut it');
  });
});
