import type { Cover, Row } from './cover.ts';
import type { Candidate, Need } from './need.ts';

/** A name that was chosen, and what for. */
export interface ChosenName {
  readonly name: string;
  readonly weight: number;
  /** The ids of the needs that it helps to serve, sorted. */
  readonly serves: readonly string[];
}

/** The chosen names with the needs that they help to serve: those with a granted alternative that the name is part of. */
export function servedBy({ columns }: Cover, { needs, candidates, providers }: ServedProblem): ChosenName[] {
  const serves = new Map(columns.map((column) => [column, new Set<string>()]));
  const granted = new Map([...providers].map(([name, row]) => [name, row.filter((column) => serves.has(column))]));
  const isGranted = (name: string): boolean => (granted.get(name) ?? []).length > 0;
  for (const { id, alternatives } of needs) {
    const names = alternatives.filter((alternative) => alternative.every(isGranted)).flat();
    for (const column of names.flatMap((name) => granted.get(name) ?? [])) serves.get(column)?.add(id);
  }
  return candidates.flatMap(({ name, weight }, rank) => {
    const ids = serves.get(rank);
    return ids ? [{ name, weight, serves: [...ids] }] : [];
  });
}

interface ServedProblem {
  /** Sorted by id. */
  readonly needs: readonly Need[];
  readonly candidates: readonly Candidate[];
  readonly providers: ReadonlyMap<string, Row>;
}
