import { parseConfig } from '../../lib/config/index.ts';
import type { Transition } from '../../lib/domain/finding.ts';
import { sendDigest } from '../../lib/jobs/digest.ts';
import type { AlertMessage, DigestFacts, Store } from '../../lib/ports.ts';
import { atOf, finding, ORG, opened, payload, resolved, run } from '../store/fixtures.ts';
import { newTable, sharedEngine } from '../store/stores.ts';

const { engine } = sharedEngine();
const users = finding('users');

describe('the facts of a digest', () => {
  let store: Store;
  beforeEach(async () => {
    store = (await newTable(engine())).open();
  });
  afterEach(() => store.close());

  it('have a waiver of guardian.yaml with its finding, also when that is resolved', async () => {
    await commit([opened(users)]);
    await commit([resolved(users)], 2);
    const { waivers } = await factsWith('orgs: [{ name: prod }]', users.id);
    expect(waivers).toMatchObject([{ waiver: { finding: users.id }, finding: { state: 'resolved' } }]);
  });

  it('have one that names no finding, where there is one org only', async () => {
    await commit([]);
    expect((await factsWith('orgs: [{ name: prod }]', 'scope-added-000000000000')).waivers).toMatchObject([
      { waiver: { finding: 'scope-added-000000000000' } },
    ]);
  });

  it('leave it out where it may be of another org', async () => {
    await commit([]);
    const { waivers } = await factsWith('orgs: [{ name: prod }, { name: test }]', 'scope-added-000000000000');
    expect(waivers).toEqual([]);
  });

  async function commit(transitions: readonly Transition[], seq = 1): Promise<void> {
    const counts = { revisions: 0, transitions: transitions.length, usageRows: 0 };
    await store.commit(run(seq, { counts }), payload({ transitions }));
  }

  async function factsWith(orgs: string, id: string): Promise<DigestFacts> {
    const entry = `{ finding: ${id}, evidence: "0123456789abcdef", reason: why, by: Grace, on: 2026-03-01 }`;
    const { config } = parseConfig(`${orgs}\nwaivers:\n  - ${entry}\n`, 'guardian.yaml');
    const [org] = config.orgs ?? [];
    if (!org || org.name !== ORG) throw new Error('the first org is prod');
    const told: DigestFacts[] = [];
    const compose = (facts: DigestFacts) => {
      told.push(facts);
      return message;
    };
    await sendDigest({ store, org, config, slot: atOf(5), sink: { channel: 'mail', send: async () => {} }, compose });
    const [facts] = told;
    if (!facts) throw new Error('nothing was told');
    return facts;
  }
});

const message: AlertMessage = {
  key: 'prod/digest',
  org: ORG,
  severity: 'info',
  kind: 'digest',
  subject: '[DIGEST]',
  text: '',
  attributes: {
    severity: 'info',
    vendor: 'none',
    owner: 'none',
    rule: 'none',
    state: 'none',
    kind: 'digest',
    org: ORG,
  },
  at: atOf(5),
};
