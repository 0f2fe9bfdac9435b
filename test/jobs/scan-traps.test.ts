import { FrozenClock } from '../../lib/clock.ts';
import { findUsage } from '../../lib/jobs/queries/usage.ts';
import { DEMO_CLIENTS } from '../../lib/simulator/index.ts';
import { START, told, type WatchedOrg, watchOrg } from '../support/watched-org.ts';

/** Like a real clock, it never tells the same time twice. */
class TickingClock extends FrozenClock {
  override now(): Date {
    void this.sleep(1);
    return super.now();
  }
}

let watched: WatchedOrg;
afterEach(async () => {
  await watched.close();
});

describe('a scan', () => {
  it('tells of a new client once, though its clock goes on between reading and committing', async () => {
    watched = await watchOrg({ clock: new TickingClock(START) });
    await watched.scan();
    watched.world.createClient({ name: 'Stranger', grantType: 'CODE', scopes: ['users:readonly'] });
    expect(told(await watched.scan())).toContain('client-created Stranger');
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    expect(told(await watched.scan())).toEqual([`scope-added ${DEMO_CLIENTS.crm}`]);
  });

  it('does not name whoever edited a client as the one who used up its quota', async () => {
    watched = await watchOrg();
    await watched.scan({ afterHours: 0 });
    watched.world.burn(DEMO_CLIENTS.crm, { date: '2026-03-03', requests: 275_000 });
    await watched.clock.sleep(23 * 3_600_000);
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings'], { by: 'Sam Ortiz' });
    const { transitions } = await watched.scan();
    const actors = new Map(transitions.map(({ finding }) => [finding.rule, finding.actor?.id]));
    expect(actors.get('scope-added')).toEqual(expect.any(String));
    expect([...actors.keys()]).toContain('quota-share');
    expect(actors.get('quota-share')).toBeUndefined();
  });
});

describe('usage of one client', () => {
  it("stands beside the whole org's forecast", async () => {
    watched = await watchOrg();
    for (let day = 1; day <= 20; day += 1) {
      const date = `2026-02-${String(day).padStart(2, '0')}`;
      watched.world.burn(DEMO_CLIENTS.crm, { date, requests: 1_000 });
      watched.world.burn(DEMO_CLIENTS.wallboard, { date, requests: 9_000 });
    }
    await watched.scan();
    const org = watched.config.orgs?.[0];
    if (!org) throw new Error('the manifest names no org');
    const ask = { store: watched.store, org, config: watched.config, since: '2026-02-01', until: '2026-02-20' };
    const all = await findUsage({ ...ask, now: watched.clock.now() });
    const [crm] = all.clients.filter(({ client }) => client.name === DEMO_CLIENTS.crm);
    const one = await findUsage({ ...ask, now: watched.clock.now(), clientId: crm?.client.id });
    expect(one).toEqual({ ...all, clients: [crm] });
    expect(all.clients.length).toBeGreaterThan(1);
  });
});
