import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileDesk } from '../../lib/local/file-desk.ts';
import { call } from './support/surroundings.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guardian-advise-'));
  await writeFile(
    join(folder, 'calls.txt'),
    'GET /api/v2/routing/queues\nPOST /api/v2/analytics/users/observations/query\n',
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The command line in a folder of its own; nothing is scanned and no store is there. */
function advise(...args: readonly string[]) {
  const openFiles = async () => fileDesk({ workingFolder: folder });
  return call(['advise', '--new', 'Acme Insights', '--from', 'calls.txt', ...args], { around: { openFiles } });
}

const AS_ITSELF = ['--grant-type', 'CLIENT-CREDENTIALS', '--division', 'Sales'];

describe('guardian advise --new', () => {
  it('tells the least scopes and the least permissions, without a scan', async () => {
    const { code, stdout } = await advise('--scopes', 'routing,recordings');
    expect(code).toBe(0);
    for (const part of ['analytics:readonly', 'routing:queue:view', 'recordings: no declared call needs it']) {
      expect(stdout).toContain(part);
    }
  });

  it('answers the same as a document', async () => {
    const { stdout } = await advise('--scopes', 'recordings', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      new: 'Acme Insights',
      scopes: { minimal: [{ name: 'analytics:readonly' }, { name: 'routing:readonly' }], optimal: true },
      asked: { unneeded: ['recordings'] },
      unmapped: [],
    });
  });

  it('ends with 3 where a call could not be counted, and says which', async () => {
    await writeFile(join(folder, 'calls.txt'), 'GET /api/v2/routing/queues\nGET /api/v2/none\nwhat\n');
    const { code, stdout } = await advise();
    expect(code).toBe(3);
    expect(stdout).toContain('calls.txt, line 2');
    expect(stdout).toContain('calls.txt, line 3');
  });

  it.each(['role', 'hcl', 'manifest', 'letter'])('prints %s, and nothing else, on stdout', async (format) => {
    const { code, stdout, stderr } = await advise(...AS_ITSELF, '--format', format);
    // The JSON of a role has no place for a note.
    const notes = format === 'role' ? 'guardian: made from declared calls: nobody has seen them yet\n' : '';
    expect({ code, stderr }).toEqual({ code: 0, stderr: notes });
    expect(stdout).toContain('Acme');
    expect(stdout).toContain('analytics');
  });

  it('says what can be read where no call could be', async () => {
    await writeFile(join(folder, 'calls.txt'), 'what\nis this\n');
    const { code, stdout, stderr } = await advise();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/no call could be read \(calls\.txt, line 1: .*OpenAPI/s);
  });

  it('writes files, and never over one that is there unless it is told to', async () => {
    const format = [...AS_ITSELF, '--format', 'hcl', '--out', 'made'];
    expect(await advise(...format)).toMatchObject({ code: 0, stdout: 'wrote made/acme_insights.tf\n' });
    const path = join(folder, 'made', 'acme_insights.tf');
    await writeFile(path, 'mine');
    expect(await advise(...format)).toMatchObject({ code: 2, stderr: expect.stringContaining('exists') });
    expect(await readFile(path, 'utf8')).toBe('mine');
    expect(await advise(...format, '--force')).toMatchObject({ code: 0 });
    expect(await readFile(path, 'utf8')).toContain('genesyscloud_oauth_client');
    expect(await readdir(join(folder, 'made'))).toEqual(['acme_insights.tf']);
  });

  it.each([
    [
      'without a division for client credentials',
      ['--format', 'hcl', '--grant-type', 'CLIENT-CREDENTIALS'],
      /--division/,
    ],
    ['without a grant type', ['--format', 'hcl'], /--grant-type/],
    ['a role where scopes restrict', ['--format', 'role', '--grant-type', 'CODE'], /roles restrict nothing/],
    ['a plan where nothing is held', [...AS_ITSELF, '--format', 'plan'], /no plan/],
    ['a client that was observed', ['--client', 'Acme'], /--client does not fit/],
    ['a folder without a format', ['--out', 'x'], /only --format takes it/],
    ['a scope that is none', ['--scopes', 'a b:c:d'], /is no scope/],
    ['a file that is not there', ['--from', 'none.txt'], /none.txt: there is no such file/],
  ])('refuses %s', async (_what, args, message) => {
    expect(await advise(...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });

  it('needs something that says what the app calls', async () => {
    const { code, stderr } = await call(['advise', '--new', 'Acme'], {
      around: { openFiles: async () => fileDesk({ workingFolder: folder }) },
    });
    expect(code).toBe(2);
    expect(stderr).toContain('name a file with --from');
  });
});

describe('the files of a desk', () => {
  it('are written all or none', async () => {
    const desk = fileDesk({ workingFolder: folder });
    await writeFile(join(folder, 'b.txt'), 'mine');
    const files = ['a', 'b', 'c'].map((name) => ({ name: `${name}.txt`, text: name }));
    await expect(desk.write('.', files, { force: false })).rejects.toThrow(/exists: nothing was written/);
    expect((await readdir(folder)).sort()).toEqual(['b.txt', 'calls.txt']);
    expect(await readFile(join(folder, 'b.txt'), 'utf8')).toBe('mine');
  });

  it('are text, or refused', async () => {
    const desk = fileDesk({ workingFolder: folder });
    await writeFile(join(folder, 'binary'), Buffer.from([0xff, 0xfe, 0x00]));
    await expect(desk.read('binary')).rejects.toThrow(/no text in UTF-8/);
    await expect(desk.read('.')).rejects.toThrow(/a folder/);
  });
});
