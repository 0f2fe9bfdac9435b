import { demoManifest, demoOrg, type World } from '../../../lib/simulator/index.ts';

/** The demo org in real time, for a guardian that has its credentials. */
export function realWorld(): World {
  const world = demoOrg({ clock: () => new Date() });
  world.useClock(() => new Date());
  return world;
}

/** The demo's manifest for an org called `prod`, without the pause before a change is read again. */
export const PROD_MANIFEST = `${demoManifest.replace('name: demo', 'name: prod')}
thresholds:
  confirmAfterSeconds: 0
`;
