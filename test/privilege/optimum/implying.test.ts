import fc from 'fast-check';
import { permissionImplies } from '../../../lib/domain/permission.ts';
import { scopeImplies } from '../../../lib/domain/scope.ts';
import { permissionsImplying, scopesImplying } from '../../../lib/privilege/optimum/implying.ts';

const part = fc.constantFrom('a', 'b', '*');
const permissions = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(':'));
const scopes = fc.constantFrom('users', 'users:readonly', 'routing', 'routing:readonly', 'readonly', ':readonly');

describe('the names that imply a name', () => {
  it('are, for permissions, those that the domain judges to imply it', () => {
    fc.assert(
      fc.property(permissions, permissions, (held, wanted) => {
        expect(permissionsImplying(wanted).includes(held)).toBe(permissionImplies(held, wanted));
      }),
      { numRuns: 2000 },
    );
  });

  it('are, for scopes, those that the domain judges to imply it', () => {
    fc.assert(
      fc.property(scopes, scopes, (held, wanted) => {
        expect(scopesImplying(wanted).includes(held)).toBe(scopeImplies(held, wanted));
      }),
    );
  });
});
