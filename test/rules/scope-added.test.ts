import fc from 'fast-check';
import { scopesBeyond } from '../../lib/domain/scope.ts';
import { scopeAdded } from '../../lib/rules/scope-added.ts';
import { arbitraryScopes } from '../support/arbitraries.ts';
import { aClient, perfectApp, perfectVendor, storedApproval, unmanagedClient } from '../support/facts.ts';
import { judge, onlyViolation, subjectsOf } from '../support/verdicts.ts';

const APPROVED = ['analytics:readonly', 'routing', 'users:readonly'];

describe('scope-added', () => {
  it('is compliant with exactly the approved scopes', () => {
    expect(judge(scopeAdded, perfectApp()).outcome).toBe('compliant');
  });

  it('is violated by a scope beyond the approved ones, at the risk of that scope', () => {
    const violation = onlyViolation(scopeAdded, perfectApp({ client: { scopes: [...APPROVED, 'oauth'] } }));
    expect(violation).toMatchObject({
      subject: 'oauth',
      severity: 'critical',
      evidence: { scope: 'oauth' },
      change: { added: ['scope oauth'], removed: [], changed: [] },
    });
    expect(violation.fix[0]).toContain('Admin > Integrations > OAuth > Acme Wallboard');
  });

  it('is violated by the writing form of an approved readonly scope', () => {
    const scopes = ['analytics:readonly', 'routing', 'users'];
    expect(subjectsOf(scopeAdded, perfectApp({ client: { scopes } }))).toEqual(['users']);
  });

  it('sees no gain in the readonly form beside an approved writing scope', () => {
    const scopes = [...APPROVED, 'routing:readonly'];
    expect(judge(scopeAdded, perfectApp({ client: { scopes } })).outcome).toBe('compliant');
  });

  it('keeps a scope that no catalogue knows as data', () => {
    const scopes = [...APPROVED, 'brand-new'];
    expect(onlyViolation(scopeAdded, perfectApp({ client: { scopes } }))).toMatchObject({
      subject: 'brand-new',
      severity: 'medium',
    });
  });

  it('ignores the scopes of a client-credentials client, which restrict nothing', () => {
    expect(judge(scopeAdded, perfectVendor({ client: { scopes: ['oauth'] } })).outcome).toBe('compliant');
  });

  it('is unknown for an undocumented grant type, where nobody can say whether scopes restrict', () => {
    const verdict = judge(scopeAdded, perfectApp({ client: { grantType: 'DEVICE-CODE', scopes: ['oauth'] } }));
    expect(verdict).toEqual({ outcome: 'unknown', because: expect.stringContaining('DEVICE-CODE') });
  });

  it('is compliant for an undocumented grant type that gained no scope', () => {
    expect(judge(scopeAdded, perfectApp({ client: { grantType: 'DEVICE-CODE' } })).outcome).toBe('compliant');
  });

  it('is unknown where nobody approved any scopes', () => {
    const verdict = judge(scopeAdded, perfectApp({ vendor: null, stored: null }));
    expect(verdict).toEqual({ outcome: 'unknown', because: expect.stringContaining('No scopes are approved') });
  });

  it.each([
    [true, ''],
    [false, 'Scopes are not enforced in this org'],
    ['unknown', 'declare enforceScopes in guardian.yaml'],
  ] as const)('says what it means where enforceScopes is %s', (enforceScopes, note) => {
    const { because } = onlyViolation(
      scopeAdded,
      perfectApp({ client: { scopes: ['oauth'] }, org: { enforceScopes } }),
    );
    expect(because).toContain(note);
    expect(because.includes('signed-in users')).toBe(enforceScopes !== true);
  });

  it('finds exactly the scopes beyond the approved ones', () => {
    fc.assert(
      fc.property(arbitraryScopes, arbitraryScopes, (scopes, approved) => {
        const stored = storedApproval(aClient({ grantType: 'CODE', scopes: approved }));
        const situation = unmanagedClient({ client: { grantType: 'CODE', scopes }, stored });
        expect(subjectsOf(scopeAdded, situation)).toEqual(scopesBeyond(scopes, approved));
      }),
    );
  });
});
