import { composeMessages } from '../../lib/alerts/index.ts';
import { DEMO_CLIENTS, DEMO_ROLES } from '../../lib/simulator/index.ts';
import { told, type WatchedOrg, watchOrg } from '../support/watched-org.ts';

/** Drifts in disguise: each is made so that something that was approved seems to cover it. */
describe('a drift in disguise', () => {
  let watched: WatchedOrg;
  beforeEach(async () => {
    watched = await watchOrg();
  });
  afterEach(async () => {
    await watched.close();
  });

  const EDIT_USERS = ['directory:user:edit'];

  it('is seen in a role that was made under the name of a deleted one that the manifest names', async () => {
    const { world } = watched;
    await watched.scan();
    world.deleteRole(DEMO_ROLES.recorder);
    const impostor = world.createRole({ name: DEMO_ROLES.recorder, permissions: EDIT_USERS });
    world.grantRole(DEMO_CLIENTS.recorder, impostor.id, 'Sales');
    expect(told(await watched.scan())).toContain(`role-added ${DEMO_CLIENTS.recorder}`);
  });

  it('is seen in a role that took over the name of one that was renamed', async () => {
    const { world } = watched;
    const impostor = world.createRole({ name: 'Helper', permissions: EDIT_USERS });
    await watched.scan();
    world.renameRole(DEMO_ROLES.recorder, 'Former recorder');
    world.renameRole(impostor.id, DEMO_ROLES.recorder);
    world.grantRole(DEMO_CLIENTS.recorder, impostor.id, 'Sales');
    expect(told(await watched.scan())).toEqual([`role-added ${DEMO_CLIENTS.recorder}`]);
  });

  it('is seen in a division that took over the name of one that was renamed', async () => {
    const { world } = watched;
    await watched.scan();
    world.renameDivision('Sales', 'Former sales');
    world.renameDivision('Claims', 'Sales');
    world.revokeRole(DEMO_CLIENTS.wallboard, DEMO_ROLES.wallboard);
    world.grantRole(DEMO_CLIENTS.wallboard, DEMO_ROLES.wallboard, 'Sales');
    expect(told(await watched.scan())).toContain(`division-widened ${DEMO_CLIENTS.wallboard}`);
  });

  it('is seen in a role that gives without a condition what the approved one gives under one', async () => {
    const { world } = watched;
    world.createRole({ name: 'Careful', permissions: EDIT_USERS, conditional: EDIT_USERS });
    const grants = [{ role: 'Careful', division: 'Sales' }];
    world.createClient({ name: 'Unmanaged', grantType: 'CLIENT-CREDENTIALS', grants, tokenSeconds: 3600 });
    await watched.scan();
    world.createRole({ name: 'Careless', permissions: EDIT_USERS });
    world.revokeRole('Unmanaged', 'Careful');
    world.grantRole('Unmanaged', 'Careless', 'Sales');
    expect(told(await watched.scan())).toEqual(['role-added Unmanaged']);
  });

  it('is told of a client that was renamed to fit the pattern of a vendor', async () => {
    const { world, config } = watched;
    const disguise = { grantType: 'CODE', redirectUris: [...(config.vendors[1]?.redirectUris ?? [])] } as const;
    world.createClient({ name: 'Nobody', ...disguise, scopes: ['users:readonly'], tokenSeconds: 3600 });
    await watched.scan();
    world.setClient('Nobody', { name: DEMO_CLIENTS.crm, scope: config.vendors[1]?.scopes ?? [] });
    expect(told(await watched.scan())).toEqual([`client-created ${DEMO_CLIENTS.crm}`]);
  });

  it('stays open when its client is renamed out of the pattern of its vendor', async () => {
    const { world } = watched;
    world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    expect(told(await watched.scan())).toContain(`scope-added ${DEMO_CLIENTS.crm}`);
    world.setClient(DEMO_CLIENTS.crm, { name: 'Something else' });
    expect(told(await watched.scan(), 'resolved')).toEqual([]);
  });

  it('is no less a share of the quota where its client took the name of one of Genesys', async () => {
    const { world } = watched;
    await watched.scan();
    const { id } = world.setClient(DEMO_CLIENTS.wallboard, { name: 'PureCloud' });
    world.burn(id, { date: '2026-03-03', requests: 2_750_000 });
    expect(told(await watched.scan({ afterHours: 24 }))).toContain('quota-share PureCloud');
  });

  it('is told once its rule is no longer staged, although nothing else changed', async () => {
    await watched.scan();
    watched.config.rules['scope-added'] = { staging: true };
    watched.world.addScopes(DEMO_CLIENTS.crm, ['recordings']);
    const staged = await watched.scan();
    expect(composeMessages({ ...staged, settings: watched.config.thresholds })).toEqual([]);
    delete watched.config.rules['scope-added'];
    const told = await watched.scan();
    expect(composeMessages({ ...told, settings: watched.config.thresholds })).toHaveLength(1);
    expect((await watched.scan()).transitions).toEqual([]);
  });
});
