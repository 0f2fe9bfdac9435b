import { allUnknown, type Case, finding, type Happening, THE_ORG, unknown } from '../case.ts';
import {
  CRM,
  EXPORT,
  GUARDIAN,
  LONG_HISTORY,
  OWN_CLIENTS,
  PORTAL,
  RECORDER,
  SURVEY,
  SURVEY_ID,
  TODAY,
  USUAL_CALL,
  YESTERDAY,
} from '../org.ts';
import { OF_CALLS, OF_ROLES_AND_CALLS, OF_USAGE } from '../sources.ts';

/** Requests of one day that are half of the quota in every hour. */
const HALF_OF_THE_QUOTA = 120_000;
const THE_WHOLE_QUOTA = 240_000;
/** All of the days before the first look are known, and the app makes so many requests on each. */
const busy = (requests: number) => ({ daysKnown: LONG_HISTORY, dailyRequests: { [CRM]: requests } });
const quiet = { daysKnown: LONG_HISTORY, dailyRequests: { [CRM]: 0 } };
const growing: Happening = ({ world }) => {
  world.settings.usage = { mode: 'growing' };
};
const lagHours =
  (hours: number): Happening =>
  ({ world }) => {
    world.settings.usage = { mode: 'late', lagHours: hours };
  };

export const USAGE_CASES: readonly Case[] = [
  {
    name: 'a client uses more than half of the quota on a day',
    org: busy(HALF_OF_THE_QUOTA + 1),
    finds: [finding('quota-share', CRM, 'hourly-quota', 'high')],
    nearMissOf: ['usage-spike'],
  },
  {
    name: 'a client uses exactly half of the quota',
    org: busy(HALF_OF_THE_QUOTA),
    nearMissOf: ['quota-share'],
  },
  {
    name: 'a client uses more than the whole quota',
    org: busy(THE_WHOLE_QUOTA + 24),
    finds: [
      finding('quota-share', CRM, 'hourly-quota', 'critical'),
      finding('quota-forecast', THE_ORG, 'month', 'high'),
    ],
  },
  {
    name: 'a vendor may use more than half, for the manifest says so',
    manifest: ({ vendors }) => {
      vendors.northwind.quotaShare = 0.6;
    },
    org: busy(HALF_OF_THE_QUOTA + 10_000),
    nearMissOf: ['quota-share'],
  },
  {
    name: 'half of the use is by one client, and the use is a fiftieth of the quota',
    org: { daysKnown: LONG_HISTORY, dailyRequests: { [CRM]: 4_800, [RECORDER]: 0 } },
    finds: [finding('client-unused', RECORDER, 'client', 'low')],
    nearMissOf: ['quota-share'],
  },
  {
    name: "an app that uses its vendor's client takes more than half of the quota",
    before: ({ world }) => {
      world.createClient({ name: SURVEY, id: SURVEY_ID, grantType: 'CODE' });
      world.burn(SURVEY, { date: YESTERDAY, requests: HALF_OF_THE_QUOTA + 24 });
      world.deleteClient(SURVEY);
    },
    finds: [finding('quota-share', SURVEY, 'hourly-quota', 'high')],
    unknown: [unknown('usage-spike', SURVEY)],
  },
  {
    name: "Genesys' own client uses more than half of the quota",
    before: ({ world }) => world.burn('purecloud', { date: YESTERDAY, requests: THE_WHOLE_QUOTA }),
    nearMissOf: ['quota-share', 'quota-forecast', 'usage-spike'],
  },
  {
    name: "a client bears the name of Genesys' own, and uses more than half",
    before: ({ world }) => world.setClient(CRM, { name: 'PureCloud' }),
    manifest: ({ vendors }) => {
      vendors.northwind.clients = ['PureCloud'];
    },
    org: busy(HALF_OF_THE_QUOTA + 24),
    finds: [finding('quota-share', 'PureCloud', 'hourly-quota', 'high')],
  },
  {
    name: 'fewer licences make half of the quota of what was less',
    manifest: ({ org }) => {
      delete org.hourlyQuota;
      org.licences = { CX3: 100 };
    },
    org: busy(216_000),
    happens: ({ edit }) =>
      edit(({ org }) => {
        org.licences = { CX3: 90 };
      }),
    finds: [finding('quota-share', CRM, 'hourly-quota', 'high')],
  },
  {
    name: 'more licences make less than half of the quota of what was more',
    manifest: ({ org }) => {
      delete org.hourlyQuota;
      org.licences = { CX3: 90 };
    },
    org: busy(216_000),
    happens: ({ edit }) =>
      edit(({ org }) => {
        org.licences = { CX3: 100 };
      }),
    finds: [finding('quota-share', CRM, 'hourly-quota', 'high')],
    resolves: [finding('quota-share', CRM, 'hourly-quota', 'high')],
  },
  {
    name: 'licences are bought, and everything stays below',
    happens: ({ edit }) =>
      edit(({ org }) => {
        org.hourlyQuota = 20_000;
      }),
    nearMissOf: ['quota-share', 'quota-forecast'],
  },
  {
    name: 'no budget is configured',
    manifest: ({ org }) => {
      delete org.hourlyQuota;
    },
    org: busy(THE_WHOLE_QUOTA),
    unknown: [...allUnknown(['quota-share'], OWN_CLIENTS), unknown('quota-forecast', THE_ORG)],
  },
  {
    name: 'late data lifts a day over half of the quota',
    org: busy(HALF_OF_THE_QUOTA - 10),
    happens: ({ world }) => world.burn(CRM, { date: YESTERDAY, requests: 11 }),
    finds: [finding('quota-share', CRM, 'hourly-quota', 'high')],
  },
  {
    name: 'late data lifts a day to exactly half of the quota',
    org: busy(HALF_OF_THE_QUOTA - 10),
    happens: ({ world }) => world.burn(CRM, { date: YESTERDAY, requests: 10 }),
    nearMissOf: ['quota-share', 'usage-spike'],
  },
  {
    name: 'a client is over its share on one day, and under it on the next',
    org: busy(70_000),
    before: ({ world }) => world.burn(CRM, { date: YESTERDAY, requests: 60_000 }),
    happens: [{ afterHours: 13 }],
    finds: [finding('quota-share', CRM, 'hourly-quota', 'high')],
    resolves: [finding('quota-share', CRM, 'hourly-quota', 'high')],
    nearMissOf: ['usage-spike'],
  },
  {
    name: 'a burst of an hour shows while its day is still growing',
    org: busy(24_000),
    before: growing,
    happens: [{}, ({ world }) => world.burn(CRM, { date: TODAY, requests: 5_000 })],
    finds: [finding('quota-share', CRM, 'hourly-quota', 'high')],
  },
  {
    name: 'a client goes on as steadily as ever past midnight, just below its share',
    org: busy(119_000),
    before: growing,
    happens: [{ afterHours: 10 }, {}, {}, {}],
    nearMissOf: ['quota-share', 'usage-spike', 'client-unused'],
  },
  {
    name: 'only one refresh of the first day is known',
    org: { daysKnown: 0 },
    before: growing,
    unknown: [
      ...allUnknown(['quota-share', 'usage-spike', 'rate-limited', 'failing-calls'], OWN_CLIENTS),
      unknown('quota-forecast', THE_ORG),
    ],
  },
  {
    name: 'usage cannot be read',
    happens: ({ faults }) => faults.add({ path: '/api/v2/usage/**', fault: { kind: 'unavailable' } }),
    unknown: [
      ...allUnknown([...OF_USAGE, ...OF_CALLS], OWN_CLIENTS),
      unknown('quota-forecast', THE_ORG),
      unknown('guardian-blind', THE_ORG),
    ],
  },
  {
    name: 'the month will pass the allowance',
    manifest: ({ org }) => {
      delete org.hourlyQuota;
      org.monthlyAllowance = 1_000_000;
    },
    org: {
      daysKnown: LONG_HISTORY,
      dailyRequests: Object.fromEntries(OWN_CLIENTS.map((client) => [client, 7_000])),
    },
    finds: [finding('quota-forecast', THE_ORG, 'month', 'high')],
    nearMissOf: ['quota-share'],
  },
  {
    name: 'the month will come to exactly the allowance',
    manifest: ({ org }) => {
      delete org.hourlyQuota;
      org.monthlyAllowance = 31 * 5 * 6_000;
    },
    org: {
      daysKnown: LONG_HISTORY,
      dailyRequests: Object.fromEntries(OWN_CLIENTS.map((client) => [client, 6_000])),
    },
    nearMissOf: ['quota-forecast', 'quota-share'],
  },
  {
    name: 'fewer days are known than a forecast needs',
    org: { daysKnown: 6 },
    unknown: [unknown('quota-forecast', THE_ORG)],
  },
  {
    name: 'a day has twice the requests of its weekday',
    org: busy(12_000),
    before: ({ world }) => world.burn(CRM, { date: YESTERDAY, requests: 12_000 }),
    finds: [finding('usage-spike', CRM, 'day', 'medium')],
  },
  {
    name: 'a client wakes that had not called for weeks',
    org: quiet,
    before: ({ world }) => world.burn(CRM, { date: YESTERDAY, requests: 1_000 }),
    finds: [finding('usage-spike', CRM, 'day', 'medium')],
    nearMissOf: ['client-unused'],
  },
  {
    name: 'a day has not quite twice the requests of its weekday',
    org: busy(12_000),
    before: ({ world }) => world.burn(CRM, { date: YESTERDAY, requests: 11_999 }),
    nearMissOf: ['usage-spike'],
  },
  {
    name: 'a restless client has more than twice the requests of its weekday',
    org: quiet,
    before: ({ world }) => {
      const mondays = { '2026-02-23': 2_000, '2026-02-16': 20_000, '2026-02-09': 4_000, '2026-02-02': 30_000 };
      for (const [date, requests] of Object.entries(mondays)) world.burn(CRM, { date, requests });
      world.burn(CRM, { date: '2026-01-26', requests: 12_000 });
      world.burn(CRM, { date: YESTERDAY, requests: 40_000 });
    },
    nearMissOf: ['usage-spike'],
  },
  {
    name: 'a client wakes with fewer requests than anybody asks about',
    org: quiet,
    before: ({ world }) => world.burn(CRM, { date: YESTERDAY, requests: 999 }),
    nearMissOf: ['usage-spike', 'client-unused'],
  },
  {
    name: 'fewer weekdays are known than a spike needs',
    org: { daysKnown: 22, dailyRequests: { [CRM]: 12_000 } },
    unknown: [unknown('usage-spike', CRM)],
  },
  {
    name: 'more than a twentieth of the calls is refused as too fast',
    org: busy(10_000),
    before: ({ world }) => world.burn(CRM, { date: YESTERDAY, requests: 1_000, status429: 551 }),
    finds: [finding('rate-limited', CRM, 'status-429', 'medium')],
    nearMissOf: ['failing-calls'],
  },
  {
    name: 'exactly a twentieth of the calls is refused as too fast',
    org: busy(10_000),
    before: ({ world }) => world.burn(CRM, { date: YESTERDAY, requests: 1_000, status429: 550 }),
    nearMissOf: ['rate-limited'],
  },
  {
    name: 'nearly all of very few calls are refused',
    before: ({ world }) => world.burn(CRM, { date: YESTERDAY, requests: 399, status400: 399, status429: 199 }),
    nearMissOf: ['rate-limited', 'failing-calls'],
  },
  {
    name: 'more than a fifth of the calls fails',
    org: busy(4_000),
    before: ({ world }) => world.burn(CRM, { date: YESTERDAY, requests: 1_001, status400: 1_001 }),
    finds: [finding('failing-calls', CRM, 'status-4xx', 'medium')],
    nearMissOf: ['rate-limited'],
  },
  {
    name: 'exactly a fifth of the calls fails',
    org: busy(4_000),
    before: ({ world }) => world.burn(CRM, { date: YESTERDAY, requests: 1_000, status400: 1_000 }),
    nearMissOf: ['failing-calls'],
  },
  {
    name: 'half of the calls fail for a fault of Genesys',
    org: busy(4_000),
    before: ({ world }) => world.burn(CRM, { date: YESTERDAY, requests: 3_999, status500: 3_999 }),
    nearMissOf: ['failing-calls', 'rate-limited'],
  },
  {
    name: 'calls failed the day before yesterday, and no longer',
    org: busy(4_000),
    before: ({ world }) => world.burn(CRM, { date: '2026-03-01', requests: 3_000, status400: 3_000 }),
    nearMissOf: ['failing-calls'],
  },
  {
    name: 'a client has not called for more than a month',
    org: quiet,
    finds: [finding('client-unused', CRM, 'client', 'low')],
  },
  {
    name: 'a client called once, thirty days ago',
    org: quiet,
    before: ({ world }) => world.burn(CRM, { date: '2026-02-01', requests: 1 }),
    nearMissOf: ['client-unused'],
  },
  {
    name: 'a client called once, a day before the window begins',
    org: quiet,
    before: ({ world }) => world.burn(CRM, { date: '2026-01-31', requests: 1 }),
    finds: [finding('client-unused', CRM, 'client', 'low')],
  },
  {
    name: 'a client is idle that is younger than the window',
    org: { daysKnown: LONG_HISTORY },
    before: ({ world }) =>
      world.createClient({ name: 'Fresh', grantType: 'CODE', scopes: ['users:readonly'], tokenSeconds: 3_600 }),
    nearMissOf: ['client-unused'],
  },
  {
    name: 'a client is idle, and usage is known for three weeks only',
    org: { daysKnown: 21, dailyRequests: { [CRM]: 0 } },
    unknown: [unknown('client-unused', CRM)],
  },
  {
    name: 'an unused client makes its first call',
    org: quiet,
    happens: [{ happens: ({ world }) => world.burn(CRM, { date: TODAY, requests: 3 }), afterHours: 13 }],
    finds: [finding('client-unused', CRM, 'client', 'low')],
    resolves: [finding('client-unused', CRM, 'client', 'low')],
  },
  {
    name: 'a vendor calls an operation that the manifest does not list',
    manifest: ({ vendors }) => {
      vendors.northwind.endpoints = [`${USUAL_CALL.method} ${USUAL_CALL.template}`];
    },
    before: ({ world }) =>
      world.burn(CRM, { date: YESTERDAY, requests: 5, method: 'DELETE', template: '/api/v2/users/{userId}' }),
    finds: [finding('endpoint-unapproved', CRM, 'DELETE /api/v2/users/{userId}', 'medium')],
  },
  {
    name: 'a vendor calls what the manifest lists under other names of its parameters, or by a wildcard',
    manifest: ({ vendors }) => {
      vendors.northwind.endpoints = ['GET /api/v2/users/{id}', '* /api/v2/externalcontacts/*'];
    },
    before: ({ world }) =>
      world.burn(CRM, {
        date: YESTERDAY,
        requests: 5,
        method: 'PUT',
        template: '/api/v2/externalcontacts/contacts/{contactId}',
      }),
    nearMissOf: ['endpoint-unapproved'],
  },
  {
    name: 'a client that nobody claims calls whatever it likes',
    manifest: ({ vendors }) => {
      vendors.northwind.endpoints = [`${USUAL_CALL.method} ${USUAL_CALL.template}`];
    },
    before: ({ world }) =>
      world.burn(PORTAL, { date: YESTERDAY, requests: 5, method: 'DELETE', template: '/api/v2/users/{userId}' }),
    nearMissOf: ['endpoint-unapproved'],
  },
  {
    name: 'calls by operation cannot be read',
    manifest: ({ vendors }) => {
      vendors.northwind.endpoints = [`${USUAL_CALL.method} ${USUAL_CALL.template}`];
    },
    before: ({ faults }) => {
      for (const nth of [2, 3]) {
        faults.add({
          path: '/api/v2/usage/aggregates/query/jobs',
          method: 'POST',
          on: { nth },
          fault: { kind: 'unavailable' },
        });
      }
    },
    unknown: [
      unknown('endpoint-unapproved', CRM),
      ...allUnknown(OF_ROLES_AND_CALLS, [RECORDER, EXPORT]),
      ...allUnknown(['scope-unused'], [CRM, PORTAL]),
    ],
  },
  {
    name: 'the usage data is more than two days old',
    before: lagHours(60),
    finds: [finding('guardian-blind', THE_ORG, 'usage-stale', 'high')],
    unknown: [
      ...allUnknown(['quota-share', 'usage-spike', 'rate-limited', 'failing-calls', 'client-unused'], OWN_CLIENTS),
      unknown('quota-forecast', THE_ORG),
    ],
  },
  {
    name: 'the usage data is exactly two days old',
    before: lagHours(36),
    happens: [{ happens: lagHours(48), afterHours: 12 }],
    nearMissOf: ['guardian-blind', 'quota-share'],
  },
  {
    name: 'a usage run alone looks at who calls, and at nothing else',
    org: busy(HALF_OF_THE_QUOTA - 10),
    happens: [{ happens: ({ world }) => world.burn(CRM, { date: YESTERDAY, requests: 11 }), job: 'usage' }],
    finds: [finding('quota-share', CRM, 'hourly-quota', 'high')],
    unknown: [
      ...allUnknown(
        [
          'role-added',
          'role-removed',
          'division-widened',
          'role-permissions-widened',
          'home-division-grant',
          'all-divisions-grant',
          'wildcard-permission',
          'self-escalation',
          'shared-role',
        ],
        [RECORDER, EXPORT, CRM, GUARDIAN, PORTAL],
      ),
      unknown('authorization-granted', THE_ORG),
      unknown('guardian-blind', THE_ORG),
      unknown('guardian-overprivileged', THE_ORG),
    ],
  },
];
