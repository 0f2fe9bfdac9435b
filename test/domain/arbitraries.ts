import fc from 'fast-check';
import { ALL_DIVISIONS } from '../../lib/domain/client.ts';
import type { Permission } from '../../lib/domain/permission.ts';
import type { Scope } from '../../lib/domain/scope.ts';
import { SEVERITIES, type Severity } from '../../lib/domain/severity.ts';

/** Few names, so that sets overlap and imply one another often. */
const scopeName = fc.constantFrom('users', 'routing', 'oauth', 'recordings', 'no-such-scope');

export const scope: fc.Arbitrary<Scope> = fc
  .tuple(scopeName, fc.boolean())
  .map(([name, readonly]) => (readonly ? `${name}:readonly` : name));

export const scopes: fc.Arbitrary<Scope[]> = fc.array(scope, { maxLength: 8 });

export const permission: fc.Arbitrary<Permission> = fc
  .tuple(
    fc.constantFrom('routing', 'oauth', '*'),
    fc.constantFrom('queue', 'client', 'skill', '*'),
    fc.constantFrom('view', 'edit', 'add', '*'),
  )
  .map((parts) => parts.join(':'));

export const permissions: fc.Arbitrary<Permission[]> = fc.array(permission, { maxLength: 8 });

export const divisionId: fc.Arbitrary<string> = fc.constantFrom('home', 'sales', 'support', ALL_DIVISIONS);

export const severity: fc.Arbitrary<Severity> = fc.constantFrom(...SEVERITIES);
