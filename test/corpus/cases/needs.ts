import { addDays } from '../../../lib/domain/day.ts';
import { type Case, finding, type Happening, unknown } from '../case.ts';
import { CRM, EXPORT, PORTAL, RECORDER, TODAY, YESTERDAY } from '../org.ts';

/** The guardian looks back on a week, and has known everything for longer in the end. */
const aWeek: NonNullable<Case['manifest']> = ({ thresholds }) => {
  thresholds.observationDays = 7;
  thresholds.youngGrantDays = 0;
};
const DAYS = 9;
const org = { daysKnown: 12, daysAfter: DAYS };
const later = { afterHours: DAYS * 24 };
const WEEK = Array.from({ length: DAYS }, (_, day) => addDays(TODAY, day));

const calls =
  (client: string, ...operations: readonly (readonly [method: string, template: string])[]): Happening =>
  ({ world }) => {
    for (const date of WEEK) {
      for (const [method, template] of operations) world.burn(client, { date, requests: 3, method, template });
    }
  };
const allOf =
  (...happenings: readonly Happening[]): Happening =>
  async (scene) => {
    for (const happening of happenings) await happening(scene);
  };

/** Every client calls what it holds its access for. */
const recorderWorks = calls(
  RECORDER,
  ['POST', '/api/v2/analytics/conversations/details/query'],
  ['GET', '/api/v2/conversations/{conversationId}/recordings'],
);
const exporterWorks = calls(EXPORT, ['GET', '/api/v2/routing/queues'], ['GET', '/api/v2/routing/skills']);
const crmWorks = calls(CRM, ['GET', '/api/v2/conversations'], ['POST', '/api/v2/externalcontacts/contacts']);
const portalWorks = calls(
  PORTAL,
  ['GET', '/api/v2/users/{userId}/presences/{sourceId}'],
  ['POST', '/api/v2/routing/queues'],
);

const refused =
  (client: string, template: string, refusals = 5): Happening =>
  ({ world }) =>
    world.burn(client, { date: YESTERDAY, requests: 5, status400: refusals, template });

/** Grants held against calls made. */
export const NEED_CASES: readonly Case[] = [
  {
    name: 'an app has not needed its scopes for a week',
    manifest: aWeek,
    org,
    before: allOf(recorderWorks, exporterWorks, crmWorks),
    happens: [later],
    finds: [finding('scope-unused', PORTAL, 'scopes', 'low')],
    nearMissOf: ['permission-unused'],
  },
  {
    name: 'a client has not needed the permissions of its role for a week',
    manifest: aWeek,
    org,
    before: allOf(exporterWorks, crmWorks, portalWorks),
    happens: [later],
    finds: [finding('permission-unused', RECORDER, 'role Recorder', 'low')],
    nearMissOf: ['scope-unused'],
  },
  {
    name: 'every client needs all that it holds',
    manifest: aWeek,
    org,
    before: allOf(recorderWorks, exporterWorks, crmWorks, portalWorks),
    happens: [later],
    nearMissOf: ['scope-unused', 'permission-unused', 'permission-missing'],
  },
  {
    name: 'nobody needs anything, and the guardian has known nobody for long',
    org,
    happens: [later],
    nearMissOf: ['scope-unused', 'permission-unused'],
  },
  {
    name: 'an app and a service call what no catalogue knows',
    manifest: aWeek,
    org,
    before: allOf(
      exporterWorks,
      crmWorks,
      calls(PORTAL, ['GET', '/api/v2/telepathy']),
      calls(RECORDER, ['GET', '/api/v2/telepathy']),
    ),
    happens: [later],
    unknown: [unknown('scope-unused', PORTAL), unknown('permission-unused', RECORDER)],
    nearMissOf: ['scope-unused', 'permission-unused', 'permission-missing'],
  },
  {
    name: 'calls of a service are refused that no role of it allows',
    before: refused(RECORDER, '/api/v2/routing/queues'),
    finds: [finding('permission-missing', RECORDER, 'routing:queue:view', 'medium')],
    nearMissOf: ['failing-calls'],
  },
  {
    name: 'a call succeeds that no role allows, and some of its requests fail',
    before: refused(RECORDER, '/api/v2/routing/queues', 4),
    nearMissOf: ['permission-missing'],
  },
  {
    name: 'calls of a service are refused that its role allows',
    before: refused(EXPORT, '/api/v2/routing/queues'),
    nearMissOf: ['permission-missing'],
  },
  {
    name: 'calls of a service are refused that no catalogue knows',
    before: refused(RECORDER, '/api/v2/telepathy'),
    unknown: [unknown('permission-missing', RECORDER)],
  },
];
