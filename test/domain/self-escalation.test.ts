import { isWildcardPermission } from '../../lib/domain/permission.ts';
import { SELF_ESCALATION, selfEscalation } from '../../lib/domain/self-escalation.ts';
import { itWithReference, referencePermissions } from './genesys-reference.ts';

describe('self-escalation', () => {
  it.each(SELF_ESCALATION)('is seen in $pattern and in every wildcard that covers it', ({ pattern }) => {
    const [domain = '', entity = '', action = ''] = pattern.split(':');
    const covering = [`${domain}:${entity}:*`, `${domain}:*:${action}`, `${domain}:*:*`, '*:*:*'];
    for (const permission of [pattern, ...covering])
      expect(selfEscalation(permission)).toMatch(/^Self-escalation: .*\.$/);
  });

  it('names the permission that a wildcard covers', () => {
    expect(selfEscalation('authorization:grant:*')).toContain('authorization:grant:add');
    expect(selfEscalation('oauth:client:*')).toContain('oauth:client:edit');
  });

  it.each([
    'authorization:role:view',
    'authorization:grant:delete',
    'authorization:*:view',
    'oauth:client:view',
    'oauth:client:delete',
    'directory:user:edit',
    'routing:*:*',
    'admin',
    '*',
  ])('is not seen in %s', (permission) => expect(selfEscalation(permission)).toBeUndefined());

  it('is listed by plain permissions, so that a wildcard covers each or does not', () => {
    expect(SELF_ESCALATION.filter(({ pattern }) => isWildcardPermission(pattern))).toEqual([]);
  });

  itWithReference('is listed by permissions that operations of the API really require', () => {
    const known = new Set(referencePermissions());
    expect(SELF_ESCALATION.filter(({ pattern }) => !known.has(pattern))).toEqual([]);
  });
});
