import type { RunPayload } from '../../lib/domain/run.ts';
import type { Store } from '../../lib/ports.ts';
import { StoreError } from '../../lib/store/error.ts';
import { everythingIn } from '../contracts/store.contract.ts';
import { type Fate, faultyNetwork, type Network } from './faulty-network.ts';
import {
  approval,
  atOf,
  client,
  clientRevision,
  endpointRow,
  everything,
  finding,
  goneRevision,
  ORG,
  opened,
  payload,
  resolved,
  role,
  roleRevision,
  run,
  sample,
} from './fixtures.ts';
import { newTable, sharedEngine } from './stores.ts';

/** Changes of everything that run 1 brought. */
const secondPayload = payload({
  revisions: [
    clientRevision(client('Acme', { scopes: ['users'] })),
    goneRevision(client('Other')),
    roleRevision(role('Recorder', ['recording:recording:delete'])),
  ],
  approvals: [approval(client('Acme', { scopes: ['users'] }), 'accepted')],
  transitions: [
    resolved(finding('users')),
    { from: 'resolved', to: 'open', finding: finding('routing', { severity: 'critical' }) },
    opened(finding('analytics')),
  ],
  usage: [sample('2026-03-01', atOf(2), { Acme: 150 }), sample('2026-03-02', atOf(2), { Acme: 1, New: 3 })],
  endpoints: [endpointRow('Acme', '2026-03-01', '/api/v2/users', 5)],
});

/** And once more, so that whoever is late with run 2 would do harm. */
const thirdPayload = payload({
  revisions: [clientRevision(client('Acme', { scopes: ['users', 'routing'] })), clientRevision(client('Other'))],
  transitions: [resolved(finding('routing')), { from: 'resolved', to: 'open', finding: finding('users') }],
  usage: [sample('2026-03-01', atOf(3), { Acme: 170 })],
  endpoints: [endpointRow('Acme', '2026-03-01', '/api/v2/users', 9)],
});

describe('A crash in a commit', () => {
  const shared = sharedEngine();
  let network: Network;

  beforeAll(async () => {
    network = await faultyNetwork(shared.engine().endpoint);
  });

  afterAll(() => network.close());

  /** A table with run 1 in it, a store behind the faulty network that knows it, and fresh stores. */
  async function prepared(maxAttempts = 1) {
    const { open } = await newTable(shared.engine());
    network.plan(() => 'arrives');
    const store = open({ endpoint: network.endpoint, maxAttempts });
    await store.commit(run(1), everything());
    return { store, fresh: () => open() };
  }

  /** What there is to see after runs that nothing disturbed. */
  async function undisturbed(...payloads: readonly RunPayload[]): Promise<object> {
    const { store, fresh } = await prepared();
    await store.close();
    return using(fresh(), async (other) => {
      for (const [n, each] of payloads.entries()) await other.commit(run(n + 2), each);
      return withoutAttempts(await everythingIn(other));
    });
  }

  async function requestsOfCommit(): Promise<number> {
    const { store } = await prepared();
    network.plan(() => 'arrives');
    await store.commit(run(2), secondPayload);
    await store.close();
    return network.requests();
  }

  it.each(['lost request', 'lost answer'] as const)(
    'at any request (%s) leaves nothing before the put of the run record, and all of it from then on',
    async (fate) => {
      const before = await undisturbed();
      const after = await undisturbed(secondPayload);
      const count = await requestsOfCommit();
      const seen: number[] = [];
      for (let crash = 1; crash <= count; crash += 1) {
        const { store, fresh } = await prepared();
        network.plan((n) => (n < crash ? 'arrives' : n === crash ? fate : 'lost request'));
        await expect(store.commit(run(2), secondPayload)).rejects.toThrow(StoreError);
        await store.close();

        await using(fresh(), async (witness) => {
          const state = withoutAttempts(await everythingIn(witness));
          const seq = (await witness.latestRun(ORG))?.seq ?? 0;
          seen.push(seq);
          expect(state).toEqual(seq === 2 ? after : before);
        });
        await using(fresh(), async (next) => {
          const { outcome } = await next.commit(run(2, { attempt: 'again' }), secondPayload);
          expect(outcome).toBe(seen.at(-1) === 2 ? 'conflict' : 'committed');
          expect(await next.latestRun(ORG)).toMatchObject({ seq: 2 });
        });
      }
      // Chunk, put of the record, and projections: once the run is visible it stays so, whatever crashes later.
      expect(seen).toEqual([...seen].sort());
      expect(seen[0]).toBe(1);
      expect(seen.at(-1)).toBe(2);
      expect(seen.filter((seq) => seq === 1)).toHaveLength(fate === 'lost request' ? 2 : 1);
    },
    120_000,
  );

  it('is mended although the one who mends it crashes as well, at any request', async () => {
    const after = await undisturbed(secondPayload);
    const count = (await requestsOfCommit()) + 4;
    let crashes = 0;
    for (let crash = 1; crash <= count; crash += 1) {
      const { store, fresh } = await prepared();
      network.plan((n) => (n <= 2 ? 'arrives' : 'lost request'));
      await expect(store.commit(run(2), secondPayload)).rejects.toThrow(StoreError);
      network.plan((n) => (n < crash ? 'arrives' : n === crash ? 'lost answer' : 'lost request'));
      await store.latestRun(ORG).catch(() => {
        crashes += 1;
      });
      await store.close();
      await using(fresh(), async (witness) => {
        expect(withoutAttempts(await everythingIn(witness))).toEqual(after);
      });
    }
    expect(crashes).toBeGreaterThan(5);
  }, 120_000);

  it('of an answer only is overcome by asking again, at any request', async () => {
    const after = await undisturbed(secondPayload);
    const count = await requestsOfCommit();
    for (let lost = 1; lost <= count; lost += 1) {
      const { store } = await prepared(3);
      network.plan((n) => (n === lost ? 'lost answer' : 'arrives'));
      expect(await store.commit(run(2), secondPayload)).toEqual({ outcome: 'committed' });
      network.plan(() => 'arrives');
      await using(store, async () => expect(withoutAttempts(await everythingIn(store))).toEqual(after));
    }
  }, 120_000);

  it('that turns out to be a pause does no harm to what others did meanwhile, at any request', async () => {
    const after = await undisturbed(secondPayload, thirdPayload);
    const count = await requestsOfCommit();
    for (let held = 1; held <= count; held += 1) {
      const { store, fresh } = await prepared();
      const pause = gate();
      const reached = gate();
      network.plan(async (n): Promise<Fate> => {
        if (n === held) {
          reached.open();
          await pause.opened;
        }
        return 'arrives';
      });
      const late = store.commit(run(2), secondPayload);
      await reached.opened;
      await using(fresh(), async (quick) => {
        if ((await quick.latestRun(ORG))?.seq === 1) await quick.commit(run(2, { attempt: 'quick' }), secondPayload);
        await quick.commit(run(3), thirdPayload);
      });
      pause.open();
      await late;
      await store.close();
      await using(fresh(), async (witness) => {
        expect(withoutAttempts(await everythingIn(witness))).toEqual(after);
      });
    }
  }, 120_000);
});

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

async function using<T>(store: Store, work: (store: Store) => Promise<T>): Promise<T> {
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Tries at the same run differ in their attempt, and in nothing that people see. */
function withoutAttempts(state: object): object {
  return JSON.parse(
    JSON.stringify(state, (key, value: unknown) =>
      key === 'attempt' ? undefined : value instanceof Map ? [...value] : value,
    ),
  );
}
