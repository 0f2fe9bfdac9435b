import fc from 'fast-check';
import {
  isWildcardPermission,
  type Permission,
  PermissionSet,
  permissionImplies,
} from '../../lib/domain/permission.ts';
import { permission, permissions } from './arbitraries.ts';

describe('a permission', () => {
  it('implies itself and no other', () => {
    expect(permissionImplies('routing:queue:view', 'routing:queue:view')).toBe(true);
    expect(permissionImplies('routing:queue:view', 'routing:queue:edit')).toBe(false);
  });

  it('implies through a wildcard whatever stands in that place', () => {
    expect(permissionImplies('analytics:*:view', 'analytics:conversationDetail:view')).toBe(true);
    expect(permissionImplies('analytics:*:view', 'analytics:dataExport:add')).toBe(false);
    expect(permissionImplies('authorization:*:*', 'authorization:grant:add')).toBe(true);
    expect(permissionImplies('*:*:*', 'authorization:grant:add')).toBe(true);
  });

  it('does not imply a wildcard that is wider than itself', () => {
    expect(permissionImplies('routing:queue:view', 'routing:queue:*')).toBe(false);
    expect(permissionImplies('routing:*:view', 'routing:*:*')).toBe(false);
  });

  it('implies nothing with another number of parts', () => {
    expect(permissionImplies('*', 'routing:queue:view')).toBe(false);
    expect(permissionImplies('*:*:*', 'admin')).toBe(false);
  });

  it('has a wildcard only where a whole part is one', () => {
    expect(isWildcardPermission('routing:*:view')).toBe(true);
    expect(isWildcardPermission('routing:queue*:view')).toBe(false);
  });

  it('passes implication on', () => {
    fc.assert(
      fc.property(permission, places, places, (narrow, first, second) => {
        const wider = widened(narrow, first);
        const widest = widened(wider, second);
        expect(permissionImplies(wider, narrow)).toBe(true);
        expect(permissionImplies(widest, wider)).toBe(true);
        expect(permissionImplies(widest, narrow)).toBe(true);
      }),
    );
  });
});

describe('a set of permissions', () => {
  it('is empty without members', () => {
    expect(new PermissionSet([]).isEmpty).toBe(true);
    expect(new PermissionSet(['routing:queue:view']).isEmpty).toBe(false);
  });

  it('keeps its members sorted, once, and without those that another implies', () => {
    const set = new PermissionSet(['routing:queue:view', 'oauth:client:view', 'oauth:client:view', 'routing:*:view']);
    expect(set.permissions).toEqual(['oauth:client:view', 'routing:*:view']);
  });

  it('allows exactly what one of the given permissions implies', () => {
    fc.assert(
      fc.property(permissions, permission, (all, wanted) =>
        expect(new PermissionSet(all).allows(wanted)).toBe(all.some((held) => permissionImplies(held, wanted))),
      ),
    );
  });

  it('holds no member that another of its members implies', () => {
    fc.assert(
      fc.property(permissions, (all) => {
        const members = new PermissionSet(all).permissions;
        for (const a of members) for (const b of members) expect(a !== b && permissionImplies(a, b)).toBe(false);
      }),
    );
  });

  it('does not depend on order', () => {
    fc.assert(
      fc.property(permissions, (all) =>
        expect(new PermissionSet([...all].reverse()).permissions).toEqual(new PermissionSet(all).permissions),
      ),
    );
  });
});

describe('the union of sets', () => {
  it('is empty without sets', () => {
    expect(PermissionSet.union([]).isEmpty).toBe(true);
  });

  it('allows exactly what one of them allows', () => {
    fc.assert(
      fc.property(fc.array(permissions, { maxLength: 4 }), permission, (lists, wanted) => {
        const sets = lists.map((list) => new PermissionSet(list));
        expect(PermissionSet.union(sets).allows(wanted)).toBe(sets.some((set) => set.allows(wanted)));
      }),
    );
  });
});

describe('what a set holds beyond a reference', () => {
  it('is the members that the reference refuses', () => {
    const set = new PermissionSet(['routing:queue:edit', 'routing:queue:view']);
    expect(set.beyond(new PermissionSet(['routing:*:view']))).toEqual(['routing:queue:edit']);
  });

  it('is a wildcard even where the reference lists everything known under it: it also allows what comes later', () => {
    const listed = new PermissionSet(['routing:queue:edit', 'routing:queue:view']);
    expect(new PermissionSet(['routing:queue:*']).beyond(listed)).toEqual(['routing:queue:*']);
  });

  it('is nothing beyond itself, an equal set, or a union with others', () => {
    fc.assert(
      fc.property(permissions, permissions, (all, more) => {
        const set = new PermissionSet(all);
        expect(set.beyond(set)).toEqual([]);
        expect(set.beyond(new PermissionSet(all))).toEqual([]);
        expect(set.beyond(PermissionSet.union([set, new PermissionSet(more)]))).toEqual([]);
      }),
    );
  });

  it('completes the reference: together they allow all that the set allows', () => {
    fc.assert(
      fc.property(permissions, permissions, permission, (all, others, wanted) => {
        const set = new PermissionSet(all);
        const reference = new PermissionSet(others);
        fc.pre(set.allows(wanted));
        const completed = PermissionSet.union([reference, new PermissionSet(set.beyond(reference))]);
        expect(completed.allows(wanted)).toBe(true);
      }),
    );
  });
});

const places = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean());

/** The permission with a wildcard in each place that is true. */
function widened(narrow: Permission, wild: readonly boolean[]): Permission {
  return narrow
    .split(':')
    .map((part, index) => (wild[index] ? '*' : part))
    .join(':');
}
