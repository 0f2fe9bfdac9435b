import type { BurnScript, World } from '../../lib/simulator/index.ts';

/** What a planted drift can do on its day, some hours after that day's scan. */
export interface Scene {
  readonly world: World;
  /** Enters the requests of a day as they would be. */
  burn(client: string, day: number): void;
  accept(client: string): Promise<void>;
}

/** Something that happens in the year. */
export interface Planted {
  /** Days after the first look. */
  readonly day: number;
  happens(scene: Scene): unknown;
  /** Requests on days that are not the usual ones. */
  readonly usage?: readonly (Partial<BurnScript> & {
    readonly client: string;
    readonly day: number;
    readonly requests: number;
  })[];
}

/** A finding that the year must have: opened by the scan after one day, resolved by the scan after another. */
export interface ExpectedEpisode {
  readonly rule: string;
  readonly client: string;
  readonly opens: number;
  /** Absent where it stays open. */
  readonly resolves?: number;
}

const at = (day: number, happens: Planted['happens']): Planted => ({ day, happens });
const usage = (...days: NonNullable<Planted['usage']>): Planted => ({ day: -1, happens: () => undefined, usage: days });

/** Everything that happens in the year and is no noise. */
export const PLANTED: readonly Planted[] = [
  // Accepted twice, long before the end: run records tell neither any more.
  at(20, ({ world }) => world.addScopes('App 04', ['users'])),
  at(22, ({ accept }) => accept('App 04')),
  at(30, ({ world }) =>
    world.setClient('App 04', {
      registeredRedirectUri: ['https://app-04.example/signed-in', 'https://app-04.example/second'],
    }),
  ),
  at(32, ({ accept }) => accept('App 04')),
  at(40, ({ world }) => world.addScopes('App 03', ['recordings'])),
  at(50, ({ world }) => world.removeScopes('App 03', ['recordings'])),
  at(70, ({ world }) => world.editRole('Role of Service 02', { add: ['routing:skill:manage'] })),
  at(80, ({ world }) => world.editRole('Role of Service 02', { remove: ['routing:skill:manage'] })),
  at(100, ({ world }) => world.grantRole('Service 05', 'Role of Service 05', 'Service')),
  at(102, ({ world }) => world.revokeRole('Service 05', 'Role of Service 05', 'Service')),
  at(130, ({ world, burn }) => {
    world.createClient({
      name: 'Newcomer',
      grantType: 'CODE',
      scopes: ['users:readonly'],
      redirectUris: ['https://newcomer.example/signed-in'],
      tokenSeconds: 3_600,
    });
    for (let day = 131; day <= 365; day += 1) burn('Newcomer', day);
  }),
  at(150, ({ world }) => world.setClient('App 07', { registeredRedirectUri: ['https://elsewhere.example/signed-in'] })),
  at(155, ({ world }) => world.setClient('App 07', { registeredRedirectUri: ['https://app-07.example/signed-in'] })),
  // 150,000 a day are 6,250 an hour: over half of the quota.
  usage(...[180, 181, 182].map((day) => ({ client: 'Service 09', day, requests: 150_000 }))),
  usage({ client: 'App 11', day: 210, requests: 12_000 }),
  usage(...[220, 221].map((day) => ({ client: 'Service 15', day, requests: 1_900, status400: 950 }))),
  usage(
    ...Array.from({ length: 60 }, (_, index) => ({ client: 'App 13', day: 240 + index, requests: 0 })),
    { client: 'App 13', day: 239, requests: 600 },
    { client: 'App 13', day: 300, requests: 600 },
  ),
  at(260, ({ world }) => world.setClient('App 17', { accessTokenValiditySeconds: 172_800 })),
  at(265, ({ world }) => world.setClient('App 17', { accessTokenValiditySeconds: 3_600 })),
  at(280, ({ world }) => world.deleteClient('App 19')),
  at(310, ({ world }) => world.addScopes('App 20', ['users'])),
  at(315, ({ accept }) => accept('App 20')),
  // 40,000 a day are 1,667 an hour: a sixth of the quota.
  usage({ client: 'App 16', day: 330, requests: 40_000 }),
];

/** The findings of the year by the manifest that was used. */
export const EXPECTED: readonly ExpectedEpisode[] = [
  { rule: 'scope-added', client: 'App 04', opens: 20, resolves: 22 },
  { rule: 'scope-broader-than-needed', client: 'App 04', opens: 20, resolves: 22 },
  { rule: 'redirect-uri-changed', client: 'App 04', opens: 30, resolves: 32 },
  { rule: 'scope-added', client: 'App 03', opens: 40, resolves: 50 },
  { rule: 'role-permissions-widened', client: 'Service 02', opens: 70, resolves: 80 },
  { rule: 'division-widened', client: 'Service 05', opens: 100, resolves: 102 },
  { rule: 'client-created', client: 'Newcomer', opens: 130 },
  // The address that is new, and the one that is gone.
  { rule: 'redirect-uri-changed', client: 'App 07', opens: 150, resolves: 155 },
  { rule: 'redirect-uri-changed', client: 'App 07', opens: 150, resolves: 155 },
  { rule: 'quota-share', client: 'Service 09', opens: 180, resolves: 183 },
  { rule: 'usage-spike', client: 'Service 09', opens: 180, resolves: 183 },
  { rule: 'usage-spike', client: 'App 11', opens: 210, resolves: 211 },
  { rule: 'failing-calls', client: 'Service 15', opens: 220, resolves: 222 },
  { rule: 'client-unused', client: 'App 13', opens: 269, resolves: 300 },
  { rule: 'client-deleted', client: 'App 19', opens: 280, resolves: 311 },
  { rule: 'scope-added', client: 'App 20', opens: 310, resolves: 315 },
  { rule: 'scope-broader-than-needed', client: 'App 20', opens: 310, resolves: 315 },
  { rule: 'usage-spike', client: 'App 16', opens: 330, resolves: 331 },
];
