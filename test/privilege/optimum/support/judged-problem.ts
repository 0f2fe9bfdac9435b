import type { GrantProblem } from '../../../../lib/privilege/optimum/need.ts';

/** A problem for those who judge an answer: they ask of each pair of names, and trust no list of what implies what. */
export interface JudgedProblem extends GrantProblem {
  readonly implies: (held: string, wanted: string) => boolean;
}
