import { parse } from 'yaml';
import { GuardianConfigSchema } from '../../lib/domain/manifest.ts';
import {
  DEMO_CLIENTS,
  type DemoStep,
  demoManifest,
  demoOrg,
  demoStory,
  GUARDIAN_PERMISSIONS,
  type World,
} from '../../lib/simulator/index.ts';
import { Bench, HandClock } from './harness.ts';

const manifest = GuardianConfigSchema.parse(parse(demoManifest));

/** The demo org, played up to and with a step. */
function playedTo(last: DemoStep['id']): { readonly world: World; readonly clock: HandClock } {
  const clock = new HandClock('2026-11-18T09:00:00Z');
  const world = demoOrg({ clock: clock.read });
  let hours = 0;
  for (const { id, afterHours, apply } of demoStory) {
    clock.forward({ hours: afterHours - hours });
    hours = afterHours;
    apply(world);
    if (id === last) break;
  }
  return { world, clock };
}

/** Grants of a client as the manifest writes them. */
function grantsOf(world: World, name: string) {
  const nameOf = (divisionId: string) => {
    if (divisionId === '*') return '*';
    return divisionId === world.homeDivision.id ? 'home' : world.division(divisionId).name;
  };
  const roles = new Map<string, string[]>();
  for (const { roleId, divisionId } of world.client(name).roleDivisions) {
    const role = world.role(roleId).name;
    roles.set(role, [...(roles.get(role) ?? []), nameOf(divisionId)]);
  }
  return [...roles].map(([role, divisions]) => ({ name: role, divisions }));
}

describe("the demo's manifest", () => {
  it('is a guardian.yaml for one org with 100 CX3 users', () => {
    expect(manifest.orgs).toMatchObject([{ name: 'demo', licences: { CX3: 100 }, enforceScopes: 'unknown' }]);
  });

  it('approves exactly what the org has at the baseline', () => {
    const { world } = playedTo('baseline');
    for (const vendor of manifest.vendors) {
      const client = world.client(vendor.clients[0] ?? '');
      expect(client.authorizedGrantType).toBe(vendor.grantType);
      expect(client.scope).toEqual(vendor.scopes ?? []);
      expect(client.registeredRedirectUri).toEqual(vendor.redirectUris ?? []);
      expect(grantsOf(world, client.name)).toEqual(vendor.roles ?? []);
      if (vendor.maxTokenSeconds) expect(client.accessTokenValiditySeconds).toBe(vendor.maxTokenSeconds);
    }
  });

  it('leaves one client out: the legacy one that nobody owns', () => {
    const { world } = playedTo('baseline');
    const managed = manifest.vendors.flatMap(({ clients }) => clients);
    const unmanaged = [...world.clients.values()].filter(({ name }) => !managed.includes(name));
    expect(unmanaged).toMatchObject([{ name: DEMO_CLIENTS.legacy, authorizedGrantType: 'TOKEN' }]);
  });
});

describe('the demo org', () => {
  it("gives the guardian's client exactly what it needs", () => {
    const { world } = playedTo('baseline');
    expect(world.role('OAuth Guardian').permissions).toEqual([...GUARDIAN_PERMISSIONS]);
  });

  it('has an app whose client is only among the authorisations', () => {
    const { world } = playedTo('baseline');
    const [type] = [...world.integrationTypes.values()];
    expect(type?.vendorOAuthClientIds.map((id) => world.authorizations.get(id)?.name)).toEqual([DEMO_CLIENTS.survey]);
  });

  it('begins with an empty audit trail', () => {
    expect(playedTo('baseline').world.audits).toEqual([]);
  });
});

describe('the story', () => {
  it('moves forward in time', () => {
    const hours = demoStory.map(({ afterHours }) => afterHours);
    expect(hours).toEqual([...hours].sort((a, b) => a - b));
  });

  it('lets a vendor gain scopes', () => {
    expect(playedTo('scopes-gained').world.client(DEMO_CLIENTS.crm).scope).toEqual(
      expect.arrayContaining(['analytics:readonly', 'recordings', 'users']),
    );
  });

  it('edits a role while its client stays as it was', () => {
    const before = playedTo('scopes-gained').world.client(DEMO_CLIENTS.recorder);
    const { world } = playedTo('role-edited');
    expect(world.client(DEMO_CLIENTS.recorder)).toEqual(before);
    expect(world.role('Acme Recorder').permissions).toContain('directory:user:edit');
  });

  it('widens a grant to all divisions', () => {
    const { world } = playedTo('grant-widened');
    expect(grantsOf(world, DEMO_CLIENTS.wallboard)).toEqual([{ name: 'Lumen Wallboard', divisions: ['Sales', '*'] }]);
  });

  it.each([
    ['before', 'grant-widened', false],
    ['after', 'quota-exceeded', true],
  ] as const)("%s the step has a vendor over half of yesterday's budget: %s", async (_, step, isOver) => {
    const { world, clock } = playedTo(step);
    if (step === 'grant-widened') clock.forward({ hours: 21 });
    const bench = await Bench.start({ world });
    const query = { interval: '2026-11-18T00:00:00Z/2026-11-18T23:59:59Z', groupBy: ['OauthClientName'] };
    const { body: job } = await bench.post('/api/v2/usage/aggregates/query/jobs', query);
    await bench.get(job.resultsUri);
    const { body } = await bench.get(job.resultsUri);
    const heavy = body.entities.filter(
      ({ oauthClient, requestCount }: { oauthClient: { name: string }; requestCount: number }) =>
        !oauthClient.name.startsWith('purecloud') && requestCount > 233_333,
    );
    expect(heavy).toHaveLength(isOver ? 1 : 0);
  });

  it('takes the scopes back at the end', () => {
    const scopes = (step: DemoStep['id']) => playedTo(step).world.client(DEMO_CLIENTS.crm).scope;
    expect(scopes('drift-reverted')).toEqual(scopes('baseline'));
  });

  it('names a person for every edit', () => {
    const { world } = playedTo('drift-reverted');
    expect(world.audits.map(({ user }) => user.name)).toEqual([
      'Sam Ortiz',
      'Robin Keller',
      'Sam Ortiz',
      'Dana Whitfield',
    ]);
  });
});
