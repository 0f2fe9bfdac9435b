import fc from 'fast-check';
import {
  isReadonlyScope,
  minimalScopes,
  scopeImplies,
  scopesBeyond,
  scopesCover,
  writingForm,
} from '../../lib/domain/scope.ts';
import { scope, scopes } from './arbitraries.ts';

describe('a scope', () => {
  it('is readonly by its suffix only', () => {
    expect(isReadonlyScope('users:readonly')).toBe(true);
    expect(isReadonlyScope('users')).toBe(false);
    expect(isReadonlyScope('readonly')).toBe(false);
  });

  it('has a writing form, which for a writing scope is itself', () => {
    expect(writingForm('users:readonly')).toBe('users');
    expect(writingForm('users')).toBe('users');
  });

  it('implies itself and its readonly form', () => {
    expect(scopeImplies('users', 'users')).toBe(true);
    expect(scopeImplies('users', 'users:readonly')).toBe(true);
  });

  it('implies neither its writing form nor a scope whose name begins like it', () => {
    expect(scopeImplies('users:readonly', 'users')).toBe(false);
    expect(scopeImplies('users', 'users-rules')).toBe(false);
    expect(scopeImplies('users', 'users-rules:readonly')).toBe(false);
  });
});

describe('scopes cover a scope', () => {
  it('if one of them implies it', () => {
    expect(scopesCover(['routing', 'users'], 'users:readonly')).toBe(true);
    expect(scopesCover(['routing', 'users:readonly'], 'users')).toBe(false);
    expect(scopesCover([], 'users')).toBe(false);
  });
});

describe('minimal scopes', () => {
  it('leave a readonly scope out beside its writing form, and sort the rest', () => {
    expect(minimalScopes(['users', 'analytics', 'users:readonly'])).toEqual(['analytics', 'users']);
  });

  it('keep a readonly scope that stands alone', () => {
    expect(minimalScopes(['users:readonly'])).toEqual(['users:readonly']);
  });

  it('are minimal already when taken again', () => {
    fc.assert(fc.property(scopes, (all) => expect(minimalScopes(minimalScopes(all))).toEqual(minimalScopes(all))));
  });

  it('depend on neither order nor repetition', () => {
    fc.assert(
      fc.property(scopes, (all) => expect(minimalScopes([...all].reverse().concat(all))).toEqual(minimalScopes(all))),
    );
  });

  it('cover exactly what the whole set covers', () => {
    fc.assert(
      fc.property(scopes, scope, (all, wanted) =>
        expect(scopesCover(minimalScopes(all), wanted)).toBe(scopesCover(all, wanted)),
      ),
    );
  });
});

describe('scopes beyond a reference', () => {
  it('are those that nothing in the reference implies, sorted', () => {
    expect(scopesBeyond(['users', 'oauth', 'routing:readonly'], ['routing'])).toEqual(['oauth', 'users']);
  });

  it('hold the writing scope where only its readonly form was in the reference', () => {
    expect(scopesBeyond(['users'], ['users:readonly'])).toEqual(['users']);
  });

  it('do not hold a readonly scope that was added beside its writing form', () => {
    expect(scopesBeyond(['analytics', 'analytics:readonly'], ['analytics'])).toEqual([]);
  });

  it('are none beyond the same set', () => {
    fc.assert(fc.property(scopes, (all) => expect(scopesBeyond(all, all)).toEqual([])));
  });

  it('are the minimal scopes that the reference does not cover', () => {
    fc.assert(
      fc.property(scopes, scopes, (all, reference) =>
        expect(scopesBeyond(all, reference)).toEqual(minimalScopes(all).filter((one) => !scopesCover(reference, one))),
      ),
    );
  });

  it('never grow when the reference grows', () => {
    fc.assert(
      fc.property(scopes, scopes, scopes, (all, reference, more) => {
        const before = scopesBeyond(all, reference);
        for (const one of scopesBeyond(all, [...reference, ...more])) expect(before).toContain(one);
      }),
    );
  });

  it('still cover what they covered when scopes are added', () => {
    fc.assert(
      fc.property(scopes, scopes, scopes, (all, more, reference) => {
        const after = scopesBeyond([...all, ...more], reference);
        for (const one of scopesBeyond(all, reference)) expect(scopesCover(after, one)).toBe(true);
      }),
    );
  });
});
