import type { ClientRecord, Random, World } from '../../../lib/simulator/index.ts';

/** A true drift: how it is made, and how somebody undoes it after having been told. */
export interface Drift {
  readonly name: string;
  make(world: World, random: Random): () => void;
}

/** Six of them, each of which one message tells. */
export const DRIFTS: readonly Drift[] = [
  {
    name: 'a scope is gained',
    make: (world, random) => {
      const { id } = random.pick(holding(world, ({ scope }) => scope.length > 0 && !scope.includes('scim')));
      world.addScopes(id, ['scim']);
      return () => world.removeScopes(id, ['scim']);
    },
  },
  {
    name: 'a role is granted',
    make: (world, random) => {
      const { id } = random.pick(services(world));
      const division = world.createDivision('Drifted').id;
      const role = world.createRole({
        name: 'Drifted',
        permissions: ['oauth:scope:view', 'directory:userProfile:edit'],
      });
      world.grantRole(id, role.id, division);
      return () => world.revokeRole(id, role.id);
    },
  },
  {
    name: 'a grant reaches another division',
    make: (world, random) => {
      const { id, roleDivisions } = random.pick(services(world));
      const division = world.createDivision('Reached').id;
      const { roleId } = random.pick(roleDivisions);
      world.grantRole(id, roleId, division);
      return () => world.revokeRole(id, roleId, division);
    },
  },
  {
    name: 'a redirect URI is added',
    make: (world, random) => {
      const { id, registeredRedirectUri } = random.pick(holding(world, (one) => one.registeredRedirectUri.length > 0));
      world.setClient(id, { registeredRedirectUri: [...registeredRedirectUri, 'https://collector.example/in'] });
      return () => world.setClient(id, { registeredRedirectUri });
    },
  },
  {
    name: 'tokens come to live for a month',
    make: (world, random) => {
      const isShort = ({ accessTokenValiditySeconds: seconds = 86_400 }: ClientRecord) => seconds <= 86_400;
      const { id, accessTokenValiditySeconds = 86_400 } = random.pick(holding(world, isShort));
      world.setClient(id, { accessTokenValiditySeconds: 2_592_000 });
      return () => world.setClient(id, { accessTokenValiditySeconds });
    },
  },
  {
    name: 'a client is switched off',
    make: (world, random) => {
      const { id } = random.pick(holding(world, ({ state }) => state === 'active'));
      world.setClient(id, { state: 'inactive' });
      return () => world.setClient(id, { state: 'active' });
    },
  },
];

function holding(world: World, isMeant: (client: ClientRecord) => boolean): readonly ClientRecord[] {
  return [...world.clients.values()].filter((client) => client.id !== world.guardianClientId && isMeant(client));
}

function services(world: World): readonly ClientRecord[] {
  return holding(world, ({ roleDivisions }) => roleDivisions.some(({ divisionId }) => divisionId !== '*')).filter(
    ({ roleDivisions }) => roleDivisions.every(({ divisionId }) => divisionId !== '*'),
  );
}
