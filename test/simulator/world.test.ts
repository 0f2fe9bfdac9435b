import type { World } from '../../lib/simulator/index.ts';
import { HandClock, smallOrg } from './harness.ts';

/** An org with one role, two divisions and one client of each kind, an hour old and without an audit trail. */
function org(): World {
  const clock = new HandClock();
  const world = smallOrg(clock);
  world.createDivision('Sales');
  world.createRole({ name: 'Recorder', permissions: ['recording:recording:view'] });
  world.createClient({ name: 'Code app', grantType: 'CODE', scopes: ['users', 'routing'] });
  world.createClient({
    name: 'Service app',
    grantType: 'CLIENT-CREDENTIALS',
    grants: [{ role: 'Recorder', division: 'Sales' }],
  });
  world.settle();
  clock.forward({ hours: 1 });
  return world;
}

describe('every edit of a client', () => {
  const EDITS: readonly (readonly [string, (world: World) => unknown])[] = [
    ['addScopes', (world) => world.addScopes('Code app', ['analytics'], { by: 'Dana' })],
    ['removeScopes', (world) => world.removeScopes('Code app', ['users'], { by: 'Dana' })],
    ['setClient', (world) => world.setClient('Code app', { accessTokenValiditySeconds: 60 }, { by: 'Dana' })],
    ['grantRole', (world) => world.grantRole('Service app', 'Recorder', '*', { by: 'Dana' })],
    ['revokeRole', (world) => world.revokeRole('Service app', 'Recorder', 'Sales', { by: 'Dana' })],
    ['createClient', (world) => world.createClient({ name: 'New app', grantType: 'CODE' }, { by: 'Dana' })],
  ];

  it.each(EDITS)('says who made it, and when: %s', (_, edit) => {
    const world = org();
    expect(edit(world)).toMatchObject({ dateModified: '2026-11-20T11:00:00.000Z', modifiedBy: { name: 'Dana' } });
  });

  it.each(EDITS)('leaves one audit entry: %s', (_, edit) => {
    const world = org();
    edit(world);
    expect(world.audits).toEqual([
      expect.objectContaining({
        entityType: 'OAuthClient',
        eventDate: '2026-11-20T11:00:00.000Z',
        user: world.actor('Dana'),
        propertyChanges: expect.arrayContaining([expect.anything()]),
      }),
    ]);
  });
});

describe('scopes', () => {
  it('are added once', () => {
    const world = org();
    expect(world.addScopes('Code app', ['routing', 'analytics']).scope).toEqual(['users', 'routing', 'analytics']);
  });

  it('are removed', () => {
    expect(org().removeScopes('Code app', ['users', 'never held']).scope).toEqual(['routing']);
  });
});

describe('a role', () => {
  it('is granted in a division, in all of them, or on the subject', () => {
    const world = org();
    const [roleId, home] = [world.role('Recorder').id, world.homeDivision.id];
    world.grantRole('Code app', 'Recorder', 'Home');
    world.grantRole('Code app', 'Recorder', '*');
    world.grantRole('Code app', 'Recorder', '*');
    world.grantRole('Code app', 'Recorder', 'Sales', { direct: true });
    const { roleDivisions, directGrants } = world.client('Code app');
    expect(roleDivisions).toEqual([
      { roleId, divisionId: home },
      { roleId, divisionId: '*' },
    ]);
    expect(directGrants).toEqual([{ roleId, divisionId: world.division('Sales').id }]);
  });

  it('is revoked in one division or in all', () => {
    const world = org();
    world.grantRole('Service app', 'Recorder', 'Home');
    expect(world.revokeRole('Service app', 'Recorder', 'Home').roleDivisions).toHaveLength(1);
    world.grantRole('Service app', 'Recorder', 'Home');
    expect(world.revokeRole('Service app', 'Recorder').roleDivisions).toEqual([]);
  });

  it('gains and loses permissions without any client changing', () => {
    const world = org();
    const before = world.client('Service app');
    world.editRole('Recorder', { add: ['recording:recording:edit'], remove: ['recording:recording:view'], by: 'Dana' });
    expect(world.role('Recorder')).toMatchObject({
      permissions: ['recording:recording:edit'],
      modifiedBy: { name: 'Dana' },
    });
    expect(world.client('Service app')).toBe(before);
    expect(world.audits).toMatchObject([
      {
        entityType: 'Role',
        action: 'Update',
        propertyChanges: [
          {
            property: 'permissions',
            oldValues: ['recording:recording:view'],
            newValues: ['recording:recording:edit'],
          },
        ],
      },
    ]);
  });

  it('keeps its id when it is renamed', () => {
    const world = org();
    const { id } = world.role('Recorder');
    world.renameRole('Recorder', 'Listener');
    expect(world.role('Listener').id).toBe(id);
    expect(() => world.role('Recorder')).toThrow('The simulated org has no role "Recorder"');
  });

  it('takes its grants along when it is deleted, or leaves them dangling', () => {
    const [clean, dangling] = [org(), org()];
    clean.deleteRole('Recorder');
    expect(clean.client('Service app').roleDivisions).toEqual([]);
    dangling.deleteRole('Recorder', { leaveGrants: true });
    expect(dangling.client('Service app').roleDivisions).toHaveLength(1);
  });
});

describe('a client', () => {
  it('is found by name or id', () => {
    const world = org();
    expect(world.client(world.client('Code app').id)).toBe(world.client('Code app'));
    expect(() => world.client('Nobody')).toThrow('The simulated org has no client "Nobody"');
  });

  it('keeps its id when it is deleted and restored', () => {
    const world = org();
    const { id, scope } = world.client('Code app');
    world.deleteClient('Code app');
    expect(() => world.client('Code app')).toThrow();
    expect(world.restoreClient('Code app')).toMatchObject({ id, scope });
    expect(world.audits.map(({ action }) => action)).toEqual(['Delete', 'Update']);
  });

  it('cannot be restored if it was never deleted', () => {
    expect(() => org().restoreClient('Code app')).toThrow('no deleted client "Code app"');
  });

  it('may share its name with another', () => {
    const world = org();
    expect(world.createClient({ name: 'Code app', grantType: 'CODE' }).id).not.toBe(world.client('Code app').id);
  });
});

describe('ids', () => {
  it('follow from what was done, so that every run has the same', () => {
    const ids = (world: World) => [...world.clients.values()].map(({ id }) => id);
    expect(ids(org())).toEqual(ids(org()));
  });

  it('are UUIDs in lower case', () => {
    const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    for (const { id } of org().clients.values()) expect(id).toMatch(pattern);
  });
});
