import type { Invariant } from '../checks/result.ts';
import { historyOf, QUIET_END, type Step } from '../history/history.ts';
import { playScript, type Script } from './script.ts';

/** Tries at most: each lives through a history. */
const MOST_TRIES = 120;

/**
 * A shorter script that fails as well: fewer faults, fewer steps, fewer things that happen. Not the shortest there is,
 * but one that nothing can be taken from piece by piece.
 */
export async function shrink(script: Script, fails: (script: Script) => Promise<boolean>): Promise<Script> {
  let tries = 0;
  const failsAgain = async (candidate: Script) => {
    tries += 1;
    return tries <= MOST_TRIES && (await fails(candidate));
  };
  const { history, faults } = script;
  let best: Script = { history: typeof history === 'number' ? [...historyOf(history).steps] : history, faults };
  for (;;) {
    const shorter = await firstThat(candidatesOf(best), failsAgain);
    if (!shorter) return best;
    best = shorter;
  }
}

/** Whether a script breaks an invariant. */
export async function breaks(invariant: Invariant, script: Script): Promise<boolean> {
  const { violations } = await playScript(script);
  return violations.some((violation) => violation.invariant === invariant);
}

async function firstThat(candidates: Iterable<Script>, fails: (script: Script) => Promise<boolean>) {
  for (const candidate of candidates) if (await fails(candidate)) return candidate;
  return undefined;
}

/** Scripts that are a little shorter, those that save most first. */
function* candidatesOf({ history, faults }: Script): Generator<Script> {
  if (typeof history === 'number') return;
  for (const [n] of faults.entries())
    if (faults.length > 1) yield { history, faults: faults.filter((_, m) => m !== n) };
  const lastFault = Math.max(...faults.map(({ step }) => step));
  const end = lastFault + 1 + QUIET_END;
  if (end < history.length) yield { history: history.slice(0, end), faults };
  for (const length of [32, 16, 8, 4, 2, 1]) {
    for (let from = 1; from + length <= history.length - QUIET_END; from += length) {
      if (isFree(faults, from, length)) yield withoutSteps({ history, faults }, from, length);
    }
  }
  for (const [n, step] of history.entries()) {
    for (const [m] of step.acts.entries()) {
      const acts = step.acts.filter((_, other) => other !== m);
      yield { history: history.with(n, { ...step, acts }), faults };
    }
    if (step.outages.length > 0) yield { history: history.with(n, { ...step, outages: [] }), faults };
  }
}

function isFree(faults: Script['faults'], from: number, length: number): boolean {
  return !faults.some(({ step }) => step >= from && step < from + length);
}

/** The steps are taken out, what happened in them too, and the faults after them move up. */
function withoutSteps({ history, faults }: Script, from: number, length: number): Script {
  const steps: readonly Step[] = typeof history === 'number' ? [] : history;
  return {
    history: [...steps.slice(0, from), ...steps.slice(from + length)],
    faults: faults.map((fault) => (fault.step < from ? fault : { ...fault, step: fault.step - length })),
  };
}
