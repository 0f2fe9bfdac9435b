import type { Role } from '../domain/org.ts';

/**
 * Remembers what a role was judged to be, for as long as the role object lives: thousands of clients hold the same few
 * roles, and each role has hundreds of permissions.
 */
export function perRole<T>(judge: (role: Role) => T): (role: Role) => T {
  const judged = new WeakMap<Role, { readonly value: T }>();
  return (role) => {
    const known = judged.get(role) ?? { value: judge(role) };
    judged.set(role, known);
    return known.value;
  };
}
