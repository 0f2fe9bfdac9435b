import type { ApprovalBasis } from '../domain/approval.ts';
import { type Names, namesFrom } from '../domain/drift.ts';
import type { AccessChange } from '../domain/finding.ts';
import type { Role } from '../domain/org.ts';
import type { Permission } from '../domain/permission.ts';
import type { ClientFacts, RuleContext } from './rule.ts';

/** Words that the access rules share, so that people read the same thing in the same way everywhere. */

/** Who approved a value, to follow "approved by". */
export function approver(basis: ApprovalBasis): string {
  switch (basis) {
    case 'manifest':
      return 'guardian.yaml';
    case 'baseline':
      return 'the baseline';
    case 'first-sighting':
      return 'its first complete sighting';
    case 'accepted':
      return 'the last `guardian accept`';
    default:
      return basis satisfies never;
  }
}

/** Why nothing can be said of an aspect that nobody approved: `notApprovedYet('scopes are')`. */
export function notApprovedYet(aspect: string): string {
  return `No ${aspect} approved for this client: neither guardian.yaml nor a complete earlier sighting has any.`;
}

/** Names of roles, also of those that are gone but were approved, and of divisions. */
export function namesFor({ approval }: Pick<ClientFacts, 'approval'>, { snapshot }: RuleContext): Names {
  const roles = new Map([...approval.roles, ...(snapshot.role ?? [])]);
  return namesFrom(roles, snapshot.division);
}

/** `role Acme Recorder in division Sales`. */
export function grantWords(
  { roleId, divisionId }: { readonly roleId: string; readonly divisionId: string },
  names: Names,
): string {
  return `role ${names.role(roleId)} in division ${names.division(divisionId)}`;
}

/** A change that only adds. */
export function added(lines: readonly string[]): AccessChange {
  return { added: [...lines].sort(), removed: [], changed: [] };
}

/** A change that only removes. */
export function removed(lines: readonly string[]): AccessChange {
  return { added: [], removed: [...lines].sort(), changed: [] };
}

/** A value that replaced another. */
export function replaced(name: string, from: string, to: string): AccessChange {
  return { added: [], removed: [], changed: [{ name, from, to }] };
}

/** `a, b, c and 4 more`: a list that a sentence can hold. */
export function listed(items: readonly string[], most = 3): string {
  const rest = items.length - most;
  return rest > 0 ? `${items.slice(0, most).join(', ')} and ${rest} more` : items.join(', ');
}

/** What the manifest names and the org does not have: often the real cause, so a finding about grants ends with it. */
export function unresolvedNote({ approval }: Pick<ClientFacts, 'approval'>): string {
  if (approval.unresolved.length === 0) return '';
  return ` guardian.yaml names what this org does not have (renamed, deleted or misspelt): ${listed(approval.unresolved)}.`;
}

/** Says that a permission counts under a condition only: the guardian sees that there is one, not what it excludes. */
export function conditionNote(permission: Permission, { conditional }: Pick<Role, 'conditional'>): string {
  return conditional.includes(permission)
    ? ' The role gives it under a condition, which may narrow it; what the condition excludes is not judged.'
    : '';
}
