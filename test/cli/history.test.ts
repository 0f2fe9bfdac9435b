import { FrozenClock } from '../../lib/clock.ts';
import type { Store } from '../../lib/ports.ts';
import { openMemoryStore } from '../corpus/memory-store.ts';
import { atOf, client, clientRevision, finding, opened, payload, run } from '../store/fixtures.ts';
import { FollowedDocument, HistoryDocument } from '../support/documents.ts';
import { call, workbenchOn } from './support/surroundings.ts';

const ada = { id: 'user-1', name: 'Ada Lovelace', kind: 'user', source: 'audit' } as const;

/** Six runs: Ada made the drift of the even ones, and Sam acknowledged that of the fourth. */
async function history(): Promise<Store> {
  const store = openMemoryStore();
  for (let seq = 1; seq <= 6; seq += 1) {
    const of = found(`scope-${seq}`, seq % 2 === 0);
    const acknowledged = {
      from: 'open',
      to: 'acknowledged',
      finding: of,
      cause: { kind: 'acknowledged', by: 'Sam' },
    } as const;
    await store.commit(
      run(seq),
      payload({
        ...(seq === 1 && { revisions: [clientRevision(client('Acme Recorder'))] }),
        transitions: [opened(of), ...(seq === 4 ? [acknowledged] : [])],
      }),
    );
  }
  return store;
}

function found(subject: string, isOfAda = false) {
  return finding(subject, { vendor: 'Acme Recorder', rule: 'scope-added', ...(isOfAda && { actor: ada }) });
}

describe('guardian history', () => {
  const ask = async (store: Store, ...args: string[]) => {
    const { code, stdout, stderr } = await call(['history', '--json', ...args], { store });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { records, next } = HistoryDocument.parse(JSON.parse(stdout));
    return { subjects: records.map((record) => record.finding.subject), ...(next !== undefined && { next }) };
  };

  it.each([
    ['--actor', 'user-1'],
    ['--actor', 'ADA LOVELACE'],
  ])('answers what %s %s did', async (...args) => {
    expect(await ask(await history(), ...args)).toEqual({ subjects: ['scope-6', 'scope-4', 'scope-4', 'scope-2'] });
  });

  it('says of an actor of whom nothing is found that a part of a name finds nobody', async () => {
    const store = await history();
    const asked = async (...args: string[]) => (await call(['history', ...args], { store })).stdout;
    expect(await asked('--actor', 'ada')).toContain('--actor takes an id or the whole name.');
    expect(await asked('--actor', 'Ada Lovelace')).not.toContain('takes an id');
    expect(await asked('--severity', 'critical')).not.toContain('takes an id');
  });

  it('answers what somebody decided, also of one client', async () => {
    const store = await history();
    expect(await ask(store, '--actor', 'sam', '--client', 'Acme')).toEqual({ subjects: ['scope-4'] });
    expect(await ask(store, '--actor', 'Sam', '--vendor', 'acme recorder', '--rule', 'scope-added')).toEqual({
      subjects: ['scope-4'],
    });
  });

  it('goes on where it ended, whatever comes in meanwhile', async () => {
    const store = await history();
    const first = await ask(store, '--limit', '3');
    expect(first).toEqual({ subjects: ['scope-6', 'scope-5', 'scope-4'], next: expect.any(String) });
    await store.commit(run(7), payload({ transitions: [opened(found('scope-7'))] }));
    const second = await ask(store, '--limit', '3', '--cursor', first.next ?? '');
    expect(second.subjects).toEqual(['scope-4', 'scope-3', 'scope-2']);
    expect(await ask(store, '--limit', '3', '--cursor', second.next ?? '')).toEqual({ subjects: ['scope-1'] });
  });

  it('tells people how to go on', async () => {
    const { stdout } = await call(['history', '--limit', '2'], { store: await history() });
    expect(stdout).toMatch(/\nOlder ones: a larger --limit, or --cursor [\w-]+\n$/);
  });

  it('gives more than a page of the store where that is asked for', async () => {
    const store = openMemoryStore();
    const transitions = Array.from({ length: 1_200 }, (_, n) => opened(found(`s${n}`)));
    await store.commit(run(1), payload({ transitions }));
    expect((await ask(store, '--limit', '1100')).subjects).toHaveLength(1_100);
  });

  it.each([
    ['a cursor that is none', ['--cursor', 'nonsense'], /does not belong to this question/],
    ['a cursor of nothing', ['--cursor', ''], /does not belong to this question/],
    ['an end of what has none', ['--follow', '--until', '1d'], /leave out --until and --cursor/],
    ['an interval that is none', ['--follow', '--interval', 'often'], /'often' is no interval: write 10s, 5m or 1h/],
    ['an interval of nothing', ['--follow', '--interval', '0s'], /from 1s to 24h/],
    ['an interval without --follow', ['--interval', '10s'], /--interval goes with --follow/],
    ['an unknown rule to follow', ['--follow', '--rule', 'scope-aded'], /did you mean 'scope-added'\?/],
  ])('refuses %s', async (_, args, message) => {
    const { code, stdout, stderr } = await call(['history', ...args], { store: await history() });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });
});

