import { type Case, finding, type Happening, unknown } from '../case.ts';
import {
  EXPORT,
  EXPORT_PERMISSIONS,
  EXPORT_ROLE,
  PORTAL,
  RECORDER,
  RECORDER_PERMISSIONS,
  RECORDER_ROLE,
} from '../org.ts';

const EDIT_USERS = ['directory:user:edit'];

/** Gives the recorder other roles in Sales in place of its own. */
const swapFor =
  (
    ...roles: readonly { readonly name: string; readonly permissions: readonly string[]; conditional?: string[] }[]
  ): Happening =>
  ({ world }) => {
    world.revokeRole(RECORDER, RECORDER_ROLE);
    for (const role of roles) world.grantRole(RECORDER, world.createRole(role).id, 'Sales');
  };

/** The role of the exporter needs a condition to view queues, from the first look on. */
const underCondition: Happening = ({ world }) => {
  const [queues] = EXPORT_PERMISSIONS;
  world.createRole({ name: 'Careful', permissions: EXPORT_PERMISSIONS, conditional: [queues] });
  world.revokeRole(EXPORT, EXPORT_ROLE);
  world.grantRole(EXPORT, 'Careful', 'Service');
};

export const ROLE_CASES: readonly Case[] = [
  {
    name: 'a managed client is granted a further role',
    happens: ({ world }) => {
      world.createRole({ name: 'User editor', permissions: EDIT_USERS });
      world.grantRole(RECORDER, 'User editor', 'Sales');
    },
    finds: [finding('role-added', RECORDER, 'role User editor in Sales', 'high')],
  },
  {
    name: 'an unmanaged client is granted a further role in two divisions',
    happens: ({ world }) => {
      world.createRole({ name: 'Greeter', permissions: ['telephony:phone:view'] });
      world.grantRole(EXPORT, 'Greeter', 'Sales');
      world.grantRole(EXPORT, 'Greeter', 'Service');
    },
    finds: [
      finding('role-added', EXPORT, 'role Greeter in Sales', 'low'),
      finding('role-added', EXPORT, 'role Greeter in Service', 'low'),
    ],
  },
  {
    name: 'an impostor gets the name of a role that the manifest approves',
    happens: ({ world }) => {
      world.renameRole(RECORDER_ROLE, 'Former recorder');
      const impostor = world.createRole({ name: RECORDER_ROLE, permissions: EDIT_USERS });
      world.grantRole(RECORDER, impostor.id, 'Sales');
    },
    finds: [finding('role-added', RECORDER, 'role Recorder in Sales', 'high')],
    nearMissOf: ['role-removed'],
  },
  {
    name: 'a role that gives under a condition is swapped for one that gives without',
    before: underCondition,
    happens: ({ world }) => {
      world.createRole({ name: 'Careless', permissions: EXPORT_PERMISSIONS });
      world.revokeRole(EXPORT, 'Careful');
      world.grantRole(EXPORT, 'Careless', 'Service');
    },
    finds: [finding('role-added', EXPORT, 'role Careless in Service', 'low')],
    nearMissOf: ['role-removed'],
  },
  {
    name: 'a client is granted a role that gives nothing new',
    happens: ({ world }) => {
      world.createRole({ name: 'Listener', permissions: ['recording:recording:view'] });
      world.grantRole(RECORDER, 'Listener', 'Sales');
    },
    nearMissOf: ['role-added', 'division-widened'],
  },
  {
    name: 'a client is granted a role without any permission',
    happens: ({ world }) => {
      world.createRole({ name: 'Badge', permissions: [] });
      world.grantRole(RECORDER, 'Badge', 'Sales');
    },
    nearMissOf: ['role-added'],
  },
  {
    name: 'a role is renamed',
    happens: ({ world }) => world.renameRole(RECORDER_ROLE, 'Recorder of calls'),
    nearMissOf: ['role-added', 'role-removed', 'role-permissions-widened'],
  },
  {
    name: 'two roles exchange their names',
    happens: ({ world }) => {
      const [first, second] = [world.role(RECORDER_ROLE).id, world.role(EXPORT_ROLE).id];
      world.renameRole(first, 'in between');
      world.renameRole(second, RECORDER_ROLE);
      world.renameRole(first, EXPORT_ROLE);
    },
    nearMissOf: ['role-added', 'role-removed', 'division-widened'],
  },
  {
    name: 'a role is split in two that give the same together',
    happens: swapFor(
      { name: 'Analyst', permissions: ['analytics:conversationDetail:view'] },
      { name: 'Listener', permissions: ['recording:recording:view'] },
    ),
    nearMissOf: ['role-added', 'role-removed', 'division-widened'],
  },
  {
    name: 'two roles are merged into one that gives the same',
    before: ({ world }) => {
      world.createRole({ name: 'Dialler', permissions: ['outbound:campaign:view'] });
      world.grantRole(EXPORT, 'Dialler', 'Service');
    },
    happens: ({ world }) => {
      world.createRole({ name: 'All in one', permissions: [...EXPORT_PERMISSIONS, 'outbound:campaign:view'] });
      world.revokeRole(EXPORT, EXPORT_ROLE);
      world.revokeRole(EXPORT, 'Dialler');
      world.grantRole(EXPORT, 'All in one', 'Service');
    },
    nearMissOf: ['role-added', 'role-removed'],
  },
  {
    name: 'a role is swapped for its twin',
    happens: swapFor({ name: 'Recorder, copied', permissions: RECORDER_PERMISSIONS.toReversed() }),
    nearMissOf: ['role-added', 'role-removed', 'division-widened'],
  },
  {
    name: 'a role is deleted and created again with the same permissions',
    happens: ({ world }) => {
      world.deleteRole(RECORDER_ROLE);
      world.createRole({ name: RECORDER_ROLE, permissions: RECORDER_PERMISSIONS });
      world.grantRole(RECORDER, RECORDER_ROLE, 'Sales');
    },
    nearMissOf: ['role-added', 'role-removed'],
  },
  {
    name: 'a role is swapped for one that gives the same under a condition',
    happens: swapFor({
      name: 'Recorder, restrained',
      permissions: RECORDER_PERMISSIONS,
      conditional: ['recording:recording:view'],
    }),
    nearMissOf: ['role-added', 'role-removed'],
  },
  {
    name: 'permissions of a role come in another order',
    happens: ({ world }) => {
      world.editRole(RECORDER_ROLE, { remove: ['analytics:conversationDetail:view'] });
      world.editRole(RECORDER_ROLE, { add: ['analytics:conversationDetail:view'] });
    },
    nearMissOf: ['role-permissions-widened'],
  },
  {
    name: 'a further role is granted to an app, for which Genesys ignores roles',
    happens: ({ world }) => {
      world.createRole({ name: 'User editor', permissions: [...EDIT_USERS, 'authorization:grant:add'] });
      world.grantRole(PORTAL, 'User editor', '*');
    },
    nearMissOf: ['role-added', 'all-divisions-grant', 'self-escalation', 'home-division-grant'],
  },
  {
    name: 'a role that the manifest lists is granted',
    manifest: ({ vendors }) => {
      vendors.acme.roles = { [RECORDER_ROLE]: ['Sales'], Helper: ['Service'] };
    },
    before: ({ world }) => {
      world.createRole({ name: 'Helper', permissions: EDIT_USERS });
      world.grantRole(RECORDER, 'Helper', 'Service');
    },
    nearMissOf: ['role-added', 'division-widened'],
  },
  {
    name: 'an approved role is taken from its client',
    happens: ({ world }) => world.revokeRole(RECORDER, RECORDER_ROLE),
    finds: [finding('role-removed', RECORDER, 'role Recorder in Sales', 'info')],
  },
  {
    name: 'an approved role is deleted, and the grant of it stays behind',
    happens: ({ world }) => world.deleteRole(EXPORT_ROLE, { leaveGrants: true }),
    finds: [finding('role-removed', EXPORT, 'role Exporter in Service', 'info')],
  },
  {
    name: 'an approved role is taken away that another one covers',
    before: ({ world }) => {
      world.createRole({ name: 'Skill viewer', permissions: ['routing:skill:view'] });
      world.grantRole(EXPORT, 'Skill viewer', 'Service');
    },
    happens: ({ world }) => world.revokeRole(EXPORT, 'Skill viewer'),
    nearMissOf: ['role-removed'],
  },
  {
    name: 'a role is narrowed',
    happens: ({ world }) => world.editRole(RECORDER_ROLE, { remove: ['recording:recording:view'] }),
    nearMissOf: ['role-removed', 'role-permissions-widened'],
  },
  {
    name: 'one of two approved grants is taken away',
    manifest: ({ vendors }) => {
      vendors.acme.roles = { [RECORDER_ROLE]: ['Sales', 'home'] };
    },
    before: ({ world }) => world.grantRole(RECORDER, RECORDER_ROLE, 'Home'),
    happens: ({ world }) => world.revokeRole(RECORDER, RECORDER_ROLE, 'Home'),
    finds: [finding('role-removed', RECORDER, 'role Recorder in Home', 'info')],
    nearMissOf: ['division-widened', 'home-division-grant'],
  },
  {
    name: 'a grant in all divisions is narrowed to one',
    manifest: ({ vendors }) => {
      vendors.acme.roles = { [RECORDER_ROLE]: ['*'] };
    },
    before: ({ world }) => {
      world.revokeRole(RECORDER, RECORDER_ROLE);
      world.grantRole(RECORDER, RECORDER_ROLE, '*');
    },
    happens: ({ world }) => {
      world.revokeRole(RECORDER, RECORDER_ROLE);
      world.grantRole(RECORDER, RECORDER_ROLE, 'Service');
    },
    finds: [finding('role-removed', RECORDER, 'role Recorder in *', 'info')],
    nearMissOf: ['division-widened', 'role-added'],
  },
  {
    name: 'an approved role reaches a second division',
    happens: ({ world }) => world.grantRole(RECORDER, RECORDER_ROLE, 'Service'),
    finds: [finding('division-widened', RECORDER, 'role Recorder in Service', 'high')],
  },
  {
    name: 'an approved role reaches every division',
    happens: ({ world }) => world.grantRole(RECORDER, RECORDER_ROLE, '*'),
    finds: [
      finding('division-widened', RECORDER, 'role Recorder in *', 'critical'),
      finding('all-divisions-grant', RECORDER, 'role Recorder in *', 'critical'),
    ],
  },
  {
    name: 'a grant moves to another division',
    happens: ({ world }) => {
      world.revokeRole(EXPORT, EXPORT_ROLE);
      world.grantRole(EXPORT, EXPORT_ROLE, 'Sales');
    },
    finds: [
      finding('division-widened', EXPORT, 'role Exporter in Sales', 'high'),
      finding('role-removed', EXPORT, 'role Exporter in Service', 'info'),
    ],
  },
  {
    name: 'the twin of an approved role is granted in a second division',
    happens: ({ world }) => {
      world.createRole({ name: 'Recorder, copied', permissions: RECORDER_PERMISSIONS });
      world.grantRole(RECORDER, 'Recorder, copied', 'Service');
    },
    finds: [finding('division-widened', RECORDER, 'role Recorder, copied in Service', 'high')],
    nearMissOf: ['role-added'],
  },
  {
    name: 'a division is renamed',
    happens: ({ world }) => world.renameDivision('Sales', 'Sales and more'),
    nearMissOf: ['division-widened', 'role-removed', 'role-added'],
  },
  {
    name: 'another division gets the name of the approved one',
    happens: ({ world }) => {
      world.renameDivision('Sales', 'Former sales');
      world.renameDivision('Service', 'Sales');
      world.grantRole(RECORDER, RECORDER_ROLE, 'Sales');
    },
    finds: [finding('division-widened', RECORDER, 'role Recorder in Service', 'high')],
  },
  {
    name: 'the home division is renamed',
    manifest: ({ vendors }) => {
      vendors.acme.roles = { [RECORDER_ROLE]: ['Sales', 'home'] };
    },
    before: ({ world }) => world.grantRole(RECORDER, RECORDER_ROLE, 'Home'),
    happens: ({ world }) => world.renameDivision('Home', 'Headquarters'),
    nearMissOf: ['division-widened', 'home-division-grant', 'role-removed'],
  },
  {
    name: 'a division is created that nobody is granted anything in',
    happens: ({ world }) => world.createDivision('Claims'),
    nearMissOf: ['division-widened'],
  },
  {
    name: 'a role is edited behind the back of its client',
    happens: ({ world }) => world.editRole(RECORDER_ROLE, { add: EDIT_USERS }),
    finds: [finding('role-permissions-widened', RECORDER, 'role Recorder', 'high')],
    nearMissOf: ['role-added', 'division-widened'],
  },
  {
    name: 'a role grows, and grows again',
    happens: [
      ({ world }) => world.editRole(RECORDER_ROLE, { add: ['outbound:campaign:view'] }),
      ({ world }) => world.editRole(RECORDER_ROLE, { add: EDIT_USERS }),
    ],
    finds: [
      finding('role-permissions-widened', RECORDER, 'role Recorder', 'low'),
      finding('role-permissions-widened', RECORDER, 'role Recorder', 'high'),
    ],
  },
  {
    name: 'a role loses the condition of a permission',
    before: underCondition,
    happens: ({ world }) => {
      const [queues] = EXPORT_PERMISSIONS;
      world.editRole('Careful', { remove: [queues] });
      world.editRole('Careful', { add: [queues] });
    },
    finds: [finding('role-permissions-widened', EXPORT, 'role Careful', 'low')],
  },
  {
    name: 'a role grows and its client leaves it in the same hour',
    happens: ({ world }) => {
      world.editRole(RECORDER_ROLE, { add: EDIT_USERS });
      world.revokeRole(RECORDER, RECORDER_ROLE);
    },
    finds: [finding('role-removed', RECORDER, 'role Recorder in Sales', 'info')],
    nearMissOf: ['role-permissions-widened'],
  },
  {
    name: 'a role grows that no client holds',
    before: ({ world }) => world.createRole({ name: 'Agent', permissions: ['routing:queue:view'], userCount: 80 }),
    happens: ({ world }) => world.editRole('Agent', { add: [...EDIT_USERS, 'authorization:grant:add'] }),
    nearMissOf: ['role-permissions-widened', 'self-escalation'],
  },
  {
    name: 'a role gains what its wildcard gave already',
    manifest: ({ vendors }) => {
      vendors.acme.permissions = ['analytics:*:view', 'recording:recording:view'];
    },
    before: ({ world }) => world.editRole(RECORDER_ROLE, { add: ['analytics:*:view'] }),
    happens: ({ world }) => world.editRole(RECORDER_ROLE, { add: ['analytics:queueObservation:view'] }),
    nearMissOf: ['role-permissions-widened', 'wildcard-permission'],
  },
  {
    name: 'a role gains what another approved role of the client gives there',
    before: ({ world }) => {
      world.createRole({ name: 'Dialler', permissions: ['outbound:campaign:view'] });
      world.grantRole(EXPORT, 'Dialler', 'Service');
    },
    happens: ({ world }) => world.editRole(EXPORT_ROLE, { add: ['outbound:campaign:view'] }),
    nearMissOf: ['role-permissions-widened'],
  },
  {
    name: 'a role grows within the ceiling of the manifest',
    manifest: ({ vendors }) => {
      vendors.acme.permissions = [...RECORDER_PERMISSIONS, ...EDIT_USERS];
    },
    happens: ({ world }) => world.editRole(RECORDER_ROLE, { add: EDIT_USERS }),
    nearMissOf: ['role-permissions-widened'],
  },
  {
    name: 'a role was always beyond the ceiling of the manifest',
    manifest: ({ vendors }) => {
      vendors.acme.permissions = ['analytics:conversationDetail:view'];
    },
    finds: [finding('role-permissions-widened', RECORDER, 'ceiling', 'high')],
  },
  {
    name: 'a role grows and shrinks again between two scans',
    happens: ({ world }) => {
      world.editRole(RECORDER_ROLE, { add: EDIT_USERS });
      world.editRole(RECORDER_ROLE, { remove: EDIT_USERS });
    },
    nearMissOf: ['role-permissions-widened'],
  },
  {
    name: 'a role grows, and what it gained is taken out a day later',
    happens: [
      ({ world }) => world.editRole(RECORDER_ROLE, { add: EDIT_USERS }),
      { happens: ({ world }) => world.editRole(RECORDER_ROLE, { remove: EDIT_USERS }), afterHours: 24 },
    ],
    finds: [finding('role-permissions-widened', RECORDER, 'role Recorder', 'high')],
    resolves: [finding('role-permissions-widened', RECORDER, 'role Recorder', 'high')],
  },
  {
    name: 'Genesys does not say in which division a role is held',
    happens: ({ world }) => {
      world.createRole({ name: 'Analyst', permissions: ['analytics:conversationDetail:view'] });
      world.setClient(RECORDER, { looseRoleIds: [world.role('Analyst').id] });
    },
    unknown: [
      unknown('role-added', RECORDER),
      unknown('home-division-grant', RECORDER),
      unknown('all-divisions-grant', RECORDER),
    ],
  },
  {
    name: 'a client of an undocumented grant type is granted roles of every kind',
    before: ({ world }) => {
      world.createClient({ name: 'Device', grantType: 'DEVICE', tokenSeconds: 3_600 });
      world.createRole({ name: 'Powerful', permissions: ['analytics:*:view', 'authorization:grant:add'] });
    },
    happens: ({ world }) => world.grantRole('Device', 'Powerful', '*'),
    unknown: [
      unknown('all-divisions-grant', 'Device'),
      unknown('implicit-grant', 'Device'),
      unknown('password-grant', 'Device'),
      unknown('role-added', 'Device'),
      unknown('self-escalation', 'Device'),
      unknown('wildcard-permission', 'Device'),
    ],
  },
];
