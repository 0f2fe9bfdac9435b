import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DEMO_ORG } from '../../lib/local/workbench.ts';
import { openEmbeddedStore } from '../../lib/store/index.ts';
import { finding, opened, payload, run } from '../store/fixtures.ts';
import { FollowedDocument } from '../support/documents.ts';

const PROGRAM = join(__dirname, '..', '..', 'bin', 'guardian.mjs');

/** A follower as a process of its own, on the embedded store of a folder: what people have in a second window. */
describe('guardian history --follow on this machine', () => {
  let home: string;
  const children: ChildProcess[] = [];
  const database = () => join(home, 'demo');

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'guardian-follow-'));
    await commit(1);
  });

  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(home, { recursive: true, force: true });
  });

  /** As a scan does it: the store is open from beginning to end, and nobody else's. */
  async function commit(seq: number): Promise<void> {
    const store = await openEmbeddedStore({ folder: database(), waitMs: 30_000 });
    const transitions = [opened(finding(`scope-${seq}`, { org: DEMO_ORG }))];
    await store.commit(run(seq, { org: DEMO_ORG }), payload({ transitions }));
    await store.close();
  }

  function follow() {
    const args = ['history', '--follow', '--interval', '1s', '--json', '--quiet'];
    const env = { PATH: process.env.PATH, GUARDIAN_HOME: home };
    const child = spawn(process.execPath, [PROGRAM, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString();
    });
    const next = async () => {
      const { value, done } = await lines.next();
      if (done) throw new Error(`it ended: ${said}`);
      return FollowedDocument.parse(JSON.parse(value)).finding.subject;
    };
    return { child, next, said: () => said };
  }

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'lets others commit between its looks, tells what they did, and ends with 0 on %s',
    async (signal) => {
      const { child, next, said } = follow();
      expect(await next()).toBe('scope-1');
      for (const seq of [2, 3]) {
        await commit(seq);
        expect(await next()).toBe(`scope-${seq}`);
      }
      const ended = once(child, 'close');
      child.kill(signal);
      expect(await ended).toEqual([0, null]);
      expect(said()).toBe('');
    },
    60_000,
  );

  it('ends with 0 when its reader leaves', async () => {
    const { child, next } = follow();
    expect(await next()).toBe('scope-1');
    const ended = once(child, 'exit');
    child.stdout?.destroy();
    await commit(2);
    expect(await ended).toEqual([0, null]);
  }, 60_000);
});
