import fc from 'fast-check';
import { evidenceChange } from '../../lib/domain/evidence.ts';
import type { Json } from '../../lib/domain/finding.ts';
import { PermissionSet } from '../../lib/domain/permission.ts';
import { scopesBeyond } from '../../lib/domain/scope.ts';
import { arbitraryPermissions, arbitraryScopes } from '../support/arbitraries.ts';

const scalar = fc.oneof(fc.string(), fc.boolean(), fc.integer());
const evidence: fc.Arbitrary<{ [key: string]: Json }> = fc.dictionary(
  fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
  fc.oneof(scalar, fc.array(fc.string())),
);

describe('The change of evidence', () => {
  it('is none between equal evidence, whatever the order of lists and keys', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const turned = Object.fromEntries(
          Object.entries(given)
            .reverse()
            .map(([key, value]) => [key, Array.isArray(value) ? [...value].reverse() : value]),
        );
        expect(evidenceChange(given, turned)).toBe('same');
      }),
    );
  });

  it('is growth wherever a list gains a member, and shrinking the other way round', () => {
    fc.assert(
      fc.property(evidence, fc.uniqueArray(fc.string()), fc.string(), (rest, list, extra) => {
        fc.pre(!list.includes(extra));
        const small = { ...rest, gained: list };
        const large = { ...rest, gained: [...list, extra] };
        expect(evidenceChange(small, large)).toBe('grew');
        expect(evidenceChange(large, small)).toBe('shrank');
      }),
    );
  });

  it.each([
    ['a figure rises', { shareAtLeast: 0.5 }, { shareAtLeast: 0.6 }, 'grew'],
    ['a figure falls', { shareAtLeast: 0.6 }, { shareAtLeast: 0.5 }, 'same'],
    ['a word changes', { state: 'active' }, { state: 'disabled' }, 'grew'],
    ['a fact is added', { state: 'active' }, { state: 'active', since: 'today' }, 'grew'],
    ['a fact is gone', { state: 'active', since: 'today' }, { state: 'active' }, 'shrank'],
    ['one member is replaced', { gained: ['a', 'b'] }, { gained: ['a', 'c'] }, 'grew'],
    ['a scope is narrowed', { scopes: ['users'] }, { scopes: ['users:readonly'] }, 'shrank'],
    ['a scope is widened', { scopes: ['users:readonly'] }, { scopes: ['users'] }, 'grew'],
    ['a wildcard is narrowed', { permissions: ['a:b:*'] }, { permissions: ['a:b:view'] }, 'shrank'],
    ['a permission becomes a wildcard', { permissions: ['a:b:view'] }, { permissions: ['a:b:*'] }, 'grew'],
    ['a list of other things looks alike', { calls: ['users'] }, { calls: ['users:readonly'] }, 'grew'],
  ] as const)('when %s', (_what, before, after, change) => {
    expect(evidenceChange(before, after)).toBe(change);
  });

  it('is growth of scopes exactly where the new ones allow what the old ones do not', () => {
    fc.assert(
      fc.property(evidence, arbitraryScopes, arbitraryScopes, (rest, before, after) => {
        const grew = evidenceChange({ ...rest, scopes: before }, { ...rest, scopes: after }) === 'grew';
        expect(grew).toBe(scopesBeyond(after, before).length > 0);
      }),
    );
  });

  it('is growth of permissions exactly where the new ones allow what the old ones do not', () => {
    fc.assert(
      fc.property(evidence, arbitraryPermissions, arbitraryPermissions, (rest, before, after) => {
        const grew = evidenceChange({ ...rest, permissions: before }, { ...rest, permissions: after }) === 'grew';
        expect(grew).toBe(new PermissionSet(after).beyond(new PermissionSet(before)).length > 0);
      }),
    );
  });
});
