import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueFileAt } from '../../lib/local/catalogue-file.ts';

describe('catalogueFileAt', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guardian-catalogue-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('has no text where there is no file, nor a folder for it', async () => {
    expect(await catalogueFileAt(join(folder, 'home', 'catalogue.txt')).read()).toBeUndefined();
  });

  it('makes the folder, replaces the file, and leaves nothing beside it', async () => {
    const file = catalogueFileAt(join(folder, 'home', 'catalogue.txt'));
    await file.write('first');
    await file.write('second');
    expect(await file.read()).toBe('second');
    expect(readdirSync(join(folder, 'home'))).toEqual(['catalogue.txt']);
  });

  it('leaves the one before where it cannot be written, and says so', async () => {
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    await expect(catalogueFileAt(join(blocked, 'catalogue.txt')).write('x')).rejects.toThrow(
      /cannot be written[\s\S]*still in use/,
    );
  });

  it('leaves no draft behind where the place is taken', async () => {
    mkdirSync(join(folder, 'catalogue.txt', 'inner'), { recursive: true });
    const file = catalogueFileAt(join(folder, 'catalogue.txt'));
    await expect(file.write('x')).rejects.toThrow(/cannot be written/);
    await expect(file.read()).rejects.toThrow(/cannot be read/);
    expect(readdirSync(folder)).toEqual(['catalogue.txt']);
  });
});
