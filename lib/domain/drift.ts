import { accessBeyond, type EffectiveAccess, permissionsOf } from './access.ts';
import { ALL_DIVISIONS, type OAuthClient, UNKNOWN_DIVISION } from './client.ts';
import type { AccessChange } from './finding.ts';
import type { Division, Role } from './org.ts';
import { scopesBeyond } from './scope.ts';

/** Names for ids, so that people read `role Recorder in division Sales`. */
export interface Names {
  readonly role: (id: string) => string;
  readonly division: (id: string) => string;
}

/** Names out of maps; an id that no map knows stays an id. */
export function namesFrom(
  roles: ReadonlyMap<string, Role> | undefined,
  divisions: ReadonlyMap<string, Division> | undefined,
): Names {
  return {
    role: (id) => roles?.get(id)?.name ?? id,
    division: (id) => {
      if (id === ALL_DIVISIONS) return '* (all divisions)';
      if (id === UNKNOWN_DIVISION) return 'unknown division';
      return divisions?.get(id)?.name ?? id;
    },
  };
}

/** A thing as a set of lines and a few named values: what a difference is computed on and shown from. */
export interface Facets {
  readonly lines: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

/** A client's configuration as facets. */
export function clientFacets(client: OAuthClient, names: Names): Facets {
  return {
    lines: [
      ...client.scopes.map((scope) => `scope ${scope}`),
      ...client.grants.map(
        ({ roleId, divisionId }) => `role ${names.role(roleId)} in division ${names.division(divisionId)}`,
      ),
      ...client.redirectUris.map((uri) => `redirect URI ${uri}`),
    ],
    values: {
      name: client.name,
      description: client.description,
      grantType: client.grantType,
      tokenSeconds: String(client.tokenSeconds),
      state: client.state,
      ...(client.deletesAt && { deletesAt: client.deletesAt }),
    },
  };
}

/**
 * The difference of two facets. `difference(a, a)` is empty, `difference(a, b)` mirrors `difference(b, a)`, and
 * {@link applyChange}`(difference(a, b), a)` gives `b` again.
 */
export function difference(before: Facets, after: Facets): AccessChange {
  const had = new Set(before.lines);
  const has = new Set(after.lines);
  const names = [...new Set([...Object.keys(before.values), ...Object.keys(after.values)])].sort();
  return {
    added: [...has].filter((line) => !had.has(line)).sort(),
    removed: [...had].filter((line) => !has.has(line)).sort(),
    changed: names
      .filter((name) => before.values[name] !== after.values[name])
      .map((name) => ({ name, from: before.values[name] ?? ABSENT, to: after.values[name] ?? ABSENT })),
  };
}

/** `after`, rebuilt from `before` and the difference. */
export function applyChange(change: AccessChange, before: Facets): Facets {
  const removed = new Set(change.removed);
  const values = { ...before.values };
  for (const { name, to } of change.changed) {
    if (to === ABSENT) delete values[name];
    else values[name] = to;
  }
  return { lines: [...before.lines.filter((line) => !removed.has(line)), ...change.added].sort(), values };
}

/** How a value is shown that is not there on one side. */
export const ABSENT = '(none)';

export function isEmptyChange({ added, removed, changed }: AccessChange): boolean {
  return added.length + removed.length + changed.length === 0;
}

/** What a client may do more and less than before, by effect: what `guardian diff` shows beside the configuration. */
export function accessDifference(before: EffectiveAccess, after: EffectiveAccess, names: Names): AccessChange {
  return { added: beyondLines(after, before, names), removed: beyondLines(before, after, names), changed: [] };
}

/** Permissions that a role gained and lost, by implication. */
export function roleDifference(before: Role, after: Role): AccessChange {
  const line = (permission: string) => `permission ${permission}`;
  return {
    added: permissionsOf(after).beyond(permissionsOf(before)).map(line),
    removed: permissionsOf(before).beyond(permissionsOf(after)).map(line),
    changed: before.name === after.name ? [] : [{ name: 'name', from: before.name, to: after.name }],
  };
}

function beyondLines(present: EffectiveAccess, reference: EffectiveAccess, names: Names): string[] {
  const scopes = scopesBeyond(present.scopes, reference.scopes).map((scope) => `scope ${scope}`);
  const permissions = accessBeyond(present.byDivision, reference.byDivision).map(
    ({ permission, divisionId }) => `permission ${permission} in division ${names.division(divisionId)}`,
  );
  return [...scopes, ...permissions].sort();
}
