import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Level } from 'level';
import { EMBEDDED_TABLE } from '../../lib/store/embedded.ts';
import { openEmbeddedStore } from '../../lib/store/index.ts';
import { ORG, payload, run } from './fixtures.ts';

const child = (name: string) => ['--import', 'tsx', join(__dirname, 'children', name)];

/** A child process must not inherit what Jest set up: it is to behave as it does for people. */
const { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: _, ...env } = process.env;

describe('The embedded store', () => {
  let folder: string;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guardian-home-'));
  });

  afterEach(async () => {
    for (const each of children.splice(0)) each.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const errorOf = (opening: Promise<unknown>) =>
    opening.then(
      () => undefined,
      (error: unknown) => error,
    );

  /** Resolves when the child has the store open. */
  async function startHolder(): Promise<ChildProcess> {
    const holder = spawn(process.execPath, [...child('holder.ts'), folder], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(holder);
    await once(holder.stdout, 'data');
    return holder;
  }

  it('keeps what was committed from one opening to the next', async () => {
    const first = await openEmbeddedStore({ folder });
    await first.commit(run(1), payload());
    await first.close();
    const second = await openEmbeddedStore({ folder });
    expect(await second.latestRun(ORG)).toEqual(run(1));
    await second.close();
  });

  it('makes folders that are missing', async () => {
    const store = await openEmbeddedStore({ folder: join(folder, 'a', 'b') });
    await store.close();
    expect(JSON.parse(await readFile(join(folder, 'a', 'b', 'store.json'), 'utf8'))).toMatchObject({ version: 1 });
  });

  it('lets the process end by itself, and is silent on stderr', async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [...child('one-run.ts'), folder], { env });
    expect(stdout).toBe('done');
    expect(stderr).toBe('');
  });

  it('says which folder is in use by another process', async () => {
    await startHolder();
    const error = await errorOf(openEmbeddedStore({ folder, waitMs: 0 }));
    expect(error).toMatchObject({ kind: 'locked', message: expect.stringContaining(`in ${folder} open`) });
    expect(error).toMatchObject({ fix: expect.stringContaining('GUARDIAN_HOME') });
  });

  it('is not locked by a process that was killed, and has what it committed', async () => {
    const holder = await startHolder();
    const exited = once(holder, 'exit');
    holder.kill('SIGKILL');
    await exited;
    const store = await openEmbeddedStore({ folder, waitMs: 0 });
    expect(await store.latestRun(ORG)).toMatchObject({ seq: 1 });
    await store.close();
  });

  it('waits for another one to close', async () => {
    const first = await openEmbeddedStore({ folder });
    const waiting = openEmbeddedStore({ folder, waitMs: 20_000 });
    await first.commit(run(1), payload());
    await first.close();
    const second = await waiting;
    expect(await second.latestRun(ORG)).toEqual(run(1));
    await second.close();
  });

  it('says that the folder is a file', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    for (const place of [file, join(file, 'below')]) {
      const error = await errorOf(openEmbeddedStore({ folder: place }));
      expect(error).toMatchObject({ kind: 'other', message: expect.stringContaining(`The store in ${place}`) });
    }
  });

  it('refuses a store of a newer version, and leaves it alone', async () => {
    await writeFile(join(folder, 'store.json'), '{"version":2}');
    expect(await errorOf(openEmbeddedStore({ folder }))).toMatchObject({
      kind: 'newer',
      fix: expect.stringContaining('Update'),
    });
    expect(await readFile(join(folder, 'store.json'), 'utf8')).toBe('{"version":2}');
  });

  it.each(['store.json', 'db/CURRENT'])('says that the store is damaged (%s)', async (name) => {
    await (await openEmbeddedStore({ folder })).close();
    await writeFile(join(folder, name), 'nonsense');
    expect(await errorOf(openEmbeddedStore({ folder }))).toMatchObject({ kind: 'corrupt' });
  });

  it('begins anew where it was killed while it made the table', async () => {
    const level = new Level<string, object>(join(folder, 'db'), { valueEncoding: 'json' });
    await level.put(`table~${EMBEDDED_TABLE}`, { TableName: EMBEDDED_TABLE, TableStatus: 'CREATING' });
    await level.close();
    const store = await openEmbeddedStore({ folder });
    expect(await store.commit(run(1), payload())).toEqual({ outcome: 'committed' });
    await store.close();
  });

  it('says that the disk is full, and goes on when there is room again', async () => {
    const limited = ['-c', 'ulimit -f 40; exec "$0" "$@"', process.execPath, ...child('one-run.ts'), folder, '60'];
    const { stdout, stderr } = await promisify(execFile)('sh', limited, { env });
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'full', message: expect.stringContaining(folder) });
    expect(stderr).toBe('');
    const store = await openEmbeddedStore({ folder });
    const latest = await store.latestRun(ORG);
    const seq = (latest?.seq ?? 0) + 1;
    expect(await store.commit(run(seq), payload())).toEqual({ outcome: 'committed' });
    await store.close();
  });

  const asRoot = process.getuid?.() === 0;
  (asRoot ? it.skip : it)(
    `says that the folder is read-only${asRoot ? ' (skipped: root may write anywhere)' : ''}`,
    async () => {
      await chmod(folder, 0o500);
      expect(await errorOf(openEmbeddedStore({ folder }))).toMatchObject({ kind: 'read-only' });
      await chmod(folder, 0o700);
    },
  );

  it('says so when it is asked after it was closed', async () => {
    const store = await openEmbeddedStore({ folder });
    await store.close();
    expect(await errorOf(store.latestRun(ORG))).toMatchObject({ kind: 'unreachable' });
    await store.close();
  });

  it('lives in memory without a folder, each one for itself', async () => {
    const [one, two] = [await openEmbeddedStore({}), await openEmbeddedStore({})];
    await one.commit(run(1), payload());
    expect(await one.latestRun(ORG)).toEqual(run(1));
    expect(await two.latestRun(ORG)).toBeUndefined();
    await Promise.all([one.close(), two.close()]);
  });
});
