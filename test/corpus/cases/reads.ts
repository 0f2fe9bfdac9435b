import { allUnknown, type Case, finding, type Happening, THE_ORG, unknown } from '../case.ts';
import {
  CRM,
  CRM_SCOPES,
  CRM_URI,
  EXPORT,
  EXPORT_ROLE,
  GUARDIAN,
  OWN_CLIENTS,
  PORTAL,
  RECORDER,
  RECORDER_ROLE,
  START,
} from '../org.ts';
import { OF_DIVISIONS, OF_LISTED_CLIENTS, OF_ONE_CLIENT } from '../sources.ts';

const truncated: Happening = ({ faults }) =>
  faults.add({ path: '/api/v2/oauth/clients', fault: { kind: 'truncated-page' } });
const noClients: Happening = ({ faults }) =>
  faults.add({ path: '/api/v2/oauth/clients', fault: { kind: 'unavailable' } });
const noDivisions: Happening = ({ faults }) =>
  faults.add({ path: '/api/v2/authorization/divisions', fault: { kind: 'unavailable' } });
const repaired: Happening = ({ faults }) => faults.clear();
/** The listing is in the order of creation, and half of it is two clients. */
const LISTED = [GUARDIAN, RECORDER];
const HALF_SEEN = [...allUnknown(OF_LISTED_CLIENTS, LISTED), unknown('client-deleted', THE_ORG)];

/** What is read in part, twice differently, or too late. Nothing may be told that is not so, and nothing healed. */
export const READ_CASES: readonly Case[] = [
  {
    name: 'half of the clients are missing in a listing that was cut',
    happens: truncated,
    unknown: HALF_SEEN,
    nearMissOf: ['client-deleted'],
  },
  {
    name: 'a client that a cut listing still shows has drifted',
    happens: (scene) => {
      scene.world.grantRole(RECORDER, RECORDER_ROLE, 'Service');
      truncated(scene);
    },
    finds: [finding('division-widened', RECORDER, 'role Recorder in Service', 'high')],
    unknown: HALF_SEEN,
    nearMissOf: ['client-deleted'],
  },
  {
    name: 'a drift is undone while the clients cannot be read, and resolves only when they can',
    happens: [
      ({ world }) => world.addScopes(CRM, ['fax']),
      (scene) => {
        scene.world.removeScopes(CRM, ['fax']);
        noClients(scene);
      },
    ],
    finds: [finding('scope-added', CRM, 'fax', 'high')],
    unknown: [unknown('client-deleted', THE_ORG)],
    nearMissOf: ['client-deleted'],
  },
  {
    name: 'a drift is undone while the clients cannot be read, and they are read again',
    happens: [
      ({ world }) => world.addScopes(CRM, ['fax']),
      (scene) => {
        scene.world.removeScopes(CRM, ['fax']);
        noClients(scene);
      },
      repaired,
    ],
    finds: [finding('scope-added', CRM, 'fax', 'high')],
    resolves: [finding('scope-added', CRM, 'fax', 'high')],
  },
  {
    name: 'clients cannot be read at the first look, and then they can',
    before: noClients,
    happens: [repaired],
    nearMissOf: ['client-created', 'scope-added'],
  },
  {
    name: 'divisions cannot be read',
    happens: noDivisions,
    unknown: allUnknown(OF_DIVISIONS, OWN_CLIENTS),
    nearMissOf: ['division-widened', 'home-division-grant'],
  },
  {
    name: 'a grant is made while divisions cannot be read, and told when they can',
    happens: [
      (scene) => {
        scene.world.grantRole(EXPORT, EXPORT_ROLE, 'Sales');
        noDivisions(scene);
      },
      repaired,
    ],
    finds: [finding('division-widened', EXPORT, 'role Exporter in Sales', 'high')],
  },
  {
    name: 'a client changes again between the two readings of one scan',
    happens: [
      {
        happens: ({ world }) => world.addScopes(CRM, ['fax']),
        betweenReadings: ({ world }) => world.addScopes(CRM, ['gdpr']),
      },
    ],
    unknown: allUnknown(OF_ONE_CLIENT, [CRM]),
    nearMissOf: ['scope-added'],
  },
  {
    name: 'a scope is gained and taken back before the second reading',
    happens: [
      {
        happens: ({ world }) => world.addScopes(CRM, ['fax']),
        betweenReadings: ({ world }) => world.removeScopes(CRM, ['fax']),
      },
      {},
    ],
    nearMissOf: ['scope-added'],
  },
  {
    name: 'a role is widened and narrowed before the second reading',
    happens: [
      {
        happens: ({ world }) => world.editRole(RECORDER_ROLE, { add: ['directory:user:edit'] }),
        betweenReadings: ({ world }) => world.editRole(RECORDER_ROLE, { remove: ['directory:user:edit'] }),
      },
      {},
    ],
    nearMissOf: ['role-permissions-widened'],
  },
  {
    name: 'a client is deleted and brought back before the second reading',
    happens: [
      {
        happens: ({ world }) => world.deleteClient(PORTAL),
        betweenReadings: ({ world }) => world.restoreClient(PORTAL),
      },
      {},
    ],
    nearMissOf: ['client-deleted', 'client-created'],
  },
  {
    name: 'a client is created and deleted before the second reading',
    happens: [
      {
        happens: ({ world }) =>
          world.createClient({ name: 'Moment', grantType: 'CODE', scopes: ['users:readonly'], tokenSeconds: 3_600 }),
        betweenReadings: ({ world }) => world.deleteClient('Moment'),
      },
      {},
    ],
    nearMissOf: ['client-created', 'client-deleted'],
  },
  {
    name: 'Genesys still answers the state before an edit, and the next scan sees it',
    before: ({ world }) => {
      world.settings.consistencyDelayMs = 30_000;
    },
    happens: [({ world }) => world.addScopes(CRM, ['fax']), {}],
    finds: [finding('scope-added', CRM, 'fax', 'high')],
  },
  {
    name: 'an edit of a role is undone at the third scan, and comes back at the fourth',
    happens: [
      ({ world }) => world.editRole(RECORDER_ROLE, { add: ['directory:user:edit'] }),
      ({ world }) => world.editRole(RECORDER_ROLE, { remove: ['directory:user:edit'] }),
      ({ world }) => world.editRole(RECORDER_ROLE, { add: ['directory:user:edit'] }),
    ],
    finds: [
      finding('role-permissions-widened', RECORDER, 'role Recorder', 'high'),
      finding('role-permissions-widened', RECORDER, 'role Recorder', 'high'),
    ],
  },
  {
    name: 'nothing happens for a day of scans',
    happens: Array.from({ length: 6 }, () => ({ afterHours: 4 })),
    nearMissOf: ['usage-spike', 'quota-share', 'client-unused'],
  },
  {
    name: 'everything that is noise happens at once',
    happens: ({ world }) => {
      world.setClient(CRM, {
        description: `edited after ${START}`,
        scope: CRM_SCOPES.toReversed(),
        registeredRedirectUri: [CRM_URI, CRM_URI],
        secret: 'rotated',
      });
      world.renameRole(RECORDER_ROLE, 'Recorder of calls');
      world.renameDivision('Service', 'Customer service');
      world.setClient(EXPORT, { name: 'Nightly Export v2', scope: ['authorization'] });
      world.settings.upperCaseIds = true;
    },
    nearMissOf: ['scope-added', 'role-added', 'division-widened', 'client-created', 'redirect-uri-changed'],
  },
];
