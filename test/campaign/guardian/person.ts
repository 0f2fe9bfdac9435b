import type { Finding } from '../../../lib/domain/finding.ts';
import { acknowledge, reopen, waive } from '../../../lib/jobs/acts/triage.ts';
import type { Clock, Store } from '../../../lib/ports.ts';
import type { Decision } from '../history/decision.ts';
import type { Scene } from '../history/worlds.ts';

/** What somebody at the command line has to decide, and with what. */
export interface PersonOptions {
  readonly decision: Decision;
  readonly scene: Scene;
  readonly store: Store;
  readonly clock: Clock;
  readonly org: string;
}

/**
 * Does what somebody decided, by the real acts. False where there is nothing to decide about: people decide about what
 * they see, and try again later.
 */
export async function decideAs({ decision, scene, store, clock, org }: PersonOptions): Promise<boolean> {
  const about = (await store.unresolvedFindings(org)).filter((finding) => isAbout(decision, finding));
  const ids = about.filter(({ state }) => state === STATES[decision.kind].from).map(({ id }) => id);
  // Decided already, by a command of which nobody heard how it ended.
  if (ids.length === 0) return about.some(({ state }) => state === STATES[decision.kind].to);
  const options = { store, clock, org, config: scene.config, by: 'Dana', ids };
  switch (decision.kind) {
    case 'ack':
      await acknowledge({ ...options, owner: 'Dana' });
      return true;
    case 'waive':
      await waive({ ...options, reason: 'It is wanted for a while', until: decision.until });
      return true;
    case 'reopen':
      await reopen({ ...options, from: 'acknowledged' });
      return true;
    default:
      return decision.kind satisfies never;
  }
}

/** True for findings of the rule and the client that are meant. */
export function isAbout({ rule, client }: Decision, finding: Finding): boolean {
  return finding.rule === rule && finding.client.name === client;
}

const STATES = {
  ack: { from: 'open', to: 'acknowledged' },
  waive: { from: 'open', to: 'waived' },
  reopen: { from: 'acknowledged', to: 'open' },
} as const;
