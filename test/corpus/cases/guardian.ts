import { allUnknown, type Case, finding, THE_ORG, unknown } from '../case.ts';
import { GUARDIAN, OWN_CLIENTS } from '../org.ts';
import { OF_ROLES, OF_ROLES_AND_CALLS } from '../sources.ts';

const GUARDIAN_ROLE = GUARDIAN;
const rolesFail: NonNullable<Case['before']> = ({ faults }) =>
  faults.add({ path: '/api/v2/authorization/roles', fault: { kind: 'unavailable' } });
const NO_ROLES = [
  ...allUnknown([...OF_ROLES, ...OF_ROLES_AND_CALLS], OWN_CLIENTS),
  unknown('authorization-granted', THE_ORG),
  unknown('guardian-overprivileged', THE_ORG),
  unknown('guardian-blind', THE_ORG),
];

/** The guardian itself: what it sees, and what it may do. */
export const GUARDIAN_CASES: readonly Case[] = [
  {
    name: 'a source cannot be read once',
    happens: rolesFail,
    unknown: NO_ROLES,
    nearMissOf: ['guardian-blind', 'role-removed'],
  },
  {
    name: 'a source cannot be read twice on end',
    happens: [rolesFail, {}],
    finds: [finding('guardian-blind', THE_ORG, 'source roles', 'high')],
    unknown: NO_ROLES,
  },
  {
    name: 'integrations cannot be read twice on end, and are switched off',
    manifest: ({ org }) => {
      org.readIntegrations = false;
    },
    before: ({ world }) => world.editRole(GUARDIAN_ROLE, { remove: ['integrations:integration:view'] }),
    happens: [({ faults }) => faults.add({ path: '/api/v2/integrations', fault: { kind: 'unavailable' } }), {}],
    nearMissOf: ['guardian-blind'],
  },
  {
    name: 'integrations are switched off, and the guardian may still read them',
    manifest: ({ org }) => {
      org.readIntegrations = false;
    },
    finds: [finding('guardian-overprivileged', GUARDIAN, 'excess-permission', 'high')],
    nearMissOf: ['guardian-blind'],
  },
  {
    name: 'a source can be read again after two failures',
    happens: [
      ({ faults }) => faults.add({ path: '/api/v2/integrations', fault: { kind: 'unavailable' } }),
      {},
      ({ faults }) => faults.clear(),
    ],
    finds: [finding('guardian-blind', THE_ORG, 'source integrations', 'high')],
    resolves: [finding('guardian-blind', THE_ORG, 'source integrations', 'high')],
  },
  {
    name: 'the guardian loses the permission to look into audits',
    happens: ({ world }) => world.editRole(GUARDIAN_ROLE, { remove: ['audits:audit:view'] }),
    finds: [finding('guardian-blind', GUARDIAN, 'permission audits:audit:view', 'high')],
    nearMissOf: ['guardian-overprivileged'],
  },
  {
    name: 'the guardian loses a permission that it does not need here',
    manifest: ({ org }) => {
      org.readAudits = false;
    },
    before: ({ world }) => world.editRole(GUARDIAN_ROLE, { remove: ['audits:audit:view'] }),
    nearMissOf: ['guardian-blind'],
  },
  {
    name: 'the guardian has always been an administrator',
    before: ({ world }) => world.editRole(GUARDIAN_ROLE, { add: ['authorization:grant:add', 'directory:*:*'] }),
    finds: [
      finding('guardian-overprivileged', GUARDIAN, 'self-escalation', 'high'),
      finding('guardian-overprivileged', GUARDIAN, 'wildcard-permission', 'high'),
      finding('self-escalation', GUARDIAN, 'authorization:grant:add in role OAuth Guardian', 'critical'),
      finding('self-escalation', GUARDIAN, 'directory:*:* in role OAuth Guardian', 'critical'),
      finding('wildcard-permission', GUARDIAN, 'directory:*:* in role OAuth Guardian', 'high'),
      finding('role-permissions-widened', GUARDIAN, 'ceiling', 'critical'),
    ],
  },
  {
    name: 'the guardian gains a permission that no source needs',
    happens: ({ world }) => world.editRole(GUARDIAN_ROLE, { add: ['recording:recording:view'] }),
    finds: [
      finding('guardian-overprivileged', GUARDIAN, 'excess-permission', 'high'),
      finding('role-permissions-widened', GUARDIAN, 'role OAuth Guardian', 'high'),
      finding('role-permissions-widened', GUARDIAN, 'ceiling', 'high'),
    ],
  },
  {
    name: 'the guardian holds permissions that it may have, and does not need',
    manifest: ({ vendors }) => {
      vendors.platform.permissions = [
        ...(vendors.platform.permissions as string[]),
        'authorization:grant:view',
        'billing:subscription:view',
      ];
    },
    before: ({ world }) =>
      world.editRole(GUARDIAN_ROLE, { add: ['authorization:grant:view', 'billing:subscription:view'] }),
    nearMissOf: ['guardian-overprivileged'],
  },
  {
    name: "the guardian's own client cannot be read any more",
    happens: ({ faults }) => faults.add({ path: '/api/v2/tokens/me', fault: { kind: 'unavailable' } }),
    unknown: [unknown('guardian-overprivileged', THE_ORG), unknown('guardian-blind', THE_ORG)],
    nearMissOf: ['home-division-grant'],
  },
  {
    name: "the guardian's own client could never be read",
    before: ({ faults }) => faults.add({ path: '/api/v2/tokens/me', fault: { kind: 'unavailable' } }),
    unknown: [
      unknown('guardian-overprivileged', THE_ORG),
      unknown('guardian-blind', THE_ORG),
      unknown('home-division-grant', GUARDIAN),
    ],
    nearMissOf: ['home-division-grant'],
  },
];
