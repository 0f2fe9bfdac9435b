import { randomUUID } from 'node:crypto';
import type { Finding, Transition } from '../../domain/finding.ts';
import type { ReminderConfig } from '../../domain/reminder.ts';
import type { Act, ApprovalChange, RunPayload, RunRecord } from '../../domain/run.ts';
import { NothingKnownError, UsageError } from '../../errors.ts';
import type { Clock, Store } from '../../ports.ts';
import { EMPTY_PAYLOAD } from '../next-run.ts';
import { actRun, actTime } from './act-run.ts';

/** What every act needs. */
export interface ActOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** The org's name in `guardian.yaml`. */
  readonly org: string;
  readonly config: ReminderConfig;
  /** Who decides. */
  readonly by: string;
  /** Works everything out and commits nothing. */
  readonly isDryRun?: boolean;
}

/** What is committed when somebody decides. */
export interface ActState {
  readonly latest: RunRecord;
  /** Findings that are not resolved. */
  readonly unresolved: readonly Finding[];
  /** ISO time at which the act will be filed. */
  readonly at: string;
}

/** What follows from a decision. */
export interface Deed {
  readonly act: Act;
  readonly transitions: readonly Transition[];
  readonly approvals?: readonly ApprovalChange[];
}

/** What an act came to. `run` is absent where nothing was committed: a dry run, or nothing to do. */
export interface ActOutcome {
  readonly run?: RunRecord;
  readonly transitions: readonly Transition[];
}

/** What somebody decides about. @throws NothingKnownError where no run was made yet */
export async function actState({ store, org, clock }: Pick<ActOptions, 'store' | 'org' | 'clock'>): Promise<ActState> {
  const latest = await store.latestRun(org);
  if (!latest) throw new NothingKnownError(org);
  const unresolved = await store.unresolvedFindings(org, latest.openDigest);
  return { latest, unresolved, at: actTime(latest, clock.now()) };
}

/** Tries of an act that other runs overtook. A scan takes longer to come back than an act takes to be tried again. */
const MOST_TRIES = 5;

/**
 * Commits what a person decides, as a run of its own: atomic, in order with the scans, in the history, and mended like
 * any run if this process dies. `decide` is asked again if another run was committed meanwhile, with what is true then.
 *
 * @throws NothingKnownError where no run was made yet, and whatever `decide` throws
 */
export async function commitAct(
  options: ActOptions,
  decide: (state: ActState) => Promise<Deed | undefined> | Deed | undefined,
): Promise<ActOutcome> {
  const { store, org, config, isDryRun } = options;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const { latest, unresolved, at } = await actState(options);
    const deed = await decide({ latest, unresolved, at });
    if (!deed) return { transitions: [] };
    const { act, transitions, approvals = [] } = deed;
    if (isDryRun) return { transitions };
    const payload: RunPayload = { ...EMPTY_PAYLOAD, transitions, approvals };
    const attempt = randomUUID();
    const run = actRun({
      latest,
      unresolved,
      act,
      payload,
      at,
      attempt,
      config,
    });
    const { outcome } = await store.commit(run, payload);
    if (outcome === 'committed') return { run, transitions };
  }
  throw new UsageError(
    `${MOST_TRIES} runs of org '${org}' were committed meanwhile, so nothing was changed: try again`,
  );
}
