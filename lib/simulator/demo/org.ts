import { DAY_MS } from '../../domain/day.ts';
import { addGuardian } from '../world/guardian-client.ts';
import { World } from '../world/world.ts';
import {
  CRM_REDIRECT_URI,
  CRM_SCOPES,
  DEMO_CALLS,
  DEMO_CLIENTS,
  DEMO_ROLES,
  RECORDER_PERMISSIONS,
  WALLBOARD_PERMISSIONS,
} from './apps.ts';

export interface DemoOrgOptions {
  /** The story's clock. Usage is entered for the days around the time that it shows when the org is made. */
  readonly clock: () => Date;
}

/** Days of usage before the story: enough for every window in which something counts as unused. */
const DAYS_BEFORE = 60;
/** Days of usage that the story may walk into. */
const DAYS_AFTER = 3;
/** The org was set up this long before the story. */
const AGE_DAYS = 200;
const WEEKEND_SHARE = 0.6;

/**
 * "Aurora Support", the org of the demo: three vendors in good order, an app from AppFoundry, and one weakness of long
 * standing, an implicit-grant client that nobody owns.
 */
export function demoOrg({ clock }: DemoOrgOptions): World {
  const start = clock().getTime();
  let time = start - AGE_DAYS * DAY_MS;
  const world = new World({
    org: { name: 'Aurora Support' },
    // No lag: the story may begin at any hour, and the day before is always complete.
    settings: { usage: { mode: 'late', lagHours: 0 } },
    clock: () => {
      time += 60_000;
      return new Date(time);
    },
  });
  for (const division of ['Sales', 'Service', 'Claims']) world.createDivision(division);
  addGuardian(world, { secret: 'demo-secret-that-opens-nothing' });
  addVendors(world);
  addAppFoundryApp(world);
  enterUsage(world, start);
  world.settle();
  world.useClock(clock);
  return world;
}

function addVendors(world: World): void {
  world.createRole({ name: 'Agent', permissions: ['conversation:call:add', 'routing:queue:view'], userCount: 82 });
  world.createRole({ name: 'Supervisor', permissions: ['analytics:conversationDetail:view'], userCount: 9 });
  world.createRole({ name: DEMO_ROLES.recorder, permissions: RECORDER_PERMISSIONS });
  world.createRole({ name: DEMO_ROLES.wallboard, permissions: WALLBOARD_PERMISSIONS });
  world.createClient({
    name: DEMO_CLIENTS.recorder,
    description: 'Fetches recordings and returns transcripts',
    grantType: 'CLIENT-CREDENTIALS',
    grants: ['Sales', 'Service'].map((division) => ({ role: DEMO_ROLES.recorder, division })),
    tokenSeconds: 3_600,
  });
  world.createClient({
    name: DEMO_CLIENTS.crm,
    description: 'Screen pop and contact sync',
    grantType: 'CODE',
    scopes: CRM_SCOPES,
    redirectUris: [CRM_REDIRECT_URI],
    tokenSeconds: 43_200,
  });
  world.createClient({
    name: DEMO_CLIENTS.wallboard,
    description: 'Queue figures on the walls of the sales floor',
    grantType: 'CLIENT-CREDENTIALS',
    grants: [{ role: DEMO_ROLES.wallboard, division: 'Sales' }],
    tokenSeconds: 3_600,
  });
  world.createClient({
    name: DEMO_CLIENTS.legacy,
    description: 'Old desktop client, owner unknown',
    grantType: 'TOKEN',
    scopes: ['conversations:readonly', 'user-basic-info'],
    redirectUris: ['https://screenpop.aurora-support.example/callback'],
    tokenSeconds: 43_200,
  });
}

/** The vendor's own client: it is in no client listing, only among the authorisations. */
function addAppFoundryApp(world: World): void {
  const client = { id: '7c2f1f3e-51aa-4d0e-9a43-2b7a3c8f6d10', name: DEMO_CLIENTS.survey };
  world.createIntegrationType({
    id: 'premium-app-beacon-surveys',
    name: 'Beacon Surveys',
    vendorName: 'Beacon Surveys',
    supportContactUri: 'https://support.beacon-surveys.example',
    vendorOAuthClientIds: [client.id],
  });
  world.installIntegration({ name: 'Beacon Surveys', type: 'premium-app-beacon-surveys' });
  world.authorize(client, { scope: ['quality:readonly', 'users:readonly'] });
}

function enterUsage(world: World, start: number): void {
  for (let offset = -DAYS_BEFORE; offset <= DAYS_AFTER; offset += 1) {
    const day = new Date(start + offset * DAY_MS);
    const share = [0, 6].includes(day.getUTCDay()) ? WEEKEND_SHARE : 1;
    // A small swing from day to day, so that charts are no straight lines and no day stands out.
    const swing = 1 + ((offset + DAYS_BEFORE) % 5) / 100;
    for (const [client, calls] of Object.entries(DEMO_CALLS)) {
      for (const call of calls) {
        const requests = Math.round(call.requests * share * swing);
        world.burn(client, { ...call, requests, date: day.toISOString().slice(0, 10), spread: true });
      }
    }
  }
}
