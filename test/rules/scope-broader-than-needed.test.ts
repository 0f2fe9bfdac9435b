import { scopeAdded } from '../../lib/rules/scope-added.ts';
import { scopeBroaderThanNeeded } from '../../lib/rules/scope-broader-than-needed.ts';
import { perfectApp, perfectVendor } from '../support/facts.ts';
import { judge, onlyViolation, subjectsOf } from '../support/verdicts.ts';

const WITH_WRITING_USERS = ['analytics:readonly', 'routing', 'users'];

describe('scope-broader-than-needed', () => {
  it('is compliant where the readonly form is held as approved', () => {
    expect(judge(scopeBroaderThanNeeded, perfectApp()).outcome).toBe('compliant');
  });

  it('is violated by x where x:readonly is approved', () => {
    const situation = perfectApp({ client: { scopes: WITH_WRITING_USERS } });
    expect(onlyViolation(scopeBroaderThanNeeded, situation)).toMatchObject({
      subject: 'users',
      severity: 'high',
      evidence: { scope: 'users', approved: 'users:readonly' },
      // The readonly scope may still be there: nobody saw it go.
      change: { added: ['scope users'], removed: [], changed: [] },
    });
  });

  it('is judged on its own: the same scope is scope-added as well', () => {
    const situation = perfectApp({ client: { scopes: WITH_WRITING_USERS } });
    expect(subjectsOf(scopeAdded, situation)).toEqual(subjectsOf(scopeBroaderThanNeeded, situation));
  });

  it('is violated as well where both forms are held', () => {
    const situation = perfectApp({ client: { scopes: [...WITH_WRITING_USERS, 'users:readonly'] } });
    expect(subjectsOf(scopeBroaderThanNeeded, situation)).toEqual(['users']);
  });

  it('has nothing to say of a new scope of which no form is approved', () => {
    const situation = perfectApp({ client: { scopes: ['oauth'] } });
    expect(judge(scopeBroaderThanNeeded, situation).outcome).toBe('compliant');
  });

  it('is compliant where the manifest lists both forms', () => {
    const vendor = { scopes: ['users', 'users:readonly'] };
    expect(judge(scopeBroaderThanNeeded, perfectApp({ vendor, client: { scopes: ['users'] } })).outcome).toBe(
      'compliant',
    );
  });

  it('ignores the scopes of a client-credentials client', () => {
    const situation = perfectVendor({ vendor: { scopes: ['users:readonly'] }, client: { scopes: ['users'] } });
    expect(judge(scopeBroaderThanNeeded, situation).outcome).toBe('compliant');
  });

  it('says that the app can do more anyway where scopes are not enforced', () => {
    const situation = perfectApp({ client: { scopes: WITH_WRITING_USERS }, org: { enforceScopes: false } });
    expect(onlyViolation(scopeBroaderThanNeeded, situation).because).toContain('not enforced');
  });

  it('is unknown where nobody approved any scopes', () => {
    expect(judge(scopeBroaderThanNeeded, perfectApp({ vendor: null, stored: null })).outcome).toBe('unknown');
  });
});
