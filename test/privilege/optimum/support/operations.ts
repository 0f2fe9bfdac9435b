import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { permissionImplies } from '../../../../lib/domain/permission.ts';
import { permissionRisk } from '../../../../lib/domain/permission-risk.ts';
import { type Scope, scopeImplies } from '../../../../lib/domain/scope.ts';
import { scopeRisk } from '../../../../lib/domain/scope-catalogue.ts';
import type { Severity } from '../../../../lib/domain/severity.ts';
import type { GrantProblem, Need } from '../../../../lib/privilege/optimum/need.ts';
import { generator } from './problems.ts';

/** The list of Genesys' operations is not part of this repository: where it is absent, tests on it are skipped. */
const FILE = join(__dirname, '..', '..', '..', '..', '..', 'shared', 'genesys', 'operations.csv');
export const hasOperations = existsSync(FILE);
/** `describe`, or `describe.skip` with its reason in the title of the suite. */
export const describeWithOperations: jest.Describe = hasOperations ? describe : describe.skip;
export const WITHOUT_OPERATIONS = hasOperations ? '' : ' (skipped: the list of operations is not here)';

export type Kind = 'scopes' | 'permissions';

/** `count` operations picked by `seed` as calls, with every name that the list knows as a candidate. */
export function observedOperations(kind: Kind, count: number, seed = 1): GrantProblem {
  const all = operations(kind);
  const random = generator(seed);
  const order = all.map((need) => ({ need, at: random() })).sort((a, b) => a.at - b.at);
  const names = [...new Set(all.flatMap(({ alternatives }) => alternatives.flat()))];
  const weightOf = kind === 'scopes' ? scopeWeight : (name: string) => POINTS[permissionRisk(name).severity];
  return {
    needs: order.slice(0, count).map(({ need }) => need),
    candidates: names.map((name) => ({ name, weight: weightOf(name) })),
    implies: kind === 'scopes' ? scopeImplies : permissionImplies,
  };
}

/** Stand-ins for the risk table, which these tests are not about. */
const POINTS: Readonly<Record<Severity, number>> = { critical: 1000, high: 150, medium: 50, low: 10, info: 1 };

function scopeWeight(scope: Scope): number {
  return POINTS[scopeRisk(scope).severity] + (scope.endsWith(':readonly') ? 0 : 50);
}

function operations(kind: Kind): Need[] {
  const [, ...lines] = readFileSync(FILE, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [method, path, , , scopes = '', permType, permissions = ''] = line.split(',');
    const names = (kind === 'scopes' ? scopes : permissions).split(' ').filter((name) => name !== '');
    const isAll = names.length === 0 || (kind === 'permissions' && permType === 'ALL');
    return { id: `${method} ${path}`, alternatives: isAll ? [names] : names.map((name) => [name]) };
  });
}