describe('guardian history --follow', () => {
  /** Follows until every look has been made; each opens the workbench anew, and something may happen before it. */
  async function follow(args: readonly string[], looks: readonly ((store: Store) => Promise<unknown>)[] = []) {
    const store = await history();
    const stop = new AbortController();
    const clock = new FrozenClock(atOf(7));
    let [opened, closed] = [0, 0];
    const called = await call(['history', '--follow', ...args], {
      store,
      around: {
        untilStopped: () => stop.signal,
        openWorkbench: async () => {
          opened += 1;
          const look = looks[opened - 2];
          return {
            ...workbenchOn(store),
            clock: {
              now: () => clock.now(),
              sleep: async () => {
                expect(closed).toBe(opened);
                if (opened > looks.length) stop.abort();
              },
            },
            store: async () => {
              await look?.(store);
              return store;
            },
            close: async () => {
              closed += 1;
            },
          };
        },
      },
    });
    expect(closed).toBe(opened);
    return called;
  }

  const commits = (seq: number) => (store: Store) =>
    store.commit(run(seq), payload({ transitions: [opened(found(`scope-${seq}`, true))] }));

  it('prints what is there, oldest first, then what comes, a document each, and ends with 0', async () => {
    const { code, stdout, stderr } = await follow(['--json', '--limit', '2'], [commits(7), commits(8)]);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => FollowedDocument.parse(JSON.parse(line)));
    expect(lines.map(({ finding }) => finding.subject)).toEqual(['scope-5', 'scope-6', 'scope-7', 'scope-8']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('prints a line each for people', async () => {
    const { stdout } = await follow(['--actor', 'ada lovelace', '--limit', '1'], [commits(7)]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/new → open {2}HIGH {2}Acme Recorder {2}Acme Recorder gained scope-7 {2}Ada Lovelace$/);
  });

  it('says that it cannot read, and goes on', async () => {
    const fails = async () => {
      throw new Error('somebody has it open');
    };
    const { code, stdout, stderr } = await follow(['--limit', '1', '--interval', '10s'], [fails, fails, commits(7)]);
    expect(code).toBe(0);
    expect(stderr).toBe(
      'guardian: the history could not be read (somebody has it open); asking again in 20 s\n' +
        'guardian: the history could not be read (somebody has it open); asking again in 40 s\n',
    );
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
  });

  it('ends with what is wrong where the first look fails', async () => {
    const { code, stdout, stderr } = await follow(['--client', 'nobody']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain("no client 'nobody' is known");
  });

  it('refuses a clock that stands still', async () => {
    const { code, stderr } = await call(['history', '--follow'], { env: { GUARDIAN_NOW: atOf(1) } });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('GUARDIAN_NOW holds the clock') });
  });
});
