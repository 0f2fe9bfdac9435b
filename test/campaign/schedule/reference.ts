import type { Finding } from '../../../lib/domain/finding.ts';
import { type CommittedRun, committedAfter, newestSeq, unresolvedIn } from '../checks/committed.ts';
import { type Fingerprint, fingerprintOf } from '../checks/fingerprint.ts';
import { MemoryTable } from '../dynamo/memory-table.ts';
import { Guardian, type JobName, type Meanwhile, type Traffic } from '../guardian/guardian.ts';
import { EMPTY_MAILBOXES, type Mailboxes } from '../guardian/mailboxes.ts';
import type { Decision } from '../history/decision.ts';
import type { History, Step } from '../history/history.ts';
import { type Scene, scenesOf } from '../history/worlds.ts';

/** A step of a history without faults: what it left, and the places at which something could have gone wrong. */
export interface ReferenceStep {
  readonly step: Step;
  readonly scene: Scene;
  readonly slot: string;
  readonly table: MemoryTable;
  readonly mailboxes: Mailboxes;
  readonly fingerprint: Fingerprint;
  readonly unresolved: ReadonlyMap<string, Finding>;
  readonly runs: readonly CommittedRun[];
  /** Decisions for which there was something to decide about. */
  readonly decided: readonly Decision[];
  readonly traffic: Readonly<Record<JobName, Traffic>>;
}

/** A history lived through without faults. Schedules begin from its steps and are compared with it. */
export interface Reference {
  readonly history: History;
  readonly steps: readonly ReferenceStep[];
}

/** Lives through a history. Throws if the guardian fails, for there is nothing to compare with then. */
export async function referenceOf(history: History): Promise<Reference> {
  const scenes = scenesOf(history);
  const guardian = new Guardian({
    table: new MemoryTable(),
    earlier: new MemoryTable(),
    mailboxes: EMPTY_MAILBOXES,
    watch: { onAccepted: () => {} },
  });
  const steps: ReferenceStep[] = [];
  for (const [number, step] of history.steps.entries()) {
    const scene = scenes[number];
    if (!scene) throw new Error(`step ${number} has no scene`);
    guardian.clock.set(scene.at);
    const before = newestSeq(guardian.table);
    const slot = scene.at.toISOString();
    const delivery = { number, step, scene, slot, delivery: 1, faults: [] };
    const decided =
      step.decisions.length > 0 ? await guardian.act(delivery, step.decisions, NOTHING_MEANWHILE) : undefined;
    if (decided?.ending.kind === 'failed') throw decided.ending.error;
    const scanned = await guardian.scan(delivery, NOTHING_MEANWHILE);
    if (scanned.ending.kind === 'failed') throw scanned.ending.error;
    const notified = await guardian.notify(delivery, NOTHING_MEANWHILE);
    if (notified.ending.kind === 'failed') throw notified.ending.error;
    steps.push({
      ...{ step, scene, slot },
      decided: step.decisions.filter(
        (decision) => decided?.ending.kind === 'done' && !decided.ending.value.includes(decision),
      ),
      table: guardian.table.fork(),
      mailboxes: { mail: [...guardian.mailboxes.mail], pager: [...guardian.mailboxes.pager] },
      fingerprint: fingerprintOf(guardian.table),
      unresolved: unresolvedIn(guardian.table),
      runs: committedAfter(guardian.table, before),
      traffic: { scan: scanned.traffic, notify: notified.traffic, act: decided?.traffic ?? NO_TRAFFIC },
    });
  }
  return { history, steps };
}

const NO_TRAFFIC: Traffic = { calls: [], requests: 0, messages: {} };

export const NOTHING_MEANWHILE: Meanwhile = { overtake: async () => {}, read: async () => {} };
