import { integrationVendor } from '../domain/integration-vendor.ts';
import type { Authorization } from '../domain/org.ts';
import { PermissionSet } from '../domain/permission.ts';
import { minimalScopes, scopesBeyond } from '../domain/scope.ts';
import { matchVendor } from '../domain/vendor-match.ts';
import { type OrgRule, type RuleContext, unknownBecause, type Violation, violatedBy } from './rule.ts';
import { added } from './words.ts';

export const authorizationGranted: OrgRule = {
  id: 'authorization-granted',
  scope: 'org',
  defaultSeverity: 'high',
  needs: ['authorizations', 'roles'],
  doc: {
    what: 'An app that belongs to its vendor was authorised for the org, got more scopes or roles, or asks for it.',
    why: 'Such an app uses the client of its vendor, which is in no list of OAuth clients: its access is visible nowhere else.',
    when: 'An authorisation is granted that was not approved, an approved one gained a scope or a role with more permissions, or a request waits for an answer. Approved is what the first complete read showed, or what was accepted. The source is read only where `readAuthorizations` is on.',
    fix: 'Ask the owner of the app whether the access is needed. Revoke it, or turn the request down, in Admin > Integrations > Authorized Applications.',
    silence: 'Run `guardian accept` for the client id of the app: what it holds now is then approved.',
  },
  judge(context) {
    const present = context.snapshot.authorization;
    if (!present) return unknownBecause('No authorisations are known yet.');
    return violatedBy([...present.values()].flatMap((authorization) => judgeOne(authorization, context)));
  },
};

function judgeOne(present: Authorization, context: RuleContext): Violation[] {
  const approved = context.approvedAuthorizations.get(present.id);
  const about = whose(present, context);
  const violations: Violation[] = [];
  if (isGranted(present)) {
    if (approved && isGranted(approved)) violations.push(...widened(present, approved, context, about));
    else violations.push({ ...about, ...granted(present, context) });
  }
  if (isWaiting(present) && !(approved && isWaiting(approved)))
    violations.push({ ...about, ...requested(present, context) });
  return violations;
}

type Finding = Omit<Violation, 'severity' | 'fix' | 'client' | 'vendor'>;
type About = Pick<Violation, 'severity' | 'fix' | 'client' | 'vendor'>;

function whose(present: Authorization, { vendors, org, snapshot }: RuleContext): About {
  const vendor =
    matchVendor({ client: present, vendors, orgName: org.name })?.name ??
    integrationVendor(present.id, snapshot.integration?.values() ?? []);
  return {
    severity: 'high',
    client: { id: present.id, name: present.name },
    ...(vendor && { vendor }),
    fix: [
      `Admin > Integrations > Authorized Applications > ${present.name}: look at its scopes and roles, and who approved it.`,
      'Ask the owner of the app whether it needs them; if not, revoke the authorisation on the same screen.',
      `If it does: guardian accept --client ${present.id}`,
    ],
  };
}

function granted(present: Authorization, context: RuleContext): Finding {
  const named = accessOf(present, context);
  return {
    subject: 'authorized',
    title: `App ${present.name} was authorised`,
    because: `It may now act in the org with ${summary(named)}. No list of OAuth clients shows it, for the client is its vendor's.`,
    evidence: evidenceOf(present),
    change: added(labels(named)),
  };
}

function requested(present: Authorization, context: RuleContext): Finding {
  const named = accessOf(present, context);
  return {
    subject: 'request',
    title: `App ${present.name} asks to be authorised`,
    because: `Somebody asked for ${summary(named)}. It gets them as soon as an administrator approves.`,
    evidence: evidenceOf(present),
  };
}

function widened(present: Authorization, approved: Authorization, context: RuleContext, about: About): Violation[] {
  const finding = (kind: 'scope' | 'role', value: string, label: string): Violation => ({
    ...about,
    subject: `${kind} ${value}`,
    title: `App ${present.name} gained the ${kind} ${label}`,
    because: `The approved authorisation does not have it. It is not visible in any list of OAuth clients, for the client is its vendor's.`,
    evidence: { [kind]: value },
    change: added([`${kind} ${label}`]),
  });
  return [
    ...scopesBeyond(present.scopes, approved.scopes).map((scope) => finding('scope', scope, scope)),
    ...rolesBeyond(present, approved, context).map((id) => finding('role', id, roleName(id, context))),
  ];
}

/** Roles that give something which the approved roles do not give. A role that nobody can read counts as more. */
function rolesBeyond({ roles }: Authorization, approved: Authorization, { snapshot }: RuleContext): string[] {
  const allowed = new PermissionSet(approved.roles.flatMap((id) => snapshot.role?.get(id)?.permissions ?? []));
  return roles.filter((id) => {
    if (approved.roles.includes(id)) return false;
    const role = snapshot.role?.get(id);
    return !role || role.permissions.some((permission) => !allowed.allows(permission));
  });
}

type Access = { readonly scopes: readonly string[]; readonly roles: readonly string[] };

/** Roles by id: one that is renamed, or whose name cannot be read for once, gives no more than before. */
function evidenceOf({ scopes, roles }: Authorization): Access {
  return { scopes: minimalScopes(scopes), roles: [...roles].sort() };
}

function accessOf({ scopes, roles }: Authorization, context: RuleContext): Access {
  return { scopes: minimalScopes(scopes), roles: roles.map((id) => roleName(id, context)).sort() };
}

function roleName(id: string, { snapshot }: RuleContext): string {
  return snapshot.role?.get(id)?.name ?? id;
}

function labels({ scopes, roles }: Access): string[] {
  return [...roles.map((role) => `role ${role}`), ...scopes.map((scope) => `scope ${scope}`)];
}

function summary({ scopes, roles }: Access): string {
  const list = (what: string, names: readonly string[]) => (names.length > 0 ? [`${what} ${names.join(', ')}`] : []);
  const parts = [
    ...list(scopes.length === 1 ? 'the scope' : 'the scopes', scopes),
    ...list(roles.length === 1 ? 'the role' : 'the roles', roles),
  ];
  return parts.length > 0 ? parts.join(' and ') : 'no scope and no role';
}

function isGranted({ state }: Authorization): boolean {
  return state === 'Authorized';
}

/** `pending` is also set where an authorised app asks for more. */
function isWaiting({ state, pending }: Authorization): boolean {
  return state === 'Requested' || pending;
}
