/**
 * OAuth scopes as Genesys Cloud writes them: `name` or `name:readonly`, where the first implies the second.
 * A scope that no catalogue knows is data like any other: it is kept, compared and shown.
 */
export type Scope = string;

const READONLY_SUFFIX = ':readonly';

/** True for `name:readonly`. */
export function isReadonlyScope(scope: Scope): boolean {
  return scope.endsWith(READONLY_SUFFIX);
}

/** The scope that also allows writing: `users:readonly` → `users`; a writing scope is returned as it is. */
export function writingForm(scope: Scope): Scope {
  return isReadonlyScope(scope) ? scope.slice(0, -READONLY_SUFFIX.length) : scope;
}

/** True if a token that carries `held` may call everything that `wanted` opens. */
export function scopeImplies(held: Scope, wanted: Scope): boolean {
  return held === wanted || (isReadonlyScope(wanted) && held === writingForm(wanted));
}

/** True if any scope of `held` implies `wanted`. */
export function scopesCover(held: Iterable<Scope>, wanted: Scope): boolean {
  for (const scope of held) if (scopeImplies(scope, wanted)) return true;
  return false;
}

/** The scopes of `scopes` that nothing in `reference` implies, sorted: what was gained beyond the reference. */
export function scopesBeyond(scopes: Iterable<Scope>, reference: Iterable<Scope>): Scope[] {
  const known = new Set(reference);
  return minimalScopes(scopes).filter((scope) => !known.has(scope) && !known.has(writingForm(scope)));
}

/** The smallest set with the same effect, sorted: `x:readonly` beside `x` adds nothing. */
export function minimalScopes(scopes: Iterable<Scope>): Scope[] {
  const all = new Set(scopes);
  return [...all].filter((scope) => !isReadonlyScope(scope) || !all.has(writingForm(scope))).sort();
}
