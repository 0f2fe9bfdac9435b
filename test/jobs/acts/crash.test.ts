import { systemClock } from '../../../lib/clock.ts';
import { parseConfig } from '../../../lib/config/index.ts';
import { openDigest } from '../../../lib/domain/finding.ts';
import { type ActOptions, commitAct } from '../../../lib/jobs/acts/act.ts';
import { acknowledge } from '../../../lib/jobs/acts/triage.ts';
import type { Store } from '../../../lib/ports.ts';
import { faultyNetwork, type Network } from '../../store/faulty-network.ts';
import { finding, ORG, opened, payload, run } from '../../store/fixtures.ts';
import { newTable, sharedEngine } from '../../store/stores.ts';

const FINDING = finding('users');
const BY_SAM: Omit<ActOptions, 'store'> = {
  clock: systemClock,
  org: ORG,
  config: parseConfig('', 'guardian.yaml').config,
  by: 'sam',
};

describe('an act that dies on its way', () => {
  const shared = sharedEngine();
  let network: Network;
  beforeAll(async () => {
    network = await faultyNetwork(shared.engine().endpoint);
  });
  afterAll(() => network.close());

  it('is wholly there or not at all, wherever it dies, and may be asked for again', async () => {
    let hasDied = true;
    let died = 0;
    for (let request = 1; hasDied && request < 40; request += 1) {
      const { open } = await newTable(shared.engine());
      const store = open();
      await store.commit(
        run(1, { openDigest: openDigest([FINDING]), open: { critical: 0, high: 1, medium: 0, low: 0, info: 0 } }),
        payload({ transitions: [opened(FINDING)] }),
      );
      const dying = open({ endpoint: network.endpoint, maxAttempts: 1 });
      // From this request on nothing of the process gets through.
      network.plan((n) => (n < request ? 'arrives' : n === request ? 'lost answer' : 'lost request'));
      hasDied = await acknowledged(dying).then(
        () => false,
        () => true,
      );
      await dying.close();
      died += hasDied ? 1 : 0;
      const latest = await store.latestRun(ORG);
      const state = await stateIn(store);
      expect([latest?.seq, state]).toEqual(latest?.job === 'act' ? [2, 'acknowledged'] : [1, 'open']);
      expect((await store.history(ORG, {})).items).toHaveLength(latest?.seq ?? 0);
      if (state === 'open') await acknowledged(store);
      expect([await stateIn(store), (await store.latestRun(ORG))?.open.high]).toEqual(['acknowledged', 0]);
      await store.close();
    }
    expect(hasDied).toBe(false);
    expect(died).toBeGreaterThan(5);
  });

  it('is committed once where the answer to the commit was lost', async () => {
    const { open } = await newTable(shared.engine());
    const store = open();
    await store.commit(run(1, { openDigest: openDigest([FINDING]) }), payload({ transitions: [opened(FINDING)] }));
    const shaky = open({ endpoint: network.endpoint });
    network.plan((n) => (n % 2 === 0 ? 'lost answer' : 'arrives'));
    await acknowledged(shaky);
    await shaky.close();
    expect((await store.latestRun(ORG))?.seq).toBe(2);
    expect((await store.history(ORG, {})).items).toHaveLength(2);
    await store.close();
  });

  it('is nothing where nothing is decided', async () => {
    const { open } = await newTable(shared.engine());
    const store = open();
    await store.commit(run(1, { openDigest: openDigest([]) }), payload());
    expect(await commitAct({ ...BY_SAM, store }, () => undefined)).toEqual({ transitions: [] });
    expect((await store.latestRun(ORG))?.seq).toBe(1);
    await store.close();
  });
});

function acknowledged(store: Store) {
  return acknowledge({ ...BY_SAM, store, ids: [FINDING.id], owner: 'Voice' });
}

async function stateIn(store: Store) {
  return (await store.findingsById(ORG, [FINDING.id])).get(FINDING.id)?.state;
}
