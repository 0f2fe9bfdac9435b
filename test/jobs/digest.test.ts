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

describe('a digest that is due by age', () => {
  let store: Store;
  const sent: string[] = [];
  beforeEach(async () => {
    store = (await newTable(engine())).open();
    sent.length = 0;
  });
  afterEach(() => store.close());

  const HOURS_OF_A_DAY = 24;
  const ask = (hour: number, yaml = '') => {
    const { config } = parseConfig(`orgs: [{ name: prod }]\n${yaml}`, 'guardian.yaml');
    const [org] = config.orgs ?? [];
    if (!org) throw new Error('there is an org');
    const sink = { channel: 'outbox', send: async () => void sent.push(atOf(hour)) };
    return sendDigest({ store, org, config, slot: atOf(hour), sink, compose: () => message, due: 'age' });
  };

  it('comes a period after the org was first known, and once a period, however often somebody asks', async () => {
    await store.commit(run(1, { baselineAt: atOf(1) }), payload());
    const outcomes = [];
    for (let hour = 1; hour <= 3 * HOURS_OF_A_DAY; hour += 5) outcomes.push(await ask(hour));
    expect(sent).toEqual([atOf(26), atOf(51)]);
    expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(2);
  });

  it('waits for the first look', async () => {
    expect(await ask(100)).toBe('too-early');
    await store.commit(run(1), payload());
    expect(await ask(100)).toBe('too-early');
  });

  it('does not wait for years because a clock was once ahead', async () => {
    await store.commit(run(1, { baselineAt: atOf(1) }), payload());
    expect(await ask(9_600)).toBe('sent');
    expect(await ask(40)).toBe('sent');
    expect(await ask(41)).toBe('too-early');
    expect(await ask(64)).toBe('sent');
  });

  it('keeps to its own period', async () => {
    await store.commit(run(1, { baselineAt: atOf(1) }), payload());
    expect(await ask(7 * HOURS_OF_A_DAY, 'alerts: { digest: weekly }')).toBe('too-early');
    expect(await ask(7 * HOURS_OF_A_DAY + 1, 'alerts: { digest: weekly }')).toBe('sent');
    expect(await ask(9 * HOURS_OF_A_DAY, 'alerts: { digest: off }')).toBe('off');
  });
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
