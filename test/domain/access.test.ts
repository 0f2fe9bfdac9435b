import fc from 'fast-check';
import {
  accessAllows,
  accessBeyond,
  accessBroadened,
  effectiveAccess,
  grantedAccess,
  permissionsOf,
} from '../../lib/domain/access.ts';
import { ALL_DIVISIONS, type OAuthClient, type RoleGrant } from '../../lib/domain/client.ts';
import type { Role } from '../../lib/domain/org.ts';
import type { Permission } from '../../lib/domain/permission.ts';
import { divisionId, permission, permissions } from './arbitraries.ts';

const reader = role('reader', ['routing:queue:view', 'users:rules:view']);
const editor = role('editor', ['routing:queue:edit', 'routing:queue:view']);
const viewer = role('viewer', ['routing:*:view']);
const roles = [reader, editor, viewer];

/** A machine that may read queues of one division. */
const recorder: OAuthClient = {
  id: 'recorder',
  name: 'Acme Recorder',
  description: '',
  grantType: 'CLIENT-CREDENTIALS',
  scopes: [],
  grants: [{ roleId: 'reader', divisionId: 'sales' }],
  redirectUris: [],
  tokenSeconds: 86_400,
  state: 'active',
};

describe('the effective access of a client', () => {
  it('is its roles, and not its scopes, for client credentials', () => {
    const access = accessOf({ ...recorder, scopes: ['users'] });
    expect(access.restrictedBy).toBe('permissions');
    expect(access.scopes).toEqual([]);
    expect(access.byDivision.get('sales')?.permissions).toEqual(reader.permissions);
  });

  it('is its scopes, minimal, and not its roles, for a code grant', () => {
    const access = accessOf({ ...recorder, grantType: 'CODE', scopes: ['users', 'users:readonly'] });
    expect(access).toEqual({ restrictedBy: 'scopes', scopes: ['users'], byDivision: new Map(), missingRoles: [] });
  });

  it('is both for a grant type that nobody knows, for either may restrict', () => {
    const access = accessOf({ ...recorder, grantType: 'DEVICE', scopes: ['users'] });
    expect(access.restrictedBy).toBe('unknown');
    expect(access.scopes).toEqual(['users']);
    expect([...access.byDivision.keys()]).toEqual(['sales']);
  });

  it('names the roles that were not read, once and sorted, and keeps what the others allow', () => {
    const grants = ['gone', 'reader', 'away', 'gone'].map((roleId) => ({ roleId, divisionId: 'sales' }));
    const access = accessOf({ ...recorder, grants });
    expect(access.missingRoles).toEqual(['away', 'gone']);
    expect(access.byDivision.get('sales')?.permissions).toEqual(reader.permissions);
  });

  it('unites the roles of a division', () => {
    const access = accessOf(holding('reader in sales', 'editor in sales'));
    expect(access.byDivision.get('sales')?.permissions).toEqual([
      'routing:queue:edit',
      'routing:queue:view',
      'users:rules:view',
    ]);
  });
});

describe('the permissions of a role', () => {
  it('are compiled once for a role object, and again for its next revision', () => {
    expect(permissionsOf(reader)).toBe(permissionsOf(reader));
    expect(permissionsOf({ ...reader, permissions: ['oauth:client:add'] }).permissions).toEqual(['oauth:client:add']);
  });
});

describe('access allows a permission', () => {
  it('in the division of the grant and in no other', () => {
    expect(isAllowed(recorder, 'routing:queue:view', 'sales')).toBe(true);
    expect(isAllowed(recorder, 'routing:queue:view', 'support')).toBe(false);
  });

  it('in every division through a grant in all of them', () => {
    const everywhere = holding('reader in *');
    fc.assert(fc.property(divisionId, (id) => expect(isAllowed(everywhere, 'routing:queue:view', id)).toBe(true)));
  });
});

