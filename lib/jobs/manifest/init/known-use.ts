import type { Advice } from '../../../privilege/advice/index.ts';

/** What is known of how a client uses what it holds. */
export interface KnownUse {
  /** Absent where no advice can be given; `noAdvice` then says why. */
  readonly advice?: Advice;
  readonly noAdvice?: string;
  /** Calls that were seen to succeed, as the catalogue writes them. */
  readonly calls: readonly string[];
  /** Whole days since its last request; absent where that is not known. */
  readonly idleDays?: number;
  /** Of the hourly budget; absent where it is not known. */
  readonly share?: number;
}
