import { ALL_DIVISIONS, type GrantType } from '../../domain/client.ts';
import { PERMISSIONS } from '../api/permission-catalogue.ts';
import { addGuardian } from '../world/guardian-client.ts';
import type { RoleRecord } from '../world/records.ts';
import type { GrantScript } from '../world/scripts.ts';
import { World } from '../world/world.ts';
import { divisionNames, personNames, vendorNames } from './names.ts';
import { Random } from './random.ts';
import { TRADES, type Trade } from './trades.ts';

export interface GenerateOrgOptions {
  /** The same options give the same org, ids and dates included. */
  readonly seed: number;
  /** Number of clients, the guardian's own included. At least 1. */
  readonly clients: number;
  /** Number of roles, the guardian's own included. At least 2. */
  readonly roles: number;
  /** Number of divisions, home included. At least 1. */
  readonly divisions: number;
  /** Number of vendors among whom the clients are spread. @default one for every three clients */
  readonly vendors?: number;
  /** Number of people who make edits. @default 20 */
  readonly users?: number;
  /** The clock of the finished world. @default the real clock */
  readonly clock?: () => Date;
}

/** The time at which a generated org begins; its clients are older than the demo and than most tests. */
const FOUNDED = Date.parse('2026-01-05T08:00:00Z');
const STEP_MS = 10 * 60_000;

/** Grant types with their share of the clients, in hundredths. */
const GRANT_TYPES: readonly (readonly [GrantType, number])[] = [
  ['CLIENT-CREDENTIALS', 55],
  ['CODE', 32],
  ['TOKEN', 7],
  ['SAML2-BEARER', 4],
  ['PASSWORD', 2],
];

/** An org of any size with realistic names, roles and clients, and the guardian's own client. */
export function generateOrg(options: GenerateOrgOptions): World {
  const { seed, clients, roles, divisions, users = 20, clock = () => new Date() } = options;
  const random = new Random(seed);
  let time = FOUNDED;
  const world = new World({
    org: { name: `Generated org ${seed}` },
    clock: () => {
      time += STEP_MS / Math.max(1, clients / 100);
      return new Date(time);
    },
  });
  const people = personNames(random, users);
  const vendors = vendorNames(random, options.vendors ?? Math.max(1, Math.ceil(clients / 3)));
  for (const name of divisionNames(random, divisions - 1)) world.createDivision(name, { by: random.pick(people) });
  addGuardian(world);
  const created = generateRoles({ world, random, count: roles - 1, people });
  generateClients({ world, random, count: clients - 1, people, vendors, roles: created });
  world.settle();
  world.useClock(clock);
  return world;
}

interface Making {
  readonly world: World;
  readonly random: Random;
  readonly count: number;
  readonly people: readonly string[];
}

interface MadeRole {
  readonly role: RoleRecord;
  readonly trade: Trade;
}

function generateRoles({ world, random, count, people }: Making): MadeRole[] {
  return Array.from({ length: count }, (_, index) => {
    const trade = random.pick(TRADES);
    const extras = random.sample(PERMISSIONS, random.between(0, 6));
    const wildcards = random.chance(0.03) ? ['analytics:*:view'] : [];
    const permissions = [...new Set([...trade.permissions, ...extras, ...wildcards])];
    const role = world.createRole(
      {
        name: `${trade.name} ${index + 1}`,
        description: `Made for ${trade.name.toLowerCase()} apps`,
        permissions,
        conditional: random.chance(0.1) ? permissions.slice(0, 1) : [],
        userCount: random.chance(0.2) ? random.between(1, 400) : 0,
      },
      { by: random.pick(people) },
    );
    return { role, trade };
  });
}

interface MakingClients extends Making {
  readonly vendors: readonly string[];
  readonly roles: readonly MadeRole[];
}

function generateClients({ world, random, count, people, vendors, roles }: MakingClients): void {
  const divisionIds = [...world.divisions.values()].map(({ id }) => id);
  for (let index = 0; index < count; index += 1) {
    const { role, trade } = random.pick(roles);
    const vendor = vendors[index % vendors.length] ?? '';
    const grantType = pickGrantType(random);
    const isService = grantType === 'CLIENT-CREDENTIALS';
    const others = random.chance(0.3) ? [random.pick(roles).role] : [];
    world.createClient(
      {
        name: `${vendor} ${trade.name} ${index + 1}`,
        description: `${trade.name} by ${vendor}`,
        grantType,
        scopes: isService ? [] : random.sample(trade.scopes, random.between(1, trade.scopes.length)),
        grants: isService ? [role, ...others].flatMap(({ id }) => grantsOf(id, divisionIds, random)) : [],
        redirectUris: isService ? [] : [`https://app-${index + 1}.${slug(vendor)}.example/callback`],
        ...(random.chance(0.4) ? { tokenSeconds: random.pick([3600, 43_200, 86_400, 172_800]) } : {}),
        state: random.chance(0.02) ? 'disabled' : 'active',
      },
      { by: random.pick(people) },
    );
  }
}

function grantsOf(role: string, divisionIds: readonly string[], random: Random): GrantScript[] {
  if (random.chance(0.02)) return [{ role, division: ALL_DIVISIONS }];
  return random.sample(divisionIds, random.between(1, 2)).map((division) => ({ role, division }));
}

function pickGrantType(random: Random): GrantType {
  let left = random.between(1, 100);
  for (const [grantType, hundredths] of GRANT_TYPES) {
    left -= hundredths;
    if (left <= 0) return grantType;
  }
  return 'CODE';
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}
