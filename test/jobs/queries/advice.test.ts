import { findAdvice, findEnforcement, findExplanation } from '../../../lib/jobs/queries/advice.ts';
import { demoStory, type World } from '../../../lib/simulator/index.ts';
import { type WatchedOrg, watchOrg } from '../../support/watched-org.ts';

const RECORDER = 'Acme Recorder Transcription';
const LEGACY = 'Legacy Screen Pop';

/** The demo org with a first scan, after `prepare` and before `change`. */
async function scanned(prepare: (world: World) => void = () => {}): Promise<WatchedOrg> {
  const org = await watchOrg({});
  prepare(org.world);
  await org.scan({ afterHours: 0 });
  return org;
}

function queryOf({ store, config, clock }: WatchedOrg) {
  const [org] = config.orgs ?? [];
  if (!org) throw new Error('no org');
  return { store, org, config, now: clock.now() };
}

describe('advice from the store', () => {
  let org: WatchedOrg;
  beforeAll(async () => {
    org = await scanned((world) => {
      world.editRole('Acme Recorder', { add: ['quality:evaluation:view'] });
      world.burn(LEGACY, { method: 'GET', template: '/api/v2/nothing/of/the/kind', requests: 3, date: '2026-03-01' });
    });
  });
  afterAll(() => org.close());

  it('observes the whole window after the first scan', async () => {
    const { window, clients } = await findAdvice(queryOf(org));
    expect(window).toEqual({ from: '2026-02-01', through: '2026-03-02', daysWanted: 30, daysObserved: 30 });
    expect(clients.map(({ vendor, client }) => [vendor, client.name])).toEqual([
      ['Acme Recorder', RECORDER],
      ['Aurora platform team', 'OAuth Guardian'],
      ['Lumen Wallboard', 'Lumen Wallboard'],
      ['Northwind CRM', 'Northwind CRM Connector'],
      [null, LEGACY],
    ]);
  });

  it('says what a vendor holds and never needed', async () => {
    const { clients } = await findAdvice({ ...queryOf(org), vendor: 'acme recorder' });
    expect(clients).toHaveLength(1);
    expect(clients[0]?.remove).toEqual([{ name: 'quality:evaluation:view', breaks: [] }]);
    expect(clients[0]?.confidence).toEqual({ level: 'high', reasons: [] });
  });

  it('does not claim days that nobody read', async () => {
    const { window, clients } = await findAdvice({ ...queryOf(org), since: '2026-01-01T00:00:00.000Z' });
    expect(window).toMatchObject({ from: '2026-01-01', daysWanted: 61, daysObserved: 31 });
    expect(clients[0]?.remove[0]?.wait).toContain('31 of 61 days');
  });

  it('lists a call that the catalogue does not know', async () => {
    const { clients } = await findAdvice(queryOf(org));
    const legacy = clients.find(({ client }) => client.name === LEGACY);
    expect(legacy?.basis.unmapped).toMatchObject([{ template: '/api/v2/nothing/of/the/kind', requests: 3 }]);
    const { clients: enforced } = await findEnforcement(queryOf(org));
    expect(enforced.map(({ client, verdict }) => [client.name, verdict])).toEqual([
      [LEGACY, 'unknown'],
      ['Northwind CRM Connector', 'safe'],
    ]);
  });

  it('explains a permission with those who hold it', async () => {
    const { explanation } = await findExplanation(queryOf(org), 'recording:recording:view');
    expect(explanation.holders.map(({ client }) => client.name)).toEqual([RECORDER]);
  });

  it('costs one query for each client, and a handful for all of them', async () => {
    const before = org.store.consumption;
    await findAdvice(queryOf(org));
    const after = org.store.consumption;
    // Five clients and three kinds of heads, each with a look at the projection mark, and the newest run with its own.
    expect(after.requests - before.requests).toBeLessThanOrEqual(2 * (5 + 3) + 2);
    // A client's day is an item.
    expect(after.itemsRead - before.itemsRead).toBeLessThanOrEqual(5 * 30 + 30);
  });
});

describe('the age of grants', () => {
  it('is that of the run that saw them first, and a grant that was taken and given again is young', async () => {
    const org = await scanned();
    try {
      let hours = 0;
      for (const { afterHours, apply } of demoStory.slice(0, 4)) {
        await org.clock.sleep((afterHours - hours) * 3_600_000);
        hours = afterHours;
        apply(org.world);
        await org.scan({ afterHours: 0 });
      }
      const { clients } = await findAdvice(queryOf(org));
      const recorder = clients.find(({ client }) => client.name === RECORDER);
      expect(recorder?.remove.map(({ name, wait }) => [name, wait])).toEqual([
        ['directory:user:edit', 'held since 2026-03-03 only: younger than 14 days'],
        ['recording:recording:editRetention', 'held since 2026-03-03 only: younger than 14 days'],
      ]);
      const crm = clients.find(({ client }) => client.name === 'Northwind CRM Connector');
      expect(crm?.remove.map(({ name }) => name)).toEqual(['analytics:readonly', 'recordings', 'users']);
      expect(crm?.confidence.reasons).toEqual([
        expect.stringContaining('young grants: analytics:readonly, recordings, users'),
      ]);
    } finally {
      await org.close();
    }
  });

  it('is not invented before the first run', async () => {
    const org = await watchOrg({});
    try {
      expect(await findAdvice(queryOf(org))).toMatchObject({ clients: [], unadvised: [] });
    } finally {
      await org.close();
    }
  });
});
