import { parseConfig } from '../../../lib/config/index.ts';
import { proposalText } from '../../../lib/config/init/proposal-text.ts';
import { openGenesys } from '../../../lib/genesys/index.ts';
import { findProposal, type ProposalQuery } from '../../../lib/jobs/manifest/init/find-proposal.ts';
import { lastState } from '../../../lib/jobs/manifest/last-state.ts';
import { stateNow } from '../../../lib/jobs/manifest/state-now.ts';
import { DEMO_CLIENTS, DEMO_ROLES, generateOrg } from '../../../lib/simulator/index.ts';
import { told, type WatchedOrg, watchOrg } from '../../support/watched-org.ts';

const NO_VENDORS = 'orgs: [{ name: demo, licences: { CX3: 100 } }]\n';

describe('a manifest proposed from what was observed', () => {
  let watched: WatchedOrg;
  afterEach(() => watched.close());

  const find = async (difference: Partial<ProposalQuery> = {}) => {
    const { store, config, clock } = watched;
    const org = config.orgs?.[0];
    if (!org) throw new Error('no org');
    const found = await findProposal({
      store,
      org,
      config,
      existing: [],
      namesOrg: false,
      byName: false,
      least: false,
      reviewBy: '2026-06-01',
      now: clock.now(),
      ...difference,
    });
    if (!found) throw new Error('nothing is known');
    return found.proposal;
  };
  const vendor = async (name: string, difference: Partial<ProposalQuery> = {}) => {
    const found = (await find(difference)).vendors.find((one) => one.clients.some((client) => client.name === name));
    if (!found) throw new Error(`no entry for ${name}`);
    return found;
  };

  it('says what no call needed, what is idle, and who shares a role', async () => {
    watched = await watchOrg({ manifest: NO_VENDORS, config: { youngGrantDays: 0 } });
    watched.world.addScopes(DEMO_CLIENTS.crm, ['routing']);
    watched.world.createClient({
      name: 'Sleeper',
      grantType: 'CLIENT-CREDENTIALS',
      grants: [{ role: DEMO_ROLES.recorder, division: 'Sales' }],
    });
    await watched.scan();
    const crm = await vendor(DEMO_CLIENTS.crm);
    expect(crm.scopes?.find(({ value }) => value === 'routing')?.notes).toContain('no call of 30 days needed it');
    expect(crm.scopes?.find(({ value }) => value === 'external-contacts')?.notes.join()).not.toContain('no call');
    expect(crm.endpoints?.calls).toContain('GET /api/v2/users/me');
    expect(crm.quotaShare?.value).toBeGreaterThan(0);
    const sleeper = await vendor('Sleeper');
    expect(sleeper.notes.join()).toMatch(/no request in 30 days: is it still needed\?/);
    expect(sleeper.roles?.[0]?.notes.join()).toContain(`also held by ${DEMO_CLIENTS.recorder}`);
  });

  it('writes the least in place of what is held where the advice is sure, each line with its calls', async () => {
    watched = await watchOrg({ manifest: NO_VENDORS, config: { youngGrantDays: 0 } });
    watched.world.addScopes(DEMO_CLIENTS.crm, ['routing']);
    await watched.scan();
    const crm = await vendor(DEMO_CLIENTS.crm, { least: true });
    expect(crm.scopes?.map(({ value }) => value)).not.toContain('routing');
    expect(crm.scopes?.every(({ notes }) => notes.join().startsWith('for '))).toBe(true);
    expect(crm.notes.join()).toContain('held, and not approved here: routing');
    const wallboard = await vendor(DEMO_CLIENTS.wallboard, { least: true });
    expect(wallboard.permissions?.length).toBeGreaterThan(0);
    expect(wallboard.roles).toMatchObject([{ name: DEMO_ROLES.wallboard, divisions: ['Sales'] }]);
    const { config } = parseConfig(proposalText(await find({ least: true })), 'guardian.yaml');
    Object.assign(watched.config, { vendors: config.vendors });
    expect(told(await watched.scan())).toEqual([`scope-added ${DEMO_CLIENTS.crm}`]);
  });

  it('keeps what is held where the calls were not observed for long enough, and says so', async () => {
    watched = await watchOrg({ manifest: NO_VENDORS, config: { observationDays: 60 } });
    await watched.scan();
    const crm = await vendor(DEMO_CLIENTS.crm, { least: true });
    expect(crm.scopes?.map(({ value }) => value)).toContain('external-contacts');
    expect(crm.notes.join()).toMatch(/what is held stands.*31 of 60 days were observed/);
    expect(crm.notes.join()).toContain('not observed long enough');
  });

  it('opens no drift in a generated org once it is in force', async () => {
    watched = await watchOrg({
      manifest: NO_VENDORS,
      world: (clock) => generateOrg({ seed: 7, clients: 40, roles: 15, divisions: 6, clock: () => clock.now() }),
    });
    const before = told(await watched.scan());
    const { config } = parseConfig(proposalText(await find()), 'guardian.yaml');
    expect(config.vendors.length).toBeGreaterThan(10);
    Object.assign(watched.config, { vendors: config.vendors });
    const opened = told(await watched.scan()).filter((finding) => !before.includes(finding));
    // That vendors share a role is news as soon as there are vendors; none of it is a drift.
    expect(opened.filter((finding) => !finding.startsWith('shared-role '))).toEqual([]);
  });

  it('reads the org as it is now without writing anything', async () => {
    watched = await watchOrg();
    await watched.scan();
    const { store, config, clock, simulator, world } = watched;
    const org = config.orgs?.[0];
    if (!org) throw new Error('no org');
    const before = await lastState({ store, org, config, now: clock.now() });
    world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    const { itemsWritten } = store.consumption;
    const credentials = async () => simulator.credentials;
    const source = openGenesys({ gateway: simulator.url, credentials, now: () => clock.now(), share: 1 });
    const state = await stateNow({ source, store, org, config, clock });
    const crm = [...state.heads.client.values()].find(({ body }) => body?.name === DEMO_CLIENTS.crm);
    expect(crm?.body?.scopes).toContain('recordings');
    expect(crm?.approval?.body.scopes).not.toContain('recordings');
    expect(store.consumption.itemsWritten).toBe(itemsWritten);
    expect(await lastState({ store, org, config, now: clock.now() })).toEqual(before);
  });
});
