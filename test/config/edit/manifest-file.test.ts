import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openManifest } from '../../../lib/config/edit/manifest-file.ts';
import type { ManifestEdit } from '../../../lib/domain/manifest-edit.ts';

const EDIT: ManifestEdit = {
  kind: 'approve',
  vendor: 'Acme',
  aspects: { scopes: ['users', 'routing'], maxTokenSeconds: 60 },
};
const TEXT = 'vendors:\n  - name: Acme\n    clients: [Acme]\n    scopes: [users]\n';

describe('a guardian.yaml that is edited', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guardian-edit-'));
    path = join(folder, 'guardian.yaml');
    writeFileSync(path, TEXT);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const draft = (edit = EDIT) => openManifest({ path, file: 'guardian.yaml' }).draft([edit]);

  it('is not touched by a draft, which says what lines would go and come', () => {
    expect(draft()).toMatchObject({
      removed: ['    scopes: [users]'],
      added: ['    scopes: [users, routing]', '    maxTokenSeconds: 60'],
      config: { vendors: [{ name: 'Acme', scopes: ['users', 'routing'], maxTokenSeconds: 60 }] },
    });
    expect(readFileSync(path, 'utf8')).toBe(TEXT);
  });

  it('is replaced whole, with its mode, and nothing is left beside it', async () => {
    chmodSync(path, 0o640);
    await draft().save();
    expect(readFileSync(path, 'utf8')).toBe(`${TEXT.replace('[users]', '[users, routing]')}    maxTokenSeconds: 60\n`);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['guardian.yaml']);
  });

  it('stays where a link points', async () => {
    const link = join(folder, 'link.yaml');
    symlinkSync(path, link);
    await openManifest({ path: link, file: 'link.yaml' }).draft([EDIT]).save();
    expect(readFileSync(path, 'utf8')).toContain('routing');
    expect(readdirSync(folder)).toEqual(['guardian.yaml', 'link.yaml']);
  });

  it('is left alone if somebody changed it meanwhile', async () => {
    const first = draft();
    writeFileSync(path, `${TEXT}rules: {}\n`);
    await expect(first.save()).rejects.toThrow(/was changed by somebody else meanwhile/);
    expect(readFileSync(path, 'utf8')).toBe(`${TEXT}rules: {}\n`);
  });

  it('is left alone by the second of two who edit it at once', async () => {
    const [one, two] = [draft(), draft({ ...EDIT, aspects: { maxTokenSeconds: 5 } })];
    await one.save();
    await expect(two.save()).rejects.toThrow(/meanwhile/);
  });

  it('is left alone where it says all that already', async () => {
    const { ino } = statSync(path);
    const same = draft({ ...EDIT, aspects: { scopes: ['users'] } });
    expect(same).toMatchObject({ removed: [], added: [] });
    await same.save();
    expect(statSync(path).ino).toBe(ino);
  });

  it('has to be there', () => {
    expect(() => openManifest({ path: join(folder, 'none.yaml'), file: 'none.yaml' })).toThrow(
      /no none\.yaml to write into.*Make one/,
    );
  });

  it('has to be text', () => {
    writeFileSync(path, Buffer.from([0xff, 0xfe, 0x00]));
    expect(() => openManifest({ path, file: 'guardian.yaml' })).toThrow(/not UTF-8/);
  });
});
