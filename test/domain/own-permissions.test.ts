import { OrgSchema } from '../../lib/domain/manifest.ts';
import {
  allowedPermissions,
  isSwitchedOn,
  neededPermissions,
  OWN_PERMISSIONS,
} from '../../lib/domain/own-permissions.ts';
import { selfEscalation } from '../../lib/domain/self-escalation.ts';

const org = (switches = {}) => OrgSchema.parse({ name: 'prod', ...switches });
const names = (permissions: readonly { readonly permission: string }[]) =>
  permissions.map(({ permission }) => permission);

describe('what the guardian needs', () => {
  it('is five permissions that look at something, unless somebody opts in to more', () => {
    expect(names(neededPermissions(org()))).toEqual([
      'oauth:client:view',
      'authorization:role:view',
      'usage:organization:view',
      'integrations:integration:view',
      'audits:audit:view',
    ]);
  });

  it.each([
    ['readIntegrations', 'integrations:integration:view', 'integrations'],
    ['readAudits', 'audits:audit:view', 'audits'],
    ['readAuthorizations', 'oauth:client:authorize', 'authorizations'],
  ] as const)('%s asks for %s', (key, permission, source) => {
    expect(names(neededPermissions(org({ [key]: true })))).toContain(permission);
    expect(isSwitchedOn(source, org({ [key]: true }))).toBe(true);
    expect(names(neededPermissions(org({ [key]: false })))).not.toContain(permission);
    expect(allowedPermissions(org({ [key]: false }))).not.toContain(permission);
    expect(isSwitchedOn(source, org({ [key]: false }))).toBe(false);
  });

  it.each(['clients', 'roles', 'divisions', 'usage'] as const)('always covers %s', (source) => {
    const bare = org({ readIntegrations: false, readAudits: false, readAuthorizations: false });
    expect(isSwitchedOn(source, bare)).toBe(true);
  });

  it('is all allowed, and so is what is merely useful', () => {
    const allowed = allowedPermissions(org());
    for (const { permission } of neededPermissions(org())) expect(allowed).toContain(permission);
    expect(allowed).toEqual(expect.arrayContaining(['authorization:grant:view', 'billing:subscription:view']));
  });

  it('never widens its own access, but for what only an opt-in asks for', () => {
    const escalating = names(OWN_PERMISSIONS).filter((permission) => selfEscalation(permission) !== undefined);
    expect(escalating).toEqual(['oauth:client:authorize']);
    expect(allowedPermissions(org())).not.toContain('oauth:client:authorize');
  });
});
