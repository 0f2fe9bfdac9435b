import { Bench, HandClock, smallOrg } from './harness.ts';

const CLIENTS = '/api/v2/oauth/clients';

describe('a read soon after an edit', () => {
  it('answers the state before it until the delay has passed', async () => {
    const clock = new HandClock();
    const world = smallOrg(clock);
    world.createClient({ name: 'Acme', grantType: 'CODE', scopes: ['users'] });
    clock.forward({ minutes: 1 });
    world.settings.consistencyDelayMs = 10_000;
    const bench = await Bench.start({ world });
    const scopes = async () => (await bench.get(CLIENTS)).body.entities[1].scope;
    world.addScopes('Acme', ['analytics']);
    clock.forward({ seconds: 9 });
    expect(await scopes()).toEqual(['users']);
    clock.forward({ seconds: 1 });
    expect(await scopes()).toEqual(['users', 'analytics']);
  });

  it('still shows a client that was deleted, and not yet one that was created', async () => {
    const clock = new HandClock();
    const world = smallOrg(clock);
    world.createClient({ name: 'Old', grantType: 'CODE' });
    world.settle();
    world.settings.consistencyDelayMs = 10_000;
    world.deleteClient('Old');
    world.createClient({ name: 'New', grantType: 'CODE' });
    const { body } = await (await Bench.start({ world })).get(CLIENTS);
    expect(body.entities.map(({ name }: { name: string }) => name)).toEqual(['OAuth Guardian', 'Old']);
  });

  it('sees roles as late as clients', async () => {
    const clock = new HandClock();
    const world = smallOrg(clock);
    world.settle();
    world.settings.consistencyDelayMs = 10_000;
    world.renameRole('OAuth Guardian', 'Renamed');
    const bench = await Bench.start({ world });
    const name = async () => (await bench.get('/api/v2/authorization/roles')).body.entities[0].name;
    expect(await name()).toBe('OAuth Guardian');
    clock.forward({ seconds: 10 });
    expect(await name()).toBe('Renamed');
  });
});
