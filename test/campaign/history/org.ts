import { addGuardian, World } from '../../../lib/simulator/index.ts';

/** What the campaign's org is made of, by name. */
export const CLIENTS = {
  recorder: 'Acme Recorder',
  crm: 'Northwind CRM',
  wallboard: 'Lumen Wallboard',
  legacy: 'Legacy Screen Pop',
  guardian: 'OAuth Guardian',
} as const;
export const ROLES = {
  recorder: 'Acme Recorder',
  wallboard: 'Lumen Wallboard',
  supervisor: 'Supervisor',
  agent: 'Agent',
} as const;

/** A Tuesday noon. */
export const START = '2026-03-03T12:00:00.000Z';
export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Days of usage before the start: enough for every rule that looks back a week. */
const DAYS_BEFORE = 8;
/** Requests of a client on an ordinary day. */
const DAILY_REQUESTS = 4_000;

export const MANIFEST = `
orgs:
  - name: org
    licences: { CX3: 100 }
vendors:
  - name: Acme
    clients: [${CLIENTS.recorder}]
    grantType: CLIENT-CREDENTIALS
    roles: [{ name: ${ROLES.recorder}, divisions: [Sales, Service] }]
    maxTokenSeconds: 3600
  - name: Northwind
    clients: [${CLIENTS.crm}]
    grantType: CODE
    scopes: [conversations:readonly, external-contacts, users:readonly]
    redirectUris: [https://connect.northwind.example/callback]
    maxTokenSeconds: 43200
  - name: Lumen
    clients: [${CLIENTS.wallboard}]
    grantType: CLIENT-CREDENTIALS
    roles: [{ name: ${ROLES.wallboard}, divisions: [Sales] }]
    maxTokenSeconds: 3600
  - name: Platform team
    clients: [${CLIENTS.guardian}]
    roles: [{ name: OAuth Guardian, divisions: [home] }]
`;

/** The org before its history begins: small, so that thousands of schedules can be played, with something of everything. */
export function newOrg(clock: () => Date, days: number): World {
  const world = new World({ org: { name: 'Campaign' }, settings: { usage: { mode: 'late', lagHours: 0 } }, clock });
  for (const division of ['Sales', 'Service', 'Claims']) world.createDivision(division);
  addGuardian(world, { secret: 'secret-that-opens-nothing' });
  world.createRole({ name: ROLES.agent, permissions: ['conversation:call:add', 'routing:queue:view'], userCount: 82 });
  world.createRole({ name: ROLES.supervisor, permissions: ['analytics:conversationDetail:view'], userCount: 9 });
  world.createRole({ name: ROLES.recorder, permissions: ['recording:recording:view', 'routing:queue:view'] });
  world.createRole({ name: ROLES.wallboard, permissions: ['analytics:queueObservation:view', 'routing:queue:view'] });
  addClients(world);
  world.createIntegrationType({ id: 'premium-app-beacon', name: 'Beacon', vendorName: 'Beacon' });
  world.installIntegration({ name: 'Beacon', type: 'premium-app-beacon' });
  enterUsage(world, days);
  world.settle();
  return world;
}

function addClients(world: World): void {
  world.createClient({
    name: CLIENTS.recorder,
    grantType: 'CLIENT-CREDENTIALS',
    grants: ['Sales', 'Service'].map((division) => ({ role: ROLES.recorder, division })),
    tokenSeconds: 3_600,
  });
  world.createClient({
    name: CLIENTS.crm,
    grantType: 'CODE',
    scopes: ['conversations:readonly', 'external-contacts', 'users:readonly'],
    redirectUris: ['https://connect.northwind.example/callback'],
    tokenSeconds: 43_200,
  });
  world.createClient({
    name: CLIENTS.wallboard,
    grantType: 'CLIENT-CREDENTIALS',
    grants: [{ role: ROLES.wallboard, division: 'Sales' }],
    tokenSeconds: 3_600,
  });
  // One weakness of long standing, so that something is open from the first look on.
  world.createClient({
    name: CLIENTS.legacy,
    grantType: 'TOKEN',
    scopes: ['conversations:readonly'],
    redirectUris: ['https://screenpop.example/callback'],
    tokenSeconds: 43_200,
  });
}

function enterUsage(world: World, days: number): void {
  const start = Date.parse(START);
  for (let offset = -DAYS_BEFORE; offset <= days; offset += 1) {
    const date = new Date(start + offset * DAY_MS).toISOString().slice(0, 10);
    for (const client of Object.values(CLIENTS)) world.burn(client, { date, requests: DAILY_REQUESTS });
  }
}
