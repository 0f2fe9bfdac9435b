/**
 * Permissions of Genesys Cloud: `domain:entity:action`, where entity and action may be `*`.
 * Example: `analytics:*:view` implies `analytics:conversationDetail:view`.
 */
export type Permission = string;

const WILDCARD = '*';

/** True if `held` allows everything that `wanted` allows. */
export function permissionImplies(held: Permission, wanted: Permission): boolean {
  if (held === wanted) return true;
  if (!held.includes(WILDCARD)) return false;
  const wantedParts = wanted.split(':');
  const heldParts = held.split(':');
  return (
    heldParts.length === wantedParts.length &&
    heldParts.every((part, index) => part === WILDCARD || part === wantedParts[index])
  );
}

/** True if the permission has a `*` in any of its parts. */
export function isWildcardPermission(permission: Permission): boolean {
  return permission.split(':').includes(WILDCARD);
}

/**
 * A set of permissions that answers "is this allowed?" in constant time for plain members.
 * Roles hold hundreds of permissions and orgs thousands of clients, so wildcards are kept apart.
 */
export class PermissionSet {
  static readonly empty = new PermissionSet([]);
  /** Sorted, without duplicates and without members that another member implies. */
  readonly permissions: readonly Permission[];
  readonly #exact: ReadonlySet<Permission>;
  readonly #wildcards: readonly Permission[];

  constructor(permissions: Iterable<Permission>) {
    const all = [...new Set(permissions)].sort();
    const wildcards = all.filter(isWildcardPermission);
    this.permissions = all.filter(
      (permission) => !wildcards.some((wildcard) => wildcard !== permission && permissionImplies(wildcard, permission)),
    );
    this.#exact = new Set(this.permissions);
    this.#wildcards = wildcards;
  }

  /** The union of several sets. Thousands of clients hold the same few pairs of roles, so a pair is united once. */
  static union(sets: Iterable<PermissionSet>): PermissionSet {
    let union: PermissionSet | undefined;
    for (const set of sets) union = union ? PermissionSet.#united(union, set) : set;
    return union ?? PermissionSet.empty;
  }

  static readonly #pairs = new WeakMap<PermissionSet, WeakMap<PermissionSet, PermissionSet>>();

  static #united(a: PermissionSet, b: PermissionSet): PermissionSet {
    if (a === b || b.isEmpty) return a;
    const partners = PermissionSet.#pairs.get(a) ?? new WeakMap<PermissionSet, PermissionSet>();
    PermissionSet.#pairs.set(a, partners);
    const known = partners.get(b);
    if (known) return known;
    const union = new PermissionSet([...a.permissions, ...b.permissions]);
    partners.set(b, union);
    return union;
  }

  allows(wanted: Permission): boolean {
    return this.#exact.has(wanted) || this.#wildcards.some((wildcard) => permissionImplies(wildcard, wanted));
  }

  /** The members of this set that `reference` does not allow: what this set gains beyond it, sorted. */
  beyond(reference: PermissionSet): Permission[] {
    if (reference === this) return [];
    return this.permissions.filter((permission) => !reference.allows(permission));
  }

  get isEmpty(): boolean {
    return this.permissions.length === 0;
  }
}
