import { authorization } from '../../lib/genesys/doors/authorization.ts';
import { oauthClient } from '../../lib/genesys/doors/client.ts';
import { division } from '../../lib/genesys/doors/division.ts';
import { installation, integrationType } from '../../lib/genesys/doors/integration.ts';
import { role } from '../../lib/genesys/doors/role.ts';

const client = { id: 'C0000000-0000-4000-8000-00000000000A', name: 'Wallboard', authorizedGrantType: 'CODE' };

describe('the door of clients', () => {
  it('fills in what Genesys leaves out', () => {
    expect(oauthClient.parse(client)).toEqual({
      id: 'c0000000-0000-4000-8000-00000000000a',
      name: 'Wallboard',
      description: '',
      grantType: 'CODE',
      scopes: [],
      grants: [],
      redirectUris: [],
      tokenSeconds: 86_400,
      state: 'active',
    });
  });

  it('takes null for absent', () => {
    const nulls = {
      description: null,
      scope: null,
      roleIds: null,
      roleDivisions: null,
      registeredRedirectUri: null,
      accessTokenValiditySeconds: null,
      state: null,
      dateToDelete: null,
      createdBy: null,
    };
    expect(oauthClient.parse({ ...client, ...nulls })).toEqual(oauthClient.parse(client));
  });

  it('replaces half a character in an id, which no key can hold', () => {
    expect(oauthClient.parse({ ...client, id: 'a\ud800b' }).id).toBe('a\ufffdb');
    expect(oauthClient.parse({ ...client, id: 'a😀b' }).id).toBe('a😀b');
  });

  it('keeps a grant type and a state that nobody knows', () => {
    const parsed = oauthClient.parse({ ...client, authorizedGrantType: 'DEVICE', state: 'paused' });
    expect([parsed.grantType, parsed.state]).toEqual(['DEVICE', 'paused']);
  });

  it('unites roleIds with roleDivisions, and keeps * for all divisions', () => {
    const { grants } = oauthClient.parse({
      ...client,
      roleIds: ['r2', 'r1'],
      roleDivisions: [
        { roleId: 'r2', divisionId: '*' },
        { roleId: 'r2', divisionId: 'D0000000-0000-4000-8000-000000000001' },
        { roleId: 'r2', divisionId: '*' },
      ],
    });
    expect(grants).toEqual([
      { roleId: 'r1', divisionId: 'unknown' },
      { roleId: 'r2', divisionId: '*' },
      { roleId: 'r2', divisionId: 'd0000000-0000-4000-8000-000000000001' },
    ]);
  });

  it('never lets a secret through', () => {
    expect(JSON.stringify(oauthClient.parse({ ...client, secret: 'hush', createdBy: { id: 'u', secret: 'hush' } })))
      .not //
      .toContain('hush');
  });

  it('writes times in one way, and drops what is none', () => {
    const { deletesAt, provenance } = oauthClient.parse({
      ...client,
      dateToDelete: '2026-12-01T00:00:00Z',
      dateModified: 'lately',
      modifiedBy: { id: 'U1' },
    });
    expect([deletesAt, provenance]).toEqual(['2026-12-01T00:00:00.000Z', { modifiedBy: 'U1' }]);
  });

  it.each([
    { what: 'without an id', entity: { ...client, id: undefined } },
    { what: 'with an empty id', entity: { ...client, id: ' ' } },
    { what: 'without a grant type', entity: { ...client, authorizedGrantType: undefined } },
    { what: 'with a scope that is no list', entity: { ...client, scope: 'users' } },
    { what: 'with a grant that names no role', entity: { ...client, roleDivisions: [{ divisionId: '*' }] } },
    { what: 'that is no object', entity: 'client' },
  ])('refuses a client $what', ({ entity }) => {
    expect(oauthClient.safeParse(entity).success).toBe(false);
  });
});

describe('the door of roles', () => {
  const policy = { domain: 'recording', entityName: 'recording', actionSet: ['view', 'edit', 'view'] };
  const condition = { variableName: 'Conversation.queues', operator: 'EQ' };

  it('flattens policies, sorted and once each', () => {
    expect(role.parse({ id: 'r', permissionPolicies: [policy, policy] }).permissions).toEqual([
      'recording:recording:edit',
      'recording:recording:view',
    ]);
  });

  it('lets a * among the actions swallow the others', () => {
    const wide = { ...policy, entityName: '*', actionSet: ['view', '*'] };
    expect(role.parse({ id: 'r', permissionPolicies: [wide] }).permissions).toEqual(['recording:*:*']);
  });

  it('calls a permission conditional only if no other policy gives it freely', () => {
    const conditional = { ...policy, resourceConditionNode: condition };
    const free = { ...policy, actionSet: ['view'] };
    expect(role.parse({ id: 'r', permissionPolicies: [conditional, free] }).conditional).toEqual([
      'recording:recording:edit',
    ]);
    const everything = { ...policy, entityName: '*', actionSet: ['*'] };
    expect(role.parse({ id: 'r', permissionPolicies: [conditional, everything] }).conditional).toEqual([]);
  });

  it('does not take the mere allowance of conditions, or an empty one, for a condition', () => {
    const open = { ...policy, allowConditions: true, resourceConditionNode: {} };
    expect(role.parse({ id: 'r', permissionPolicies: [open] }).conditional).toEqual([]);
  });

  it('ignores the permissions of old that are no domain:entity:action', () => {
    expect(role.parse({ id: 'r', permissions: ['group_administration'] }).permissions).toEqual([]);
  });

  it('refuses a role with a policy that names no entity, for half a role would look narrowed', () => {
    expect(role.safeParse({ id: 'r', permissionPolicies: [policy, { domain: 'x', actionSet: ['y'] }] }).success).toBe(
      false,
    );
  });
});

describe('the other doors', () => {
  it('take a division without the home flag for an ordinary one', () => {
    expect(division.parse({ id: 'd', name: 'Sales' })).toEqual({ id: 'd', name: 'Sales', isHome: false });
  });

  it('need the type of an integration, and not the vendor of a type', () => {
    expect(installation.safeParse({ id: 'i', name: 'x' }).success).toBe(false);
    expect(integrationType.parse({ id: 't' })).toEqual({ id: 't', vendor: { vendorClientIds: [] } });
  });

  it('keep an unknown state of an authorisation', () => {
    expect(authorization.parse({ client: { id: 'c' }, state: 'Parked' })).toMatchObject({ id: 'c', state: 'Parked' });
  });
});
