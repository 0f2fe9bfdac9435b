import { type Case, finding } from '../case.ts';
import { CRM, CRM_SCOPES, CRM_URI, EXPORT, EXPORT_ROLE, PORTAL, RECORDER, RECORDER_ROLE } from '../org.ts';

const STRANGER = 'Stranger';
const STRANGER_ID = 'c0ffee00-1111-4222-8333-444455556666';
const aStranger = {
  name: STRANGER,
  id: STRANGER_ID,
  grantType: 'CODE',
  scopes: ['users:readonly'],
  redirectUris: ['https://stranger.example/in'],
  tokenSeconds: 3_600,
} as const;

/** A client of client credentials like the exporter, to the letter, under another id. */
const exporterTwin = {
  name: EXPORT,
  grantType: 'CLIENT-CREDENTIALS',
  grants: [{ role: EXPORT_ROLE, division: 'Service' }],
  tokenSeconds: 3_600,
} as const;

/** The coming and going of clients, and what is noise about them. */
export const CLIENT_CASES: readonly Case[] = [
  {
    name: 'a client appears that nobody announced',
    happens: ({ world }) => world.createClient(aStranger),
    finds: [finding('client-created', STRANGER, 'client', 'medium')],
  },
  {
    name: 'a client appears that is taken for a vendor by its name alone',
    manifest: ({ vendors }) => {
      vendors.northwind.clients = [`${CRM}*`];
    },
    happens: ({ world }) =>
      world.createClient({
        name: `${CRM} 2`,
        grantType: 'CODE',
        scopes: CRM_SCOPES,
        redirectUris: [CRM_URI],
        tokenSeconds: 3_600,
      }),
    finds: [finding('client-created', `${CRM} 2`, 'client', 'medium')],
    nearMissOf: ['scope-added', 'redirect-uri-changed'],
  },
  {
    name: 'a client takes the name of a vendor',
    before: ({ world }) => world.createClient({ ...aStranger, scopes: CRM_SCOPES, redirectUris: [CRM_URI] }),
    happens: ({ world }) => world.setClient(STRANGER, { name: CRM }),
    finds: [finding('client-created', CRM, 'client', 'medium')],
  },
  {
    name: 'a client appears whose id the manifest lists',
    manifest: ({ vendors }) => {
      vendors.partner = { name: 'Partner', clients: [STRANGER_ID.toUpperCase()] };
    },
    happens: ({ world }) => world.createClient(aStranger),
    nearMissOf: ['client-created'],
  },
  {
    name: 'a client is new, and there at the first look',
    before: ({ world }) => world.createClient(aStranger),
    nearMissOf: ['client-created', 'client-unused'],
  },
  {
    name: 'an unmanaged client is renamed',
    happens: ({ world }) => world.setClient(PORTAL, { name: 'Portal of the staff' }),
    nearMissOf: ['client-created', 'client-deleted'],
  },
  {
    name: 'a managed client is renamed out of the name that the manifest has',
    happens: ({ world }) => world.setClient(CRM, { name: 'Something else' }),
    nearMissOf: ['client-created', 'client-deleted', 'scope-added'],
  },
  {
    name: 'a managed client is renamed and gains a scope',
    happens: ({ world }) => world.setClient(CRM, { name: 'Something else', scope: [...CRM_SCOPES, 'fax'] }),
    finds: [finding('scope-added', 'Something else', 'fax', 'high')],
  },
  {
    name: 'a client is deleted',
    happens: ({ world }) => world.deleteClient(PORTAL),
    finds: [finding('client-deleted', PORTAL, 'client', 'info')],
  },
  {
    name: 'a deleted client comes back under its id',
    happens: [({ world }) => world.deleteClient(PORTAL), ({ world }) => world.restoreClient(PORTAL)],
    finds: [finding('client-deleted', PORTAL, 'client', 'info')],
    resolves: [finding('client-deleted', PORTAL, 'client', 'info')],
    nearMissOf: ['client-created'],
  },
  {
    name: 'a client is deleted and created again under another id, the same to the letter',
    happens: ({ world }) => {
      world.deleteClient(EXPORT);
      world.createClient(exporterTwin);
    },
    finds: [finding('client-created', EXPORT, 'client', 'medium'), finding('client-deleted', EXPORT, 'client', 'info')],
    nearMissOf: ['role-added', 'role-removed'],
  },
  {
    name: 'a deletion is more than a month old',
    manifest: ({ thresholds }) => {
      thresholds.deletedClientDays = 1;
    },
    happens: [({ world }) => world.deleteClient(PORTAL), { afterHours: 25 }],
    finds: [finding('client-deleted', PORTAL, 'client', 'info')],
    resolves: [finding('client-deleted', PORTAL, 'client', 'info')],
  },
  {
    name: 'a client is deleted and brought back between two scans',
    happens: ({ world }) => {
      world.deleteClient(PORTAL);
      world.restoreClient(PORTAL);
    },
    nearMissOf: ['client-deleted', 'client-created'],
  },
  {
    name: 'a client goes that had a drift, which ends with it',
    happens: [({ world }) => world.addScopes(PORTAL, ['fax']), ({ world }) => world.deleteClient(PORTAL)],
    finds: [finding('scope-added', PORTAL, 'fax', 'high'), finding('client-deleted', PORTAL, 'client', 'info')],
    resolves: [finding('scope-added', PORTAL, 'fax', 'high')],
  },
  {
    name: 'a client of the manifest is made inactive, and will be deleted',
    happens: ({ world }) => world.setClient(CRM, { state: 'inactive', dateToDelete: '2026-03-30T00:00:00Z' }),
    finds: [finding('client-state-changed', CRM, 'state', 'medium')],
  },
  {
    name: 'Genesys disables a client that nobody claims',
    happens: ({ world }) => world.setClient(PORTAL, { state: 'disabled' }),
    finds: [finding('client-state-changed', PORTAL, 'state', 'medium')],
  },
  {
    name: 'a client that was inactive at the first look becomes active',
    before: ({ world }) => world.setClient(PORTAL, { state: 'inactive' }),
    happens: ({ world }) => world.setClient(PORTAL, { state: 'active' }),
    finds: [finding('client-state-changed', PORTAL, 'state', 'medium')],
  },
  {
    name: 'a client that nobody claims has always been inactive, and gets another description',
    before: ({ world }) => world.setClient(PORTAL, { state: 'inactive' }),
    happens: ({ world }) => world.setClient(PORTAL, { description: 'switched off in spring' }),
    nearMissOf: ['client-state-changed'],
  },
  {
    name: 'an inactive client gains a scope: nobody can use it, and still it is a drift',
    before: ({ world }) => world.setClient(PORTAL, { state: 'inactive' }),
    happens: ({ world }) => world.addScopes(PORTAL, ['fax']),
    finds: [finding('scope-added', PORTAL, 'fax', 'high')],
    nearMissOf: ['client-state-changed'],
  },
  {
    name: 'a client is switched off and on again between two scans',
    happens: ({ world }) => {
      world.setClient(CRM, { state: 'inactive' });
      world.setClient(CRM, { state: 'active' });
    },
    nearMissOf: ['client-state-changed'],
  },
  {
    name: 'the description of a client is written anew',
    happens: ({ world }) => world.setClient(CRM, { description: 'Screen pop, and contacts' }),
    nearMissOf: ['scope-added', 'client-state-changed'],
  },
  {
    name: 'a client gets a new secret',
    happens: ({ world }) => world.setClient(RECORDER, { secret: 'another-secret-that-opens-nothing' }),
    nearMissOf: ['role-added', 'client-created'],
  },
  {
    name: 'a client is saved without a change, by somebody else',
    happens: ({ world }) => world.setClient(CRM, {}, { by: 'Sam Ortiz' }),
    nearMissOf: ['scope-added', 'redirect-uri-changed', 'token-lifetime-raised'],
  },
  {
    name: 'Genesys comes to serve ids in upper case',
    happens: ({ world }) => {
      world.settings.upperCaseIds = true;
    },
    nearMissOf: ['client-created', 'client-deleted', 'role-added', 'role-removed', 'division-widened'],
  },
  {
    name: 'Genesys comes to serve secrets and fields that nobody knows',
    happens: ({ world, faults }) => {
      world.settings.serveSecrets = true;
      faults.add({ path: '/api/v2/**', fault: { kind: 'unknown-fields' } });
    },
    nearMissOf: ['client-created', 'role-permissions-widened'],
  },
  {
    name: 'Genesys comes to list everything the other way round',
    happens: ({ faults }) => {
      for (const path of ['/api/v2/oauth/clients', '/api/v2/authorization/roles', '/api/v2/authorization/divisions']) {
        faults.add({ path, fault: { kind: 'reordered' } });
      }
    },
    nearMissOf: ['client-created', 'role-added', 'role-permissions-widened', 'redirect-uri-changed'],
  },
  {
    name: 'Genesys comes to serve clients in pages',
    happens: ({ world }) => {
      world.settings.clientsPageSize = 2;
    },
    nearMissOf: ['client-deleted'],
  },
  {
    name: 'a grant is made on the subject and then shown with the client, in the approved division',
    before: ({ world }) => world.grantRole(RECORDER, RECORDER_ROLE, 'Sales', { direct: true }),
    happens: ({ world }) => {
      world.settings.showDirectGrants = true;
    },
    nearMissOf: ['role-added', 'division-widened'],
  },
];
