import { roleRequest } from '../../../lib/privilege/role/index.ts';

describe('a role for the roles API', () => {
  it('has a policy for each entity, with its actions; everything sorted and nothing twice', () => {
    const permissions = ['routing:queue:view', 'analytics:*:view', 'routing:queue:add', 'routing:queue:view'];
    expect(roleRequest({ name: 'R', description: 'D', permissions })).toEqual({
      name: 'R',
      description: 'D',
      permissionPolicies: [
        { domain: 'analytics', entityName: '*', actionSet: ['view'] },
        { domain: 'routing', entityName: 'queue', actionSet: ['add', 'view'] },
      ],
    });
  });
});
