/** The invariants of the campaign. */
export const INVARIANTS = {
  told: 'every drift is told in each channel, and nothing else is',
  once: 'no message comes twice, but for a fault between its acceptance and its mark',
  resolved: 'nothing resolves that is still so',
  honest: 'a reading that is called complete is complete',
  whole: 'whoever reads sees each run wholly or not at all',
  slot: 'a slot counts once',
  works: 'what nothing strikes does not fail',
  same: 'afterwards all is as if nothing had gone wrong',
} as const;
export type Invariant = keyof typeof INVARIANTS;

export interface Violation {
  readonly invariant: Invariant;
  readonly detail: string;
}

/** What came of one schedule. */
export interface Outcome {
  readonly violations: readonly Violation[];
  /** Kinds of faults that struck. */
  readonly struck: readonly string[];
  readonly crashes: number;
  /** Messages that came twice, all of them for a fault that excuses it. */
  readonly duplicates: number;
  readonly checks: Readonly<Record<Invariant, number>>;
  readonly stepsPlayed: number;
  /** `merged`: its state became that of the history without faults, so that the rest is known. */
  readonly end: 'merged' | 'played to the end';
}

/** Counts what is checked, and keeps what did not hold. */
export class Judge {
  readonly violations: Violation[] = [];
  readonly checks: Record<Invariant, number> = {
    told: 0,
    once: 0,
    resolved: 0,
    honest: 0,
    whole: 0,
    slot: 0,
    works: 0,
    same: 0,
  };

  /** Notes a check; `problems` are what did not hold. */
  check(invariant: Invariant, problems: readonly string[]): void {
    this.checks[invariant] += 1;
    for (const detail of problems) this.violations.push({ invariant, detail });
  }
}
