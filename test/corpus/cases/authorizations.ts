import { type Case, finding, type Scene, THE_ORG, unknown } from '../case.ts';
import { SURVEY, SURVEY_ID } from '../org.ts';

const CHAT = { id: 'd5a1c6de-7f11-4b0a-8a52-0a4f5f1c2b3d', name: 'Lantern Chat' };
const survey = { id: SURVEY_ID, name: SURVEY };
const authorize = (patch: Parameters<Scene['world']['authorize']>[1]) => (scene: Scene) =>
  scene.world.authorize(survey, patch);

/** Apps that use their vendor's client: only their authorisation shows what they may do. */
export const AUTHORIZATION_CASES: readonly Case[] = [
  {
    name: "a vendor's app is authorised",
    happens: ({ world }) => world.authorize(CHAT, { scope: ['web-chat'] }),
    finds: [finding('authorization-granted', CHAT.name, 'authorized', 'high')],
  },
  {
    name: "a vendor's app asks to be authorised",
    happens: ({ world }) => world.authorize(CHAT, { scope: ['web-chat'], state: 'Requested', pending: true }),
    finds: [finding('authorization-granted', CHAT.name, 'request', 'high')],
  },
  {
    name: 'a request of an app is granted',
    happens: [
      ({ world }) => world.authorize(CHAT, { scope: ['web-chat'], state: 'Requested', pending: true }),
      ({ world }) => world.authorize(CHAT, { state: 'Authorized', pending: false }),
    ],
    finds: [
      finding('authorization-granted', CHAT.name, 'request', 'high'),
      finding('authorization-granted', CHAT.name, 'authorized', 'high'),
    ],
    resolves: [finding('authorization-granted', CHAT.name, 'request', 'high')],
  },
  {
    name: 'an authorised app gains a scope',
    happens: authorize({ scope: ['quality:readonly', 'recordings'] }),
    finds: [finding('authorization-granted', SURVEY, 'scope recordings', 'high')],
  },
  {
    name: 'an authorised app gains a role that gives it something',
    happens: ({ world }) => {
      const { id } = world.createRole({ name: 'Surveyor', permissions: ['quality:survey:view'] });
      world.authorize(survey, { roles: [id] });
    },
    finds: [finding('authorization-granted', SURVEY, 'role Surveyor', 'high')],
  },
  {
    name: 'an authorised app swaps its role for one with the same permissions',
    before: ({ world }) => {
      const { id } = world.createRole({ name: 'Surveyor', permissions: ['quality:survey:view'] });
      world.authorize(survey, { roles: [id] });
    },
    happens: ({ world }) => {
      const { id } = world.createRole({ name: 'Surveyor, copied', permissions: ['quality:survey:view'] });
      world.authorize(survey, { roles: [id] });
    },
    nearMissOf: ['authorization-granted'],
  },
  {
    name: 'an authorised app loses its scope',
    happens: authorize({ scope: [] }),
    nearMissOf: ['authorization-granted'],
  },
  {
    name: 'scopes of an authorised app come in another order, one of them twice',
    before: authorize({ scope: ['quality', 'users:readonly'] }),
    happens: authorize({ scope: ['users:readonly', 'quality', 'quality:readonly', 'quality'] }),
    nearMissOf: ['authorization-granted'],
  },
  {
    name: 'an app is no longer authorised',
    happens: authorize({ state: 'Revoked' }),
    nearMissOf: ['authorization-granted'],
  },
  {
    name: 'authorisations cannot be read',
    happens: ({ faults, world }) => {
      world.authorize(CHAT, { scope: ['web-chat'] });
      faults.add({ path: '/api/v2/oauth/authorizations', fault: { kind: 'forbidden' } });
    },
    unknown: [unknown('authorization-granted', THE_ORG)],
  },
  {
    name: 'authorisations are switched off in the manifest',
    manifest: ({ org }) => {
      org.readAuthorizations = false;
    },
    happens: ({ world }) => world.authorize(CHAT, { scope: ['web-chat'] }),
    finds: [finding('guardian-overprivileged', 'OAuth Guardian', 'self-escalation', 'high')],
    unknown: [unknown('authorization-granted', THE_ORG)],
  },
];
