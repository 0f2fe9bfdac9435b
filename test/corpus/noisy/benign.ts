import { isReadonlyScope } from '../../../lib/domain/scope.ts';
import type { ClientRecord, Random, World } from '../../../lib/simulator/index.ts';

/** What benign changes are made on. */
export interface NoisyOrg {
  readonly world: World;
  readonly random: Random;
  /** Whether a finding is about this client or role: what is harmless elsewhere may really change something there. */
  isTroubled(id: string): boolean;
  /** A number that was not used before. */
  next(): number;
}

/** A change that nobody may be told of. Answers false where the org has nothing on which it can be made. */
export type BenignChange = (org: NoisyOrg) => boolean;

const people = ['Avery Admin', 'Sam Ortiz', 'Kim Novak'] as const;

/** What administrators, vendors and deployments do all day long. */
export const BENIGN_CHANGES: Readonly<Record<string, BenignChange>> = {
  'a role renamed': ({ world, random, next }) =>
    done(world.renameRole(random.pick([...world.roles.values()]).id, `Role, renamed ${next()}`)),
  'a division renamed': ({ world, random, next }) =>
    done(world.renameDivision(random.pick([...world.divisions.values()]).id, `Division, renamed ${next()}`)),
  'a division created': ({ world, next }) => done(world.createDivision(`Division ${next()}`)),
  'a role created that nobody holds': ({ world, next }) =>
    done(world.createRole({ name: `Role ${next()}`, permissions: ['routing:queue:view'] })),
  'scopes in another order': onClient(
    ({ scope }) => scope.length > 1,
    ({ world }, { id, scope }) => world.setClient(id, { scope: scope.toReversed() }),
  ),
  'a scope that another one implies': onClient(
    ({ id, scope }, { isTroubled }) => !isTroubled(id) && scope.some((one) => !isReadonlyScope(one)),
    ({ world, random }, { id, scope }) =>
      world.addScopes(id, [`${random.pick(scope.filter((one) => !isReadonlyScope(one)))}:readonly`]),
  ),
  'a description': onClient(
    () => true,
    ({ world, next }, { id }) => world.setClient(id, { description: `Edited ${next()}` }),
  ),
  'a secret rotated': onClient(
    ({ id }, { world }) => id !== world.guardianClientId,
    ({ world, next }, { id }) => world.setClient(id, { secret: `secret-${next()}` }),
  ),
  'a client saved without a change': onClient(
    () => true,
    ({ world, random }, { id }) => world.setClient(id, {}, { by: random.pick(people) }),
  ),
  'tokens that live shorter': onClient(
    ({ accessTokenValiditySeconds: seconds = 86_400 }) => seconds > 3_600 && seconds <= 86_400,
    ({ world }, { id, accessTokenValiditySeconds: seconds = 86_400 }) =>
      world.setClient(id, { accessTokenValiditySeconds: seconds - 60 }),
  ),
  'the same grants deployed again': onClient(
    ({ roleDivisions }) => roleDivisions.length > 0,
    ({ world }, { id, roleDivisions }) => {
      world.setClient(id, { roleDivisions: [] });
      world.setClient(id, { roleDivisions: roleDivisions.toReversed() });
    },
  ),
  'a role swapped for its twin': (org) => replaceRole(org, (permissions) => [permissions]),
  'a role split in two': (org) =>
    replaceRole(org, (permissions) =>
      [permissions.slice(0, 1), permissions.slice(1)].filter(({ length }) => length > 0),
    ),
  'a role given to more people': ({ world, random }) => {
    const roles = [...world.roles.values()].filter(({ userCount }) => userCount > 0);
    return roles.length > 0 && done(world.setRoleUsers(random.pick(roles).id, random.between(1, 400)));
  },
};

function onClient(
  isMeant: (client: ClientRecord, org: NoisyOrg) => boolean,
  change: (org: NoisyOrg, client: ClientRecord) => unknown,
): BenignChange {
  return (org) => {
    const clients = [...org.world.clients.values()].filter((client) => isMeant(client, org));
    return clients.length > 0 && done(change(org, org.random.pick(clients)));
  };
}

/** Gives a client other roles that together allow just what one of its roles did, in the same divisions. */
function replaceRole(
  { world, random, isTroubled, next }: NoisyOrg,
  parts: (permissions: readonly string[]) => readonly (readonly string[])[],
): boolean {
  const holders = [...world.clients.values()]
    .filter(({ id }) => id !== world.guardianClientId)
    .flatMap((client) =>
      client.roleDivisions.filter(({ roleId }) => !isTroubled(roleId)).map(({ roleId }) => ({ client, roleId })),
    );
  if (holders.length === 0) return false;
  const { client, roleId } = random.pick(holders);
  const old = world.role(roleId);
  const roles = parts(old.permissions).map((permissions) =>
    world.createRole({
      name: `${old.name}, part ${next()}`,
      permissions,
      conditional: old.conditional.filter((permission) => permissions.includes(permission)),
    }),
  );
  const roleDivisions = client.roleDivisions.flatMap((grant) =>
    grant.roleId === roleId ? roles.map(({ id }) => ({ ...grant, roleId: id })) : [grant],
  );
  world.setClient(client.id, { roleDivisions });
  return true;
}

function done(_: unknown): true {
  return true;
}
