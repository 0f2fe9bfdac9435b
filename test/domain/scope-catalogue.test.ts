import fc from 'fast-check';
import { isReadonlyScope, writingForm } from '../../lib/domain/scope.ts';
import {
  riskOfScopes,
  SCOPE_CATALOGUE,
  SCOPE_COUNT,
  scopeRisk,
  WRITING_SCOPE_COUNT,
  WRITING_SCOPES,
} from '../../lib/domain/scope-catalogue.ts';
import { isAtLeast } from '../../lib/domain/severity.ts';
import { scope, scopes } from './arbitraries.ts';
import { itWithReference, referenceScopes } from './genesys-reference.ts';

const entries = [...SCOPE_CATALOGUE.values()];

describe('the scope catalogue', () => {
  it('knows 134 scopes, of which 68 are not readonly', () => {
    expect(SCOPE_COUNT).toBe(134);
    expect(WRITING_SCOPE_COUNT).toBe(68);
  });

  itWithReference('knows exactly the scopes of the API definition', () => {
    expect([...SCOPE_CATALOGUE.keys()].sort()).toEqual(referenceScopes().sort());
  });

  it('lists the writing scopes sorted and without readonly ones', () => {
    expect(WRITING_SCOPES).toEqual(WRITING_SCOPES.filter((one) => !isReadonlyScope(one)).sort());
    expect(WRITING_SCOPES).toContain('users');
  });

  it.each(entries)('gives for $scope one short sentence as reason', ({ reason }) => {
    expect(reason).toMatch(/^[A-Z].*[^.]\.$/);
    expect(reason.length).toBeLessThan(160);
  });

  it('gives every scope a reason of its own', () => {
    expect(new Set(entries.map(({ reason }) => reason)).size).toBe(SCOPE_COUNT);
  });

  it('never calls a readonly scope riskier than its writing form', () => {
    const pairs = entries.filter(({ scope: name }) => isReadonlyScope(name) && SCOPE_CATALOGUE.has(writingForm(name)));
    const riskier = pairs.filter(
      (readonly) => !isAtLeast(scopeRisk(writingForm(readonly.scope)).severity, readonly.severity),
    );
    expect(riskier).toEqual([]);
  });

  it.each(['authorization', 'oauth', 'identity-providers', 'organization-authorization', 'scim'])(
    'calls %s critical, for it controls who may do what',
    (name) => expect(scopeRisk(name).severity).toBe('critical'),
  );

  it.each([
    'recordings:readonly',
    'conversations:readonly',
    'voicemail:readonly',
    'external-contacts:readonly',
    'users',
  ])('calls %s high, for it opens content, personal data or accounts', (name) =>
    expect(scopeRisk(name).severity).toBe('high'),
  );

  it('rates most readonly scopes medium or worse, which is why an unknown one is medium', () => {
    const readonly = entries.filter((entry) => isReadonlyScope(entry.scope));
    const serious = readonly.filter((entry) => isAtLeast(entry.severity, 'medium'));
    expect(serious.length).toBeGreaterThan(readonly.length / 2);
  });
});

describe('a scope that the catalogue does not know', () => {
  it.each(['no-such-scope', 'no-such-scope:readonly'])('is medium and said to be unknown: %s', (name) => {
    expect(scopeRisk(name)).toEqual({ scope: name, severity: 'medium', reason: expect.stringMatching(/^Unknown to/) });
  });

  it('is no riskier than its known writing form', () => {
    expect(scopeRisk('user-basic-info:readonly').severity).toBe('low');
    expect(scopeRisk('upload:readonly').severity).toBe('medium');
  });

  it('is no riskier than medium because its writing form is', () => {
    expect(SCOPE_CATALOGUE.has('audits')).toBe(false);
    expect(scopeRisk('audits').severity).toBe('medium');
  });
});

describe('the risk of scopes held together', () => {
  it('is info, because of nothing, where there are none', () => {
    expect(riskOfScopes([])).toEqual({ severity: 'info', because: [] });
  });

  it('names the scopes that are as bad as the worst, sorted', () => {
    const { severity, because } = riskOfScopes(['users', 'recordings', 'presence']);
    expect(severity).toBe('high');
    expect(because.map((one) => one.scope)).toEqual(['recordings', 'users']);
  });

  it('does not name a readonly scope beside its writing form', () => {
    const { because } = riskOfScopes(['recordings:readonly', 'recordings']);
    expect(because.map((one) => one.scope)).toEqual(['recordings']);
  });

  it('is at least that of each of them, and does not depend on their order', () => {
    fc.assert(
      fc.property(scopes, scope, (others, one) => {
        const all = [...others, one];
        expect(isAtLeast(riskOfScopes(all).severity, scopeRisk(one).severity)).toBe(true);
        expect(riskOfScopes([...all].reverse())).toEqual(riskOfScopes(all));
      }),
    );
  });
});
