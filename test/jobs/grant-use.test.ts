import type { FrozenClock } from '../../lib/clock.ts';
import { addDays, dayOf } from '../../lib/domain/day.ts';
import { addGuardian, World } from '../../lib/simulator/index.ts';
import { told, type WatchedOrg, watchOrg } from '../support/watched-org.ts';

const MANIFEST = `
orgs: [{ name: demo, enforceScopes: true }]
thresholds: { observationDays: 7, youngGrantDays: 0 }
`;
const RECORDINGS = { method: 'GET', template: '/api/v2/recording/jobs' };
const QUEUES = { method: 'GET', template: '/api/v2/routing/queues' };
const USERS = { method: 'GET', template: '/api/v2/users/{userId}' };
const DAYS_KNOWN = 40;
const A_WEEK_HOURS = 8 * 24;

/** A recorder that needs half of its role, and a wallboard that needs half of its scopes; nobody has watched them yet. */
function org(clock: FrozenClock): World {
  const today = dayOf(clock.now());
  const world = new World({
    org: { name: 'demo' },
    settings: { usage: { mode: 'late', lagHours: 0 } },
    clock: () => new Date(`${addDays(today, -DAYS_KNOWN)}T00:00:00Z`),
  });
  addGuardian(world, { secret: 'a-secret-that-opens-nothing' });
  world.createRole({ name: 'Recorder', permissions: ['recording:recording:view', 'routing:queue:view'] });
  world.createClient({
    name: 'Recorder',
    grantType: 'CLIENT-CREDENTIALS',
    grants: [{ role: 'Recorder', division: '*' }],
  });
  world.createClient({ name: 'Wallboard', grantType: 'CODE', scopes: ['routing:readonly', 'users:readonly'] });
  for (let offset = -DAYS_KNOWN; offset < 20; offset += 1) {
    const date = addDays(today, offset);
    world.burn('Recorder', { date, requests: 10, ...QUEUES });
    world.burn('Wallboard', { date, requests: 10, ...USERS });
    world.burn('OAuth Guardian', { date, requests: 10, ...USERS });
  }
  world.settle();
  return world;
}

describe('grants that no call needs', () => {
  let watched: WatchedOrg;
  beforeEach(async () => {
    watched = await watchOrg({ world: org, manifest: MANIFEST });
  });
  afterEach(() => watched.close());

  const UNUSED = ['permission-unused Recorder', 'scope-unused Wallboard'];
  const ofUse = (told: readonly string[]) => told.filter((one) => /^(scope|permission)-(un|mis)/.test(one));

  it('are told once the guardian has watched them for as long as it looks back', async () => {
    expect(ofUse(told(await watched.scan()))).toEqual([]);
    expect(ofUse(told(await watched.scan({ afterHours: 6 * 24 })))).toEqual([]);
    expect(ofUse(told(await watched.scan({ afterHours: 2 * 24 })))).toEqual(UNUSED);
  });

  it('are told where configuration and usage are read by runs of their own, and not before both were', async () => {
    await watched.scan({ job: 'usage' });
    await watched.scan({ job: 'configuration' });
    await watched.scan({ job: 'configuration', afterHours: A_WEEK_HOURS });
    expect(ofUse(told(await watched.scan({ job: 'usage' })))).toEqual(UNUSED);
    expect(ofUse(told(await watched.scan({ job: 'configuration', afterHours: 24 }), 'resolved'))).toEqual([]);
  });

  it('are not told of a grant that this very run has seen for the first time', async () => {
    await watched.scan();
    watched.world.addScopes('Wallboard', ['presence:readonly']);
    const { transitions } = await watched.scan({ afterHours: A_WEEK_HOURS });
    const found = transitions.find(({ finding }) => finding.rule === 'scope-unused');
    expect(found?.finding.evidence).toEqual({ scopes: ['routing:readonly'] });
  });

  it('resolve with the first call that needs them', async () => {
    await watched.scan();
    await watched.scan({ afterHours: A_WEEK_HOURS });
    watched.world.burn('Wallboard', { date: dayOf(watched.clock.now()), requests: 1, ...QUEUES });
    expect(ofUse(told(await watched.scan({ afterHours: 24 }), 'resolved'))).toEqual(['scope-unused Wallboard']);
  });

  it('resolve when their client is gone, though usage and roles are read by different runs', async () => {
    await watched.scan({ job: 'configuration' });
    await watched.scan({ job: 'usage' });
    await watched.scan({ job: 'configuration', afterHours: A_WEEK_HOURS });
    await watched.scan({ job: 'usage' });
    watched.world.deleteClient('Recorder');
    await watched.scan({ job: 'configuration' });
    expect(ofUse(told(await watched.scan({ job: 'usage' }), 'resolved'))).toEqual(['permission-unused Recorder']);
  });

  it('are not told of a client with a call of which nobody knows what it needs', async () => {
    const date = addDays(dayOf(watched.clock.now()), 3);
    watched.world.burn('Recorder', { date, requests: 1, method: 'GET', template: '/api/v2/brandnew' });
    await watched.scan();
    expect(ofUse(told(await watched.scan({ afterHours: A_WEEK_HOURS })))).toEqual(['scope-unused Wallboard']);
  });

  it('of a history from before call profiles are not told on the strength of what it does not hold', async () => {
    const { run } = await watched.scan();
    const { endpointsFrom: _, ...before } = run;
    const old = { ...before, seq: run.seq + 1, attempt: 'old', at: `${run.at.slice(0, -4)}999Z` };
    await watched.store.commit(old, { revisions: [], approvals: [], transitions: [], usage: [], endpoints: [] });
    const next = await watched.scan();
    expect(next.run).toMatchObject({ endpointsFrom: '2026-01-31', endpointsThrough: '2026-03-02' });
  });

  it('are looked for only in runs that judge usage', async () => {
    await watched.scan();
    const before = watched.store.consumption.itemsRead;
    await watched.scan();
    expect(watched.store.consumption.itemsRead - before).toBeLessThan(6);
  });
});

describe('permissions that calls need and nobody gave', () => {
  it('are told of calls that are refused, at the first look', async () => {
    const watched = await watchOrg({ world: org, manifest: MANIFEST });
    try {
      watched.world.burn('Recorder', { date: '2026-03-01', requests: 4, status400: 4, ...RECORDINGS });
      const { transitions } = await watched.scan();
      expect(transitions.filter(({ finding }) => finding.rule === 'permission-missing')).toMatchObject([
        { to: 'open', finding: { client: { name: 'Recorder' }, severity: 'medium' } },
      ]);
    } finally {
      await watched.close();
    }
  });
});
