import fc from 'fast-check';
import { evidenceChange } from '../../lib/domain/evidence.ts';
import { scopeAdded } from '../../lib/rules/scope-added.ts';
import { scopeRemoved } from '../../lib/rules/scope-removed.ts';
import { arbitraryScopes } from '../support/arbitraries.ts';
import { aClient, perfectApp, perfectVendor, storedApproval, unmanagedClient } from '../support/facts.ts';
import { judge, onlyViolation, subjectsOf } from '../support/verdicts.ts';

describe('scope-removed', () => {
  it('is compliant with exactly the approved scopes', () => {
    expect(judge(scopeRemoved, perfectApp()).outcome).toBe('compliant');
  });

  it('tells of an approved scope that is gone', () => {
    const scopes = ['analytics:readonly', 'routing'];
    expect(onlyViolation(scopeRemoved, perfectApp({ client: { scopes } }))).toMatchObject({
      subject: 'users:readonly',
      severity: 'info',
      evidence: { scope: 'users:readonly', isWhollyGone: true },
      change: { added: [], removed: ['scope users:readonly'], changed: [] },
    });
  });

  it('tells that a scope was narrowed where its readonly form is left', () => {
    const scopes = ['analytics:readonly', 'routing:readonly', 'users:readonly'];
    expect(onlyViolation(scopeRemoved, perfectApp({ client: { scopes } })).title).toBe(
      'Approved scope routing was narrowed to routing:readonly',
    );
  });

  it('takes a scope of which the readonly form came back for less than one that is wholly gone', () => {
    const evidenceWith = (...scopes: string[]) =>
      onlyViolation(
        scopeRemoved,
        perfectApp({ client: { scopes: ['analytics:readonly', 'users:readonly', ...scopes] } }),
      ).evidence;
    const [gone, narrowed] = [evidenceWith(), evidenceWith('routing:readonly')];
    expect([evidenceChange(gone, narrowed), evidenceChange(narrowed, gone)]).toEqual(['shrank', 'grew']);
  });

  it('misses nothing where the writing form stands in for the approved readonly one', () => {
    const scopes = ['analytics', 'routing', 'users:readonly'];
    expect(judge(scopeRemoved, perfectApp({ client: { scopes } })).outcome).toBe('compliant');
  });

  it('ignores the scopes of a client-credentials client', () => {
    expect(judge(scopeRemoved, perfectVendor({ vendor: { scopes: ['users'] } })).outcome).toBe('compliant');
  });

  it('is unknown where nobody approved any scopes', () => {
    expect(judge(scopeRemoved, perfectApp({ vendor: null, stored: null })).outcome).toBe('unknown');
  });

  it('mirrors scope-added when approved and present change places', () => {
    fc.assert(
      fc.property(arbitraryScopes, arbitraryScopes, (before, after) => {
        const drift = (from: string[], to: string[]) =>
          unmanagedClient({
            client: { grantType: 'CODE', scopes: to },
            stored: storedApproval(aClient({ grantType: 'CODE', scopes: from })),
          });
        expect(subjectsOf(scopeRemoved, drift(before, after))).toEqual(subjectsOf(scopeAdded, drift(after, before)));
      }),
    );
  });
});