describe('access beyond a reference', () => {
  it('is none when a role is swapped for its twin', () => {
    const twin = role('twin', reader.permissions);
    const swapped = grantedAccess([{ roleId: 'twin', divisionId: 'sales' }], lookup([twin]));
    expect(accessBeyond(swapped.byDivision, divisionsOf(recorder))).toEqual([]);
  });

  it('is none when a role is split or implied by a wider one', () => {
    expect(beyond(holding('reader in sales'), holding('viewer in sales', 'reader in sales'))).toEqual([]);
    const halves = reader.permissions.map((one, index) => role(`half ${index}`, [one]));
    const split = grantedAccess(
      halves.map(({ id }) => ({ roleId: id, divisionId: 'sales' })),
      lookup(halves),
    );
    expect(accessBeyond(split.byDivision, divisionsOf(recorder))).toEqual([]);
    expect(accessBeyond(divisionsOf(recorder), split.byDivision)).toEqual([]);
  });

  it('is none when a division is added to a grant in all of them', () => {
    expect(beyond(holding('reader in *', 'reader in sales'), holding('reader in *'))).toEqual([]);
  });

  it('is every permission in the new division when a role reaches further', () => {
    expect(beyond(holding('reader in sales', 'reader in support'), recorder)).toEqual([
      { permission: 'routing:queue:view', divisionId: 'support' },
      { permission: 'users:rules:view', divisionId: 'support' },
    ]);
  });

  it('is a grant in all divisions even where every listed division had it: others will come', () => {
    expect(beyond(holding('editor in *'), holding('editor in sales', 'editor in support'))).toEqual([
      { permission: 'routing:queue:edit', divisionId: ALL_DIVISIONS },
      { permission: 'routing:queue:view', divisionId: ALL_DIVISIONS },
    ]);
  });

  it('is what a role gained although its holder did not change', () => {
    const grown = role('reader', [...reader.permissions, 'oauth:client:add']);
    const after = effectiveAccess(recorder, lookup([grown]));
    expect(accessBeyond(after.byDivision, divisionsOf(recorder))).toEqual([
      { permission: 'oauth:client:add', divisionId: 'sales' },
    ]);
  });

  it('is none beyond the same access, whatever it is', () => {
    fc.assert(fc.property(access, ({ byDivision }) => expect(accessBeyond(byDivision, byDivision)).toEqual([])));
  });

  it('does not depend on the order of grants', () => {
    fc.assert(
      fc.property(grantsOfRoles, access, ({ grants, all }, reference) => {
        const forwards = grantedAccess(grants, lookup(all)).byDivision;
        const backwards = grantedAccess([...grants].reverse(), lookup(all)).byDivision;
        expect(accessBeyond(backwards, reference.byDivision)).toEqual(accessBeyond(forwards, reference.byDivision));
      }),
    );
  });

  it('is empty only where all that is allowed now was allowed before', () => {
    fc.assert(
      fc.property(access, access, permission, divisionId, (present, reference, wanted, id) => {
        fc.pre(accessBeyond(present.byDivision, reference.byDivision).length === 0);
        const call = { permission: wanted, divisionId: id };
        if (accessAllows(present.byDivision, call)) expect(accessAllows(reference.byDivision, call)).toBe(true);
      }),
    );
  });

  it('lists only what the present access allows and the reference refuses', () => {
    fc.assert(
      fc.property(access, access, (present, reference) => {
        for (const gained of accessBeyond(present.byDivision, reference.byDivision)) {
          expect(accessAllows(present.byDivision, gained)).toBe(true);
          expect(accessAllows(reference.byDivision, gained)).toBe(false);
        }
      }),
    );
  });
});

describe('access is broadened', () => {
  const code = { ...recorder, grantType: 'CODE', scopes: ['users:readonly'] };

  it('by a scope', () => {
    expect(accessBroadened(accessOf(code), accessOf({ ...code, scopes: ['users'] }))).toBe(true);
  });

  it('by a permission', () => {
    expect(accessBroadened(accessOf(recorder), accessOf(holding('editor in sales')))).toBe(true);
  });

  it('neither by losing some nor by staying the same', () => {
    expect(accessBroadened(accessOf(code), accessOf({ ...code, scopes: [] }))).toBe(false);
    expect(accessBroadened(accessOf(holding('reader in *')), accessOf(recorder))).toBe(false);
    expect(accessBroadened(accessOf(recorder), accessOf(recorder))).toBe(false);
  });
});

const grantsOfRoles = fc
  .array(fc.tuple(permissions, divisionId), { maxLength: 5 })
  .map((entries): { grants: RoleGrant[]; all: Role[] } => ({
    grants: entries.map(([, id], index) => ({ roleId: `role ${index}`, divisionId: id })),
    all: entries.map(([held], index) => role(`role ${index}`, held)),
  }));

const access = grantsOfRoles.map(({ grants, all }) => grantedAccess(grants, lookup(all)));

function role(id: string, held: readonly Permission[]): Role {
  return { id, name: id, permissions: held, conditional: [] };
}

function lookup(all: readonly Role[]) {
  return (roleId: string): Role | undefined => all.find(({ id }) => id === roleId);
}

/** The recorder with other grants, each written "role in division". */
function holding(...grants: readonly string[]): OAuthClient {
  return {
    ...recorder,
    grants: grants.map((grant) => {
      const [roleId = '', id = ''] = grant.split(' in ');
      return { roleId, divisionId: id };
    }),
  };
}

function accessOf(client: OAuthClient) {
  return effectiveAccess(client, lookup(roles));
}

function divisionsOf(client: OAuthClient) {
  return accessOf(client).byDivision;
}

function beyond(present: OAuthClient, reference: OAuthClient) {
  return accessBeyond(divisionsOf(present), divisionsOf(reference));
}

function isAllowed(client: OAuthClient, wanted: Permission, id: string): boolean {
  return accessAllows(divisionsOf(client), { permission: wanted, divisionId: id });
}
