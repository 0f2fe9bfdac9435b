import type { Candidate } from './need.ts';
import type { TiedCovers } from './ties.ts';

/** Two choices of one weight, and why one was preferred. */
export interface Tie {
  /** Chosen names that the other choice does without. */
  readonly chosen: readonly string[];
  /** What it holds in their place. */
  readonly alternative: readonly string[];
  /** What either of the two weighs. */
  readonly weight: number;
  readonly decidedBy: 'fewer names' | 'order of names';
  /** A sentence for an administrator. */
  readonly explanation: string;
}

export function tieOf({ chosen, alternative }: TiedCovers, candidates: readonly Candidate[]): Tie {
  const namesOf = (columns: readonly number[]): string[] => columns.map((column) => candidates[column]?.name ?? '');
  const weight = chosen.reduce((sum, column) => sum + (candidates[column]?.weight ?? 0), 0);
  const decidedBy = alternative.length > chosen.length ? 'fewer names' : 'order of names';
  const preferred = decidedBy === 'fewer names' ? 'has fewer names' : 'comes first by name';
  return {
    chosen: namesOf(chosen),
    alternative: namesOf(alternative),
    weight,
    decidedBy,
    explanation: `${namesOf(chosen).join(' with ')} or ${namesOf(alternative).join(' with ')}: both weigh ${weight}; the former ${preferred}.`,
  };
}
