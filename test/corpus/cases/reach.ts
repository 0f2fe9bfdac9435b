import { type Case, finding } from '../case.ts';
import {
  EXPORT,
  EXPORT_PERMISSIONS,
  EXPORT_ROLE,
  PORTAL,
  RECORDER,
  RECORDER_PERMISSIONS,
  RECORDER_ROLE,
} from '../org.ts';

/** Rules that look at the present, whatever was approved. */
export const REACH_CASES: readonly Case[] = [
  {
    name: 'an unmanaged client has always held its role in the home division',
    before: ({ world }) => {
      world.revokeRole(EXPORT, EXPORT_ROLE);
      world.grantRole(EXPORT, EXPORT_ROLE, 'Home');
    },
    finds: [finding('home-division-grant', EXPORT, 'role Exporter in Home', 'high')],
  },
  {
    name: 'a managed client is granted its role in the home division',
    happens: ({ world }) => world.grantRole(RECORDER, RECORDER_ROLE, 'Home'),
    finds: [
      finding('home-division-grant', RECORDER, 'role Recorder in Home', 'high'),
      finding('division-widened', RECORDER, 'role Recorder in Home', 'high'),
    ],
  },
  {
    name: 'a grant in the home division moves to a division of its own',
    before: ({ world }) => world.grantRole(EXPORT, EXPORT_ROLE, 'Home'),
    happens: ({ world }) => world.revokeRole(EXPORT, EXPORT_ROLE, 'Home'),
    finds: [
      finding('home-division-grant', EXPORT, 'role Exporter in Home', 'high'),
      finding('role-removed', EXPORT, 'role Exporter in Home', 'info'),
    ],
    resolves: [finding('home-division-grant', EXPORT, 'role Exporter in Home', 'high')],
  },
  {
    name: 'the manifest writes the home division out by its name',
    manifest: ({ vendors }) => {
      vendors.acme.roles = { [RECORDER_ROLE]: ['Sales', 'Home'] };
    },
    before: ({ world }) => world.grantRole(RECORDER, RECORDER_ROLE, 'Home'),
    nearMissOf: ['home-division-grant', 'division-widened'],
  },
  {
    name: 'the manifest writes a client, its role and its division in another case',
    manifest: ({ vendors }) => {
      vendors.acme.clients = [RECORDER.toUpperCase()];
      vendors.acme.roles = { [RECORDER_ROLE.toLowerCase()]: ['SALES', 'HOME'] };
    },
    before: ({ world }) => world.grantRole(RECORDER, RECORDER_ROLE, 'Home'),
    nearMissOf: ['home-division-grant', 'role-added', 'role-removed', 'division-widened'],
  },
  {
    name: 'a division is called as the home division was',
    happens: ({ world }) => {
      world.renameDivision('Home', 'Headquarters');
      world.renameDivision('Service', 'Home');
    },
    nearMissOf: ['home-division-grant'],
  },
  {
    name: 'a deleted role is granted in the home division',
    before: ({ world }) => {
      world.createRole({ name: 'Ghost', permissions: ['routing:queue:view'] });
      world.grantRole(EXPORT, 'Ghost', 'Home');
      world.deleteRole('Ghost', { leaveGrants: true });
    },
    nearMissOf: ['home-division-grant'],
  },
  {
    name: 'an unmanaged client has always held its role in all divisions',
    before: ({ world }) => {
      world.revokeRole(EXPORT, EXPORT_ROLE);
      world.grantRole(EXPORT, EXPORT_ROLE, '*');
    },
    finds: [finding('all-divisions-grant', EXPORT, 'role Exporter in *', 'critical')],
  },
  {
    name: 'the manifest writes all divisions out',
    manifest: ({ vendors }) => {
      vendors.acme.roles = { [RECORDER_ROLE]: ['*'] };
    },
    before: ({ world }) => {
      world.revokeRole(RECORDER, RECORDER_ROLE);
      world.grantRole(RECORDER, RECORDER_ROLE, '*');
    },
    nearMissOf: ['all-divisions-grant', 'division-widened'],
  },
  {
    name: 'a client holds its role in every division, one by one',
    manifest: ({ vendors }) => {
      vendors.acme.roles = { [RECORDER_ROLE]: ['Sales', 'Service', 'home'] };
    },
    before: ({ world }) => {
      world.grantRole(RECORDER, RECORDER_ROLE, 'Service');
      world.grantRole(RECORDER, RECORDER_ROLE, 'Home');
    },
    nearMissOf: ['all-divisions-grant', 'home-division-grant'],
  },
  {
    name: 'a role of an unmanaged client has always had a wildcard',
    before: ({ world }) => world.editRole(EXPORT_ROLE, { add: ['analytics:*:view'] }),
    finds: [finding('wildcard-permission', EXPORT, 'analytics:*:view in role Exporter', 'high')],
  },
  {
    name: 'a role gains a wildcard over a whole domain',
    happens: ({ world }) => world.editRole(EXPORT_ROLE, { add: ['outbound:*:*'] }),
    finds: [
      finding('wildcard-permission', EXPORT, 'outbound:*:* in role Exporter', 'high'),
      finding('role-permissions-widened', EXPORT, 'role Exporter', 'high'),
    ],
  },
  {
    name: 'a wildcard is in a role that no client holds',
    happens: ({ world }) => world.createRole({ name: 'Administrator', permissions: ['routing:*:*'], userCount: 3 }),
    nearMissOf: ['wildcard-permission'],
  },
  {
    name: 'the manifest lists the very wildcard that a role has',
    manifest: ({ vendors }) => {
      vendors.acme.permissions = [...RECORDER_PERMISSIONS, 'analytics:*:view'];
    },
    before: ({ world }) => world.editRole(RECORDER_ROLE, { add: ['analytics:*:view'] }),
    nearMissOf: ['wildcard-permission', 'role-permissions-widened'],
  },
  {
    name: 'a role with a known wildcard is swapped for its twin',
    before: ({ world }) => world.editRole(EXPORT_ROLE, { add: ['analytics:*:view'] }),
    happens: ({ world }) => {
      world.createRole({ name: 'Exporter, copied', permissions: [...EXPORT_PERMISSIONS, 'analytics:*:view'] });
      world.revokeRole(EXPORT, EXPORT_ROLE);
      world.grantRole(EXPORT, 'Exporter, copied', 'Service');
    },
    finds: [finding('wildcard-permission', EXPORT, 'analytics:*:view in role Exporter', 'high')],
    nearMissOf: ['role-added', 'role-removed'],
  },
  {
    name: 'a role has always let its client grant roles',
    before: ({ world }) => world.editRole(EXPORT_ROLE, { add: ['authorization:grant:add'] }),
    finds: [finding('self-escalation', EXPORT, 'authorization:grant:add in role Exporter', 'critical')],
  },
  {
    name: 'a role gains the right to edit OAuth clients',
    happens: ({ world }) => world.editRole(RECORDER_ROLE, { add: ['oauth:client:edit'] }),
    finds: [
      finding('self-escalation', RECORDER, 'oauth:client:edit in role Recorder', 'critical'),
      finding('role-permissions-widened', RECORDER, 'role Recorder', 'critical'),
    ],
  },
  {
    name: 'a wildcard of a role covers the right to grant roles',
    before: ({ world }) => world.editRole(EXPORT_ROLE, { add: ['authorization:*:add'] }),
    finds: [
      finding('self-escalation', EXPORT, 'authorization:*:add in role Exporter', 'critical'),
      finding('wildcard-permission', EXPORT, 'authorization:*:add in role Exporter', 'high'),
    ],
  },
  {
    name: 'a role may look at OAuth clients and roles, and change none',
    before: ({ world }) => world.editRole(EXPORT_ROLE, { add: ['authorization:role:view', 'oauth:client:view'] }),
    nearMissOf: ['self-escalation'],
  },
  {
    name: 'the manifest lists the very permission with which a vendor manages clients',
    manifest: ({ vendors }) => {
      vendors.acme.permissions = [...RECORDER_PERMISSIONS, 'oauth:client:edit'];
    },
    before: ({ world }) => world.editRole(RECORDER_ROLE, { add: ['oauth:client:edit'] }),
    nearMissOf: ['self-escalation', 'role-permissions-widened'],
  },
  {
    name: "an unmanaged client is granted a vendor's role",
    before: ({ world }) => world.grantRole(EXPORT, RECORDER_ROLE, 'Service'),
    finds: [finding('shared-role', RECORDER, 'role Recorder', 'medium')],
  },
  {
    name: "people are given a vendor's role",
    happens: [
      // How many people hold a role is read with every scan, and moves no hash: it is judged when something else is.
      { happens: ({ world }) => world.setRoleUsers(RECORDER_ROLE, 12), afterHours: 24 },
    ],
    finds: [finding('shared-role', RECORDER, 'role Recorder', 'medium')],
  },
  {
    name: 'a client that an integration ties to its vendor shares its role with people',
    before: ({ world }) => {
      world.createIntegrationType({
        name: 'Nightly',
        vendorName: 'Nightly Ltd',
        vendorOAuthClientIds: [world.client(EXPORT).id],
      });
      world.installIntegration({ name: 'Nightly', type: [...world.integrationTypes.values()][0]?.id ?? '' });
      world.setRoleUsers(EXPORT_ROLE, 2);
    },
    finds: [finding('shared-role', EXPORT, 'role Exporter', 'medium')],
  },
  {
    name: 'two clients of one vendor share a role',
    manifest: ({ vendors }) => {
      vendors.acme.clients.push(EXPORT);
      vendors.acme.roles = { [RECORDER_ROLE]: ['Sales'], [EXPORT_ROLE]: ['Service', 'Sales'] };
    },
    before: ({ world }) => {
      world.grantRole(RECORDER, EXPORT_ROLE, 'Sales');
      world.grantRole(EXPORT, RECORDER_ROLE, 'Sales');
      world.grantRole(RECORDER, EXPORT_ROLE, 'Service');
      world.grantRole(EXPORT, EXPORT_ROLE, 'Sales');
    },
    nearMissOf: ['shared-role', 'role-added', 'role-removed'],
  },
  {
    name: 'people hold the role of a client that nobody claims',
    before: ({ world }) => world.setRoleUsers(EXPORT_ROLE, 40),
    nearMissOf: ['shared-role'],
  },
  {
    name: "an app is granted a vendor's role, for which Genesys ignores roles",
    happens: ({ world }) => world.grantRole(PORTAL, RECORDER_ROLE, 'Sales'),
    nearMissOf: ['shared-role', 'division-widened'],
  },
  {
    name: 'Genesys does not say how many people hold a role',
    before: ({ faults }) =>
      faults.add({ path: '/api/v2/authorization/roles', fault: { kind: 'fields-absent', fields: ['userCount'] } }),
    unknown: ['shared-role | Acme Recorder', 'shared-role | OAuth Guardian'],
  },
];
