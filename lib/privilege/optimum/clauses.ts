import { absorbed } from './absorb.ts';
import type { Row } from './cover.ts';
import type { GrantProblem, Need } from './need.ts';

/** A need that no set of candidates can serve. */
export interface UnservedNeed {
  readonly id: string;
  /** The names that it asks for and that no candidate implies, sorted; empty for a need without alternatives. */
  readonly missing: readonly string[];
}

/** The needs as rows of a covering problem over the ranks of candidates, and those that are beyond all candidates. */
export interface Clauses {
  readonly rows: readonly Row[];
  readonly unserved: readonly UnservedNeed[];
  /** For each name that occurs in a need: the ranks of the candidates that imply it, ascending. */
  readonly providers: ReadonlyMap<string, Row>;
}

/** A need with more rows than this is refused; the widest of Genesys' operations has four. */
export const MOST_ROWS_OF_A_NEED = 2_000;

/**
 * Rewrites needs as rows. An alternative asks for all its names, and a name for any candidate that implies it, so a need is an OR of
 * ANDs of ORs. By the law of distribution that is an AND of ORs: one row for each way to pick one name from every
 * alternative, holding all candidates that imply a picked name.
 * @throws {RangeError} for a need with more than `MOST_ROWS_OF_A_NEED` rows
 */
export function clausesOf({ needs, candidates, implying }: GrantProblem): Clauses {
  const ranks = new Map(candidates.map(({ name }, rank) => [name, rank]));
  const names = new Set(needs.flatMap(({ alternatives }) => alternatives.flat()));
  const providers = new Map(
    [...names].map((name) => [name, ascending(implying(name).flatMap((held) => ranks.get(held) ?? []))]),
  );
  const isMissing = (name: string): boolean => providers.get(name)?.length === 0;
  const rows: Row[] = [];
  const unserved: UnservedNeed[] = [];
  for (const need of needs) {
    const possible = need.alternatives.filter((alternative) => !alternative.some(isMissing));
    if (possible.length > 0) rows.push(...rowsOf({ id: need.id, alternatives: possible }, providers));
    else unserved.push({ id: need.id, missing: [...new Set(need.alternatives.flat().filter(isMissing))].sort() });
  }
  return { rows: absorbed(rows), unserved, providers };
}

function rowsOf({ id, alternatives }: Need, providers: ReadonlyMap<string, Row>): readonly Row[] {
  let rows: readonly Row[] = [[]];
  for (const alternative of alternatives) {
    const wider = rows.flatMap((row) => alternative.map((name) => union(row, providers.get(name) ?? [])));
    rows = absorbed(wider);
    if (rows.length > MOST_ROWS_OF_A_NEED) {
      throw new RangeError(`${id} has too many combinations of alternatives: more than ${MOST_ROWS_OF_A_NEED}`);
    }
  }
  return rows;
}

function union(a: Row, b: Row): Row {
  return ascending([...a, ...b]);
}

function ascending(columns: readonly number[]): Row {
  return [...new Set(columns)].sort((a, b) => a - b);
}
