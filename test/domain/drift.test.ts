import fc from 'fast-check';
import { effectiveAccess } from '../../lib/domain/access.ts';
import { ALL_DIVISIONS, type OAuthClient, UNKNOWN_DIVISION } from '../../lib/domain/client.ts';
import {
  ABSENT,
  accessDifference,
  applyChange,
  clientFacets,
  difference,
  type Facets,
  isEmptyChange,
  namesFrom,
  roleDifference,
} from '../../lib/domain/drift.ts';
import { aClient, aRole } from '../support/facts.ts';
import { permissions } from './arbitraries.ts';

const word = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const facets: fc.Arbitrary<Facets> = fc.record({
  lines: fc.uniqueArray(word).map((lines) => lines.sort()),
  values: fc.dictionary(word, fc.constantFrom('x', 'y', 'z'), { maxKeys: 4, noNullPrototype: true }),
});
const pair = fc.tuple(facets, facets);

describe('the difference of two states', () => {
  it('is empty between a state and itself', () => {
    fc.assert(fc.property(facets, (state) => isEmptyChange(difference(state, state))));
  });

  it('is not empty between two states that differ', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const isSame = JSON.stringify(difference(before, after)) === JSON.stringify(difference(before, before));
        expect(isSame).toBe(isEmptyChange(difference(before, after)));
        if (isSame) expect(after).toEqual(before);
      }),
    );
  });

  it('mirrors the difference the other way round', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const there = difference(before, after);
        const back = difference(after, before);
        expect(back.added).toEqual(there.removed);
        expect(back.removed).toEqual(there.added);
        expect(back.changed).toEqual(there.changed.map(({ name, from, to }) => ({ name, from: to, to: from })));
      }),
    );
  });

  it('rebuilds the one state from the other', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        expect(applyChange(difference(before, after), before)).toEqual(after);
      }),
    );
  });

  it('does not hang on the order of lines', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const reversed = { ...before, lines: [...before.lines].reverse() };
        expect(difference(reversed, after)).toEqual(difference(before, after));
      }),
    );
  });

  it('shows a value that is on one side only', () => {
    const change = difference({ lines: [], values: {} }, { lines: [], values: { state: 'active' } });
    expect(change.changed).toEqual([{ name: 'state', from: ABSENT, to: 'active' }]);
  });
});

describe('the facets of a client', () => {
  const names = namesFrom(
    new Map([['r-1', aRole({ id: 'r-1', name: 'Recorder' })]]),
    new Map([['d-1', { id: 'd-1', name: 'Sales', isHome: false }]]),
  );
  const lines = (grants: OAuthClient['grants']) =>
    clientFacets({ ...aClient({}), scopes: [], redirectUris: [], grants }, names).lines;

  it('name roles and divisions, and leave ids that nobody knows as they are', () => {
    expect(lines([{ roleId: 'r-1', divisionId: 'd-1' }])).toEqual(['role Recorder in division Sales']);
    expect(lines([{ roleId: 'r-9', divisionId: 'd-9' }])).toEqual(['role r-9 in division d-9']);
  });

  it('say what the two divisions mean that are none', () => {
    expect(lines([{ roleId: 'r-1', divisionId: ALL_DIVISIONS }])).toEqual([
      'role Recorder in division * (all divisions)',
    ]);
    expect(lines([{ roleId: 'r-1', divisionId: UNKNOWN_DIVISION }])).toEqual([
      'role Recorder in division unknown division',
    ]);
  });
});

describe('the difference of two roles', () => {
  it('mirrors, and is empty between roles of the same effect', () => {
    fc.assert(
      fc.property(permissions, permissions, (before, after) => {
        const [a, b] = [aRole({ permissions: before }), aRole({ permissions: after })];
        expect(roleDifference(b, a)).toMatchObject({
          added: roleDifference(a, b).removed,
          removed: roleDifference(a, b).added,
        });
        expect(isEmptyChange(roleDifference(a, aRole({ permissions: [...before].reverse() })))).toBe(true);
      }),
    );
  });

  it('leaves out what a wildcard gave before', () => {
    const before = aRole({ permissions: ['routing:*:view'] });
    const after = aRole({ permissions: ['routing:*:view', 'routing:queue:view', 'routing:queue:edit'] });
    expect(roleDifference(before, after).added).toEqual(['permission routing:queue:edit']);
  });
});

describe('the difference of what two clients may do', () => {
  it('is by effect: two roles with what one gave are no change', () => {
    const whole = aRole({ id: 'whole', permissions: ['routing:queue:edit', 'routing:queue:view'] });
    const halves = [
      aRole({ id: 'half', permissions: ['routing:queue:view'] }),
      aRole({ id: 'other', permissions: ['routing:queue:edit'] }),
    ];
    const roles = new Map([whole, ...halves].map((role) => [role.id, role] as const));
    const access = (...roleIds: string[]) => {
      const grants = roleIds.map((roleId) => ({ roleId, divisionId: 'd-1' }));
      return effectiveAccess({ grantType: 'CLIENT-CREDENTIALS', scopes: [], grants }, (id) => roles.get(id));
    };
    const names = namesFrom(roles, undefined);
    expect(isEmptyChange(accessDifference(access('whole'), access('half', 'other'), names))).toBe(true);
    expect(accessDifference(access('whole'), access('half'), names).removed).toEqual([
      'permission routing:queue:edit in division d-1',
    ]);
  });
});
