import { SCOPE_CATALOGUE, WRITING_SCOPES } from '../../../lib/domain/scope-catalogue.ts';
import { type Case, finding, unknown } from '../case.ts';
import { CRM, CRM_SCOPES, PORTAL, PORTAL_SCOPES, RECORDER } from '../org.ts';

const ALL_SCOPES = [...SCOPE_CATALOGUE.keys()];
const READING_SCOPES = ALL_SCOPES.filter((scope) => scope.endsWith(':readonly'));
const DEVICE = 'Meeting Room Device';

/** A client of a grant type that Genesys does not document: nobody knows what restricts it. */
const deviceWith =
  (scopes: readonly string[]): NonNullable<Case['before']> =>
  ({ world }) =>
    world.createClient({ name: DEVICE, grantType: 'DEVICE', scopes, tokenSeconds: 3_600 });
const DEVICE_IS_UNKNOWN = [unknown('implicit-grant', DEVICE), unknown('password-grant', DEVICE)];

export const SCOPE_CASES: readonly Case[] = [
  {
    name: 'a managed app gains a scope that the manifest does not list',
    happens: ({ world }) => world.addScopes(CRM, ['recordings:readonly']),
    finds: [finding('scope-added', CRM, 'recordings:readonly', 'high')],
  },
  {
    name: 'an unmanaged app gains a scope that it did not have at the first look',
    happens: ({ world }) => world.addScopes(PORTAL, ['stations:readonly']),
    finds: [finding('scope-added', PORTAL, 'stations:readonly', 'info')],
  },
  {
    name: 'an app gains a scope that hands the whole org over',
    happens: ({ world }) => world.addScopes(CRM, ['authorization']),
    finds: [finding('scope-added', CRM, 'authorization', 'critical')],
  },
  {
    name: 'an app gains a scope that is younger than the catalogue',
    before: ({ world }) => {
      world.settings.extraScopes = ['telepathy'];
    },
    happens: ({ world }) => world.addScopes(CRM, ['telepathy']),
    finds: [finding('scope-added', CRM, 'telepathy', 'medium')],
  },
  {
    name: 'two scopes are gained in one edit',
    happens: ({ world }) => world.addScopes(CRM, ['fax', 'groups:readonly']),
    finds: [finding('scope-added', CRM, 'fax', 'high'), finding('scope-added', CRM, 'groups:readonly', 'low')],
  },
  {
    name: 'one scope is gained, and another with a later edit',
    happens: [({ world }) => world.addScopes(CRM, ['fax']), ({ world }) => world.addScopes(CRM, ['gdpr:readonly'])],
    finds: [finding('scope-added', CRM, 'fax', 'high'), finding('scope-added', CRM, 'gdpr:readonly', 'high')],
  },
  {
    name: 'an app swaps one scope for another',
    happens: ({ world }) => world.setClient(CRM, { scope: ['conversations:readonly', 'fax', 'users:readonly'] }),
    finds: [finding('scope-added', CRM, 'fax', 'high'), finding('scope-removed', CRM, 'external-contacts', 'info')],
  },
  {
    name: 'a scope of the manifest is taken from an app',
    happens: ({ world }) => world.removeScopes(CRM, ['external-contacts']),
    finds: [finding('scope-removed', CRM, 'external-contacts', 'info')],
  },
  {
    name: 'an approved scope is narrowed to reading',
    happens: ({ world }) => world.setClient(PORTAL, { scope: ['presence:readonly', 'routing:readonly'] }),
    finds: [finding('scope-removed', PORTAL, 'routing', 'info')],
    nearMissOf: ['scope-added', 'scope-broader-than-needed'],
  },
  {
    name: 'an app may write where only reading was approved',
    happens: ({ world }) => world.setClient(CRM, { scope: ['conversations', 'external-contacts', 'users:readonly'] }),
    finds: [
      finding('scope-added', CRM, 'conversations', 'high'),
      finding('scope-broader-than-needed', CRM, 'conversations', 'high'),
    ],
    nearMissOf: ['scope-removed'],
  },
  {
    name: 'a readonly scope is added beside the writing one that is approved',
    happens: ({ world }) => world.addScopes(CRM, ['external-contacts:readonly']),
    nearMissOf: ['scope-added', 'scope-broader-than-needed'],
  },
  {
    name: 'a readonly scope that its writing form implied is taken away',
    before: ({ world }) => world.addScopes(PORTAL, ['routing:readonly']),
    happens: ({ world }) => world.removeScopes(PORTAL, ['routing:readonly']),
    nearMissOf: ['scope-removed'],
  },
  {
    name: 'the manifest approves a scope in both forms, and the app holds the writing one',
    manifest: ({ vendors }) => {
      vendors.northwind.scopes = [...CRM_SCOPES, 'external-contacts:readonly'];
    },
    nearMissOf: ['scope-broader-than-needed', 'scope-removed'],
  },
  {
    name: 'scopes come in another order',
    happens: ({ world }) => world.setClient(CRM, { scope: CRM_SCOPES.toReversed() }),
    nearMissOf: ['scope-added', 'scope-removed'],
  },
  {
    name: 'a scope is listed twice',
    happens: ({ world }) => world.setClient(PORTAL, { scope: [...PORTAL_SCOPES, 'routing'] }),
    nearMissOf: ['scope-added'],
  },
  {
    name: 'an app gains a scope that the manifest has long allowed',
    manifest: ({ vendors }) => {
      vendors.northwind.scopes = [...CRM_SCOPES, 'recordings'];
    },
    before: ({ world }) => world.addScopes(CRM, ['recordings']),
    happens: ({ world }) => world.addScopes(CRM, ['recordings:readonly']),
    nearMissOf: ['scope-added'],
  },
  {
    name: 'a scope is written into the manifest before the app gains it',
    happens: [
      ({ edit }) =>
        edit(({ vendors }) => {
          vendors.northwind.scopes = [...CRM_SCOPES, 'fax'];
        }),
      ({ world }) => world.addScopes(CRM, ['fax']),
    ],
    finds: [finding('scope-removed', CRM, 'fax', 'info')],
    resolves: [finding('scope-removed', CRM, 'fax', 'info')],
    nearMissOf: ['scope-added'],
  },
  {
    name: 'scopes are set on a client-credentials client, for which Genesys ignores them',
    happens: ({ world }) => world.addScopes(RECORDER, ['authorization', 'recordings']),
    nearMissOf: ['scope-added', 'scopes-excessive', 'scope-broader-than-needed'],
  },
  {
    name: 'every scope that exists is set on a client-credentials client',
    happens: ({ world }) => world.addScopes(RECORDER, ALL_SCOPES),
    nearMissOf: ['scopes-excessive', 'scope-added'],
  },
  {
    name: 'a drifted scope is taken away again',
    happens: [({ world }) => world.addScopes(CRM, ['fax']), ({ world }) => world.removeScopes(CRM, ['fax'])],
    finds: [finding('scope-added', CRM, 'fax', 'high')],
    resolves: [finding('scope-added', CRM, 'fax', 'high')],
  },
  {
    name: 'a drifted scope is written into the manifest',
    happens: [
      ({ world }) => world.addScopes(CRM, ['fax']),
      ({ edit }) =>
        edit(({ vendors }) => {
          vendors.northwind.scopes = [...CRM_SCOPES, 'fax'];
        }),
    ],
    finds: [finding('scope-added', CRM, 'fax', 'high')],
    resolves: [finding('scope-added', CRM, 'fax', 'high')],
  },
  {
    name: 'a vendor lets go of a scope of the manifest, that its app still holds',
    happens: ({ edit }) =>
      edit(({ vendors }) => {
        vendors.northwind.scopes = ['conversations:readonly', 'external-contacts'];
      }),
    finds: [finding('scope-added', CRM, 'users:readonly', 'medium')],
  },
  {
    name: 'somebody once chose every scope',
    before: ({ world }) =>
      world.createClient({ name: 'Select All', grantType: 'CODE', scopes: ALL_SCOPES, tokenSeconds: 3_600 }),
    finds: [finding('scopes-excessive', 'Select All', 'scopes', 'critical')],
  },
  {
    name: 'somebody once chose every scope that writes, and nothing that reads',
    before: ({ world }) =>
      world.createClient({ name: 'Writes All', grantType: 'CODE', scopes: WRITING_SCOPES, tokenSeconds: 3_600 }),
    finds: [finding('scopes-excessive', 'Writes All', 'scopes', 'critical')],
  },
  {
    name: 'somebody once chose every scope that reads',
    before: ({ world }) =>
      world.createClient({ name: 'Reads All', grantType: 'CODE', scopes: READING_SCOPES, tokenSeconds: 3_600 }),
    nearMissOf: ['scopes-excessive'],
  },
  {
    name: 'all scopes but the writing form of one are held, and only all would be too many',
    manifest: ({ thresholds }) => {
      thresholds.excessiveScopeShare = 1;
    },
    before: ({ world }) => {
      const scopes = ALL_SCOPES.filter((scope) => scope !== 'users');
      world.createClient({ name: 'Nearly All', grantType: 'CODE', scopes, tokenSeconds: 3_600 });
    },
    nearMissOf: ['scopes-excessive'],
  },
  {
    name: 'a vendor may have every scope, for the manifest writes each out',
    manifest: ({ vendors }) => {
      vendors.northwind.scopes = ALL_SCOPES;
    },
    before: ({ world }) => world.setClient(CRM, { scope: ALL_SCOPES }),
    nearMissOf: ['scopes-excessive', 'scope-added'],
  },
  {
    name: 'a client of an undocumented grant type gains a scope',
    before: deviceWith(['users:readonly']),
    happens: ({ world }) => world.addScopes(DEVICE, ['fax']),
    unknown: [unknown('scope-added', DEVICE), ...DEVICE_IS_UNKNOWN],
  },
  {
    name: 'a client of an undocumented grant type loses a scope',
    before: deviceWith(['fax', 'users:readonly']),
    happens: ({ world }) => world.removeScopes(DEVICE, ['fax']),
    unknown: [unknown('scope-removed', DEVICE), ...DEVICE_IS_UNKNOWN],
  },
  {
    name: 'a client of an undocumented grant type may write where it read',
    before: deviceWith(['users:readonly']),
    happens: ({ world }) => world.setClient(DEVICE, { scope: ['users'] }),
    unknown: [unknown('scope-added', DEVICE), unknown('scope-broader-than-needed', DEVICE), ...DEVICE_IS_UNKNOWN],
  },
  {
    name: 'a client of an undocumented grant type has every scope',
    before: deviceWith(ALL_SCOPES),
    unknown: [unknown('scopes-excessive', DEVICE), ...DEVICE_IS_UNKNOWN],
  },
];
