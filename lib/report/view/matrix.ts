import type { ReportClient, ReportScope } from '../../domain/report.ts';
import { isOfVendor } from './findings.ts';
import type { Query } from './route.ts';
import { hasWords } from './rows.ts';

/**
 * What a client's scope is: `beyond` is held and not approved, `missing` approved and not held, `idle` held and needed by
 * no observed call, `used` held and needed, `held` held while nothing is known of its calls, `void` held by a client that
 * scopes do not restrict.
 */
export type Cell = 'beyond' | 'missing' | 'idle' | 'used' | 'held' | 'void';

export const CELLS: Readonly<Record<Cell, { readonly sign: string; readonly words: string }>> = {
  beyond: { sign: '▲', words: 'held, not approved' },
  missing: { sign: '▽', words: 'approved, not held' },
  idle: { sign: '○', words: 'held, no observed call needed it' },
  used: { sign: '●', words: 'held and used' },
  held: { sign: '◐', words: 'held, use unknown' },
  void: { sign: '·', words: 'held, restricts nothing here' },
};

export interface MatrixRow {
  readonly client: ReportClient;
  /** By scope. */
  readonly cells: ReadonlyMap<string, Cell>;
  readonly deviations: number;
}

export interface Matrix {
  /** Scopes that somebody in the rows holds or is approved, those with the most deviations first, then by name. */
  readonly scopes: readonly string[];
  /** Those with the most deviations first, then as the clients come. */
  readonly rows: readonly MatrixRow[];
  /** Deviations by scope, of all rows. */
  readonly deviations: ReadonlyMap<string, number>;
}

/** True for what somebody should look at. */
export function isDeviation(cell: Cell | undefined): boolean {
  return cell === 'beyond' || cell === 'missing' || cell === 'idle';
}

/** What one scope is for a client. */
export function cellOf(
  { isApproved, isHeld, used }: ReportScope,
  { restrictedBy }: Pick<ReportClient, 'restrictedBy'>,
): Cell {
  if (restrictedBy === 'permissions') return 'void';
  if (!isHeld) return 'missing';
  if (!isApproved) return 'beyond';
  return used === 'yes' ? 'used' : used === 'no' ? 'idle' : 'held';
}

/** Clients by scopes, as far as a query wants them: `only=1` leaves what deviates. */
export function matrixOf(clients: readonly ReportClient[], query: Query): Matrix {
  const isOnly = query.only === '1';
  const wanted = clients.filter(
    ({ isGone, scopes, vendor, name }) =>
      !isGone && scopes.length > 0 && isOfVendor(vendor, query.vendor) && hasWords(query.q, [name, vendor]),
  );
  const rows = wanted.map((client) => rowOf(client)).filter(({ deviations }) => !isOnly || deviations > 0);
  const deviations = new Map<string, number>();
  const scopes = new Set<string>();
  for (const { cells } of rows) {
    for (const [scope, cell] of cells) {
      if (isDeviation(cell)) deviations.set(scope, (deviations.get(scope) ?? 0) + 1);
      if (!isOnly || isDeviation(cell)) scopes.add(scope);
    }
  }
  const weight = (scope: string) => deviations.get(scope) ?? 0;
  return {
    scopes: [...scopes].sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1)),
    rows: rows.sort((a, b) => b.deviations - a.deviations),
    deviations,
  };
}

function rowOf(client: ReportClient): MatrixRow {
  const cells = new Map(client.scopes.map((scope) => [scope.name, cellOf(scope, client)]));
  return { client, cells, deviations: [...cells.values()].filter(isDeviation).length };
}
