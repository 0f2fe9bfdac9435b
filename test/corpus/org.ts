import { addDays, dayOf } from '../../lib/domain/day.ts';
import { addGuardian, World } from '../../lib/simulator/index.ts';

/** A Tuesday: the time of the first look in every case. */
export const START = '2026-03-03T12:00:00.000Z';
/** The newest day whose usage is whole at {@link START}. */
export const YESTERDAY = '2026-03-02';
export const TODAY = '2026-03-03';

/** Clients of the org; the last one is an app that uses its vendor's client, which no list of clients has. */
export const RECORDER = 'Acme Recorder';
export const CRM = 'Northwind CRM';
export const EXPORT = 'Nightly Export';
export const PORTAL = 'Staff Portal';
export const GUARDIAN = 'OAuth Guardian';
export const SURVEY = 'Beacon Surveys';
export const SURVEY_ID = '7c2f1f3e-51aa-4d0e-9a43-2b7a3c8f6d10';

/** The org's own clients, in the order of their names. */
export const OWN_CLIENTS = [RECORDER, EXPORT, CRM, GUARDIAN, PORTAL] as const;

export const RECORDER_ROLE = 'Recorder';
export const EXPORT_ROLE = 'Exporter';
export const RECORDER_PERMISSIONS = ['analytics:conversationDetail:view', 'recording:recording:view'] as const;
export const EXPORT_PERMISSIONS = ['routing:queue:view', 'routing:skill:view'] as const;
export const CRM_SCOPES = ['conversations:readonly', 'external-contacts', 'users:readonly'] as const;
export const PORTAL_SCOPES = ['presence:readonly', 'routing'] as const;
export const CRM_URI = 'https://connect.northwind.example/oauth/callback';
export const PORTAL_URI = 'https://portal.corpus.example/signed-in';

/** Requests an hour that the org may make. */
export const HOURLY_QUOTA = 10_000;
/** Requests that each client makes on every day: too few for anybody to ask whether a day stands out. */
export const DAILY_REQUESTS = 600;
/** Days of usage before the first look: enough for a forecast, and quick to read. */
const DAYS_BEFORE = 8;
/** Days of usage that answer every question: five weekdays of each name, and more than `thresholds.unusedDays`. */
export const LONG_HISTORY = 36;
/** Days of usage after the first look. */
const DAYS_AFTER = 4;
const AGE_DAYS = 200;
const DAY_MS = 86_400_000;
/** The operation that every client calls; cases that are about operations add others. */
export const USUAL_CALL = { method: 'GET', template: '/api/v2/users/{userId}' } as const;

/** What a case may want otherwise from the very beginning. */
export interface OrgDifference {
  /** Requests on every day, by client, where they are not the usual ones. */
  readonly dailyRequests?: Readonly<Record<string, number>>;
  /** Days before the first look of which usage is known. */
  readonly daysKnown?: number;
  /** Days of usage that the case may walk into. @default 4 */
  readonly daysAfter?: number;
}

/**
 * An org in perfect order: two vendors that the manifest knows, two clients that it does not, an authorised app and the
 * guardian. No rule finds anything in it, and none is without an answer.
 */
export function corpusOrg(
  clock: () => Date,
  { dailyRequests = {}, daysKnown = DAYS_BEFORE, daysAfter = DAYS_AFTER }: OrgDifference = {},
): World {
  const start = clock().getTime();
  let time = start - AGE_DAYS * DAY_MS;
  const world = new World({
    org: { name: 'Corpus' },
    settings: { usage: { mode: 'late', lagHours: 0 } },
    clock: () => {
      time += 60_000;
      return new Date(time);
    },
  });
  for (const division of ['Sales', 'Service']) world.createDivision(division);
  addGuardian(world, { secret: 'corpus-secret-that-opens-nothing', optional: ['oauth:client:authorize'] });
  addClients(world);
  world.authorize({ id: SURVEY_ID, name: SURVEY }, { scope: ['quality:readonly'] });
  for (let offset = -daysKnown; offset <= daysAfter; offset += 1) {
    const date = addDays(dayOf(new Date(start)), offset);
    for (const client of OWN_CLIENTS) {
      const requests = dailyRequests[client] ?? DAILY_REQUESTS;
      if (requests > 0) world.burn(client, { date, requests, spread: true, ...USUAL_CALL });
    }
  }
  world.settle();
  world.useClock(clock);
  return world;
}

function addClients(world: World): void {
  world.createRole({ name: RECORDER_ROLE, permissions: RECORDER_PERMISSIONS });
  world.createRole({ name: EXPORT_ROLE, permissions: EXPORT_PERMISSIONS });
  world.createClient({
    name: RECORDER,
    grantType: 'CLIENT-CREDENTIALS',
    grants: [{ role: RECORDER_ROLE, division: 'Sales' }],
    tokenSeconds: 3_600,
  });
  world.createClient({
    name: CRM,
    grantType: 'CODE',
    scopes: CRM_SCOPES,
    redirectUris: [CRM_URI],
    tokenSeconds: 3_600,
  });
  world.createClient({
    name: EXPORT,
    grantType: 'CLIENT-CREDENTIALS',
    grants: [{ role: EXPORT_ROLE, division: 'Service' }],
    tokenSeconds: 3_600,
  });
  world.createClient({
    name: PORTAL,
    grantType: 'CODE',
    scopes: PORTAL_SCOPES,
    redirectUris: [PORTAL_URI],
    tokenSeconds: 3_600,
  });
}
