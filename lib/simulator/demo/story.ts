import { dayOf } from '../../domain/day.ts';
import type { World } from '../world/world.ts';
import { CRM_SCOPES, DEMO_CLIENTS, DEMO_ROLES } from './apps.ts';

/** One step of the story: what happens in the org, and when after the story's start. */
export interface DemoStep {
  /** Names the step in code; stable. */
  readonly id: 'baseline' | 'scopes-gained' | 'role-edited' | 'grant-widened' | 'quota-exceeded' | 'drift-reverted';
  readonly title: string;
  /** Hours after the start of the story; set the clock to it before `apply`. */
  readonly afterHours: number;
  readonly apply: (world: World) => void;
}

const GAINED_SCOPES = ['analytics:readonly', 'recordings', 'users'];

/**
 * Requests of one day that are more than half of the demo's fair-use budget (100 named CX3 users: 14 M a month) and less
 * than all of it, in a month of any length: half is 250,000 at most (28 days), all of it 451,612 at least (31 days).
 */
const HEAVY_DAY_REQUESTS = 275_000;

/** What `npm start` plays, in order. Each step leaves one thing to be found; the last takes one back. */
export const demoStory: readonly DemoStep[] = [
  { id: 'baseline', title: 'An ordinary morning: the guardian takes stock', afterHours: 0, apply: () => {} },
  {
    id: 'scopes-gained',
    title: `${DEMO_CLIENTS.crm} gains scopes`,
    afterHours: 1,
    apply: (world) => world.addScopes(DEMO_CLIENTS.crm, GAINED_SCOPES, { by: 'Sam Ortiz' }),
  },
  {
    id: 'role-edited',
    title: `The role ${DEMO_ROLES.recorder} is edited behind its client's back`,
    afterHours: 2,
    apply: (world) =>
      world.editRole(DEMO_ROLES.recorder, {
        add: ['recording:recording:editRetention', 'directory:user:edit'],
        by: 'Robin Keller',
      }),
  },
  {
    id: 'grant-widened',
    title: `${DEMO_CLIENTS.wallboard} is granted all divisions`,
    afterHours: 3,
    apply: (world) => world.grantRole(DEMO_CLIENTS.wallboard, DEMO_ROLES.wallboard, '*', { by: 'Sam Ortiz' }),
  },
  {
    id: 'quota-exceeded',
    title: `${DEMO_CLIENTS.wallboard} used more than half of yesterday's API budget`,
    afterHours: 24,
    apply: burnYesterday,
  },
  {
    id: 'drift-reverted',
    title: `The scopes of ${DEMO_CLIENTS.crm} are taken back`,
    afterHours: 25,
    apply: (world) => {
      world.setClient(DEMO_CLIENTS.crm, { scope: CRM_SCOPES }, { by: 'Dana Whitfield' });
      // Where midnight lies between the two steps, yesterday is another day by now: the vendor goes on as it did.
      if (dayOf(world.now()) !== dayOf(hoursBefore(world.now(), 1))) burnYesterday(world);
    },
  },
];

function burnYesterday(world: World): void {
  const date = dayOf(hoursBefore(world.now(), 24));
  const call = { method: 'POST', template: '/api/v2/analytics/queues/observations/query' };
  world.burn(DEMO_CLIENTS.wallboard, { ...call, date, requests: HEAVY_DAY_REQUESTS, status429: 1_900 });
}

function hoursBefore(time: Date, hours: number): Date {
  return new Date(time.getTime() - hours * 3_600_000);
}
