import fc from 'fast-check';
import { isWildcardPermission, type Permission, permissionImplies } from '../../../lib/domain/permission.ts';
import { isReadonlyScope, writingForm } from '../../../lib/domain/scope.ts';
import { selfEscalation } from '../../../lib/domain/self-escalation.ts';
import { platformCatalogue } from '../../../lib/privilege/catalogue/index.ts';
import { permissionsImplying, scopesImplying } from '../../../lib/privilege/optimum/implying.ts';
import type { Need } from '../../../lib/privilege/optimum/need.ts';
import { permissionNeed, scopeNeed } from '../../../lib/privilege/optimum/operation-need.ts';
import { breadthOf } from '../../../lib/privilege/risk/breadth.ts';
import { permissionCandidates, scopeCandidates } from '../../../lib/privilege/risk/candidates.ts';
import { permissionWeigher } from '../../../lib/privilege/risk/permission-weight.ts';
import { scopeWeigher } from '../../../lib/privilege/risk/scope-weight.ts';
import { explainWeight } from '../../../lib/privilege/risk/weight.ts';

const { operations } = platformCatalogue();
const scopes = scopeCandidates(operations.map(scopeNeed));
const permissions = permissionCandidates(operations.map(permissionNeed));
const names = permissions.map(({ name }) => name);
const weightOf = new Map([...scopes, ...permissions].map(({ name, weight }) => [name, weight]));

describe('a weight', () => {
  it('is explained by its parts', () => {
    const weigh = permissionWeigher({ known: [], breadth: () => 12 });
    expect(explainWeight(weigh('recording:recording:edit'))).toBe(
      '212: changes (50) + high risk (150) + opens 12 operations (12). Changes recordings of calls, messages and screens.',
    );
  });

  it('leaves out what adds nothing', () => {
    expect(explainWeight(scopeWeigher()('greetings:readonly'))).toBe(
      '10: reads (10). Listens to the greetings that callers hear.',
    );
  });

  it('is a whole number, the sum of its parts, and at least 1, for all that Genesys knows', () => {
    for (const { weight, parts } of [...scopes, ...permissions]) {
      expect(Number.isSafeInteger(weight) && weight >= 1).toBe(true);
      expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(weight);
    }
  });
});

describe('the weight of a scope', () => {
  it('is more than that of its readonly form', () => {
    const readonly = scopes.filter(({ name }) => isReadonlyScope(name) && weightOf.has(writingForm(name)));
    expect(readonly.length).toBeGreaterThan(50);
    for (const { name, weight } of readonly) expect(weightOf.get(writingForm(name))).toBeGreaterThan(weight);
  });

  it('is more for recordings than for configuration, and most where the holder can widen its own access', () => {
    const weigh = scopeWeigher();
    const heaviestFirst = ['oauth', 'recordings:readonly', 'routing:readonly'].map((scope) => weigh(scope).weight);
    expect(heaviestFirst).toEqual([1050, 160, 15]);
    expect(explainWeight(weigh('oauth'))).toContain('self-escalation (1000)');
  });

  it('is that of an unknown medium scope where no catalogue knows it', () => {
    expect(explainWeight(scopeWeigher()('new-thing'))).toContain('100: changes (50) + medium risk (50).');
  });
});

describe('the weight of a permission', () => {
  it('is more to change than to read the same thing', () => {
    const weigh = permissionWeigher({ known: [] });
    expect(weigh('outbound:contact:edit').weight).toBeGreaterThan(weigh('outbound:contact:view').weight);
  });

  it('has the points of self-escalation exactly where the domain sees it', () => {
    for (const { name, parts } of permissions) {
      const counted = parts.some(({ what }) => what === 'self-escalation');
      expect({ name, counted }).toEqual({ name, counted: selfEscalation(name) !== undefined });
    }
  });
});

describe('the weight of a wildcard', () => {
  const weigh = permissionWeigher({
    known: names,
    breadth: breadthOf(operations.map(permissionNeed), permissionsImplying),
  });
  const wildcards = names.flatMap((name): Permission[] => {
    const [domain, entity, action] = name.split(':');
    return [`${domain}:*:*`, `${domain}:${entity}:*`, `${domain}:*:${action}`, `*:*:${action}`];
  });

  it('is more than that of its known members together', () => {
    fc.assert(
      fc.property(fc.constantFrom(...wildcards), (wildcard) => {
        const members = permissions.filter(({ name }) => permissionImplies(wildcard, name));
        expect(weigh(wildcard).weight).toBeGreaterThan(members.reduce((sum, { weight }) => sum + weight, 0));
      }),
      { numRuns: 200 },
    );
  });

  it('names how many it covers and the worst of them', () => {
    const few = permissionWeigher({ known: ['a:b:view', 'a:b:edit', 'a:c:view'] });
    expect(explainWeight(few('a:b:*'))).toBe(
      '125: covers 2 known permissions (115) + covers what Genesys adds later (10). ' +
        'The heaviest of them is a:b:edit with 100. Changes b in a, which the guardian does not list as sensitive.',
    );
  });

  it('is judged by what it could reach where no member is known', () => {
    const none = permissionWeigher({ known: [] });
    expect(explainWeight(none('recording:*:*'))).toMatch(/^210: changes \(50\) \+ high risk \(150\) \+ covers what/);
  });
});

describe('breadth', () => {
  const calls: Need[] = [
    { id: '1', alternatives: [['users'], ['users:readonly']] },
    { id: '2', alternatives: [['users']] },
    { id: '3', alternatives: [['a', 'b']] },
  ];

  it('counts each operation that a name opens or helps to open once', () => {
    const breadth = breadthOf(calls, scopesImplying);
    expect(['users', 'users:readonly', 'a', 'z'].map(breadth)).toEqual([2, 1, 1, 0]);
  });
});

describe('candidates', () => {
  it('are wildcards only where they are held', () => {
    const [one] = operations.map(permissionNeed);
    expect(names.filter(isWildcardPermission)).toEqual([]);
    const held = permissionCandidates(one ? [one] : [], { held: ['alerting:*:*'] });
    expect(held.map(({ name }) => name)).toContain('alerting:*:*');
  });

  it('are all scopes of the catalogue, whatever was called', () => {
    expect(scopeCandidates([]).map(({ name }) => name)).toContain('users:readonly');
  });
});
