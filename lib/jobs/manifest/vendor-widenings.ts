import { ALL_DIVISIONS } from '../../domain/client.ts';
import type { Vendor } from '../../domain/manifest.ts';
import type { Widening } from '../../domain/manifest-verdict.ts';
import type { OrgSnapshot } from '../../domain/org.ts';
import { PermissionSet } from '../../domain/permission.ts';
import { permissionRisk, riskOfPermissions } from '../../domain/permission-risk.ts';
import { scopesBeyond } from '../../domain/scope.ts';
import { scopeRisk } from '../../domain/scope-catalogue.ts';
import { isAtLeast, type Severity } from '../../domain/severity.ts';
import { rolePlace } from './role-place.ts';
import type { WideningInput } from './widenings.ts';

/** What an entry allows beyond what it allowed before; all of it where it is new. Pure. */
export function vendorWidenings(
  vendor: Vendor,
  index: number,
  before: Vendor | undefined,
  input: WideningInput,
): Widening[] {
  const entry: Entry = { vendor, index, before, input };
  return [
    ...clients(entry),
    ...grantType(entry),
    ...scopes(entry),
    ...roles(entry),
    ...permissions(entry),
    ...redirectUris(entry),
    ...tokenSeconds(entry),
    ...quotaShare(entry),
    ...endpoints(entry),
  ];
}

interface Entry {
  readonly vendor: Vendor;
  readonly index: number;
  readonly before: Vendor | undefined;
  readonly input: WideningInput;
}

type Said = Pick<Widening, 'kind' | 'what' | 'message' | 'severity'>;

function at({ vendor, index, input }: Entry, path: readonly (string | number)[], said: Said): Widening {
  return { ...said, vendor: vendor.name, place: input.placeOf(['vendors', index, ...path]) };
}

/** An aspect that was written and no longer is: what was first seen counts again, whatever that was. */
function leftOut(entry: Entry, key: keyof Vendor, said: Omit<Said, 'message' | 'what'>): Widening[] {
  const { vendor, before } = entry;
  if (before?.[key] === undefined || vendor[key] !== undefined) return [];
  const message = `${key} is no longer written for ${vendor.name}: what was first seen or accepted counts.`;
  return [at(entry, [], { ...said, what: key, message })];
}

function clients(entry: Entry): Widening[] {
  const { vendor, before } = entry;
  const known = new Set((before?.clients ?? []).map((client) => client.toLowerCase()));
  const added = vendor.clients.flatMap((client, n) =>
    known.has(client.toLowerCase())
      ? []
      : [
          at(entry, ['clients', n], {
            kind: 'client',
            what: client,
            severity: breadthOf(client),
            message: `Clients that fit "${client}" may do what the entry of ${vendor.name} allows.`,
          }),
        ],
  );
  const orgs = before?.orgs && (vendor.orgs ?? [ALL_DIVISIONS]).filter((org) => !before.orgs?.includes(org));
  return [
    ...added,
    ...(orgs ?? []).map((org, n) =>
      at(entry, ['orgs', n], {
        kind: 'client',
        what: org === ALL_DIVISIONS ? 'all orgs' : `org ${org}`,
        severity: 'medium',
        message: `The entry of ${vendor.name} holds in ${org === ALL_DIVISIONS ? 'all orgs' : `org ${org}`} now.`,
      }),
    ),
  ];
}

/** Whoever creates a client chooses its name: a pattern of nothing but wildcards takes in all of them. */
function breadthOf(client: string): Severity {
  if (!/[*?]/.test(client)) return 'low';
  return /^[*?]*$/.test(client) ? 'critical' : 'medium';
}

function grantType(entry: Entry): Widening[] {
  const { vendor, before } = entry;
  if (vendor.grantType === undefined) return leftOut(entry, 'grantType', { kind: 'grant-type', severity: 'medium' });
  if (vendor.grantType === before?.grantType) return [];
  return [
    at(entry, ['grantType'], {
      kind: 'grant-type',
      what: vendor.grantType,
      severity: vendor.grantType === 'PASSWORD' || vendor.grantType === 'TOKEN' ? 'high' : 'low',
      message: `Clients of ${vendor.name} may use the grant type ${vendor.grantType}.`,
    }),
  ];
}

function scopes(entry: Entry): Widening[] {
  const { vendor, before } = entry;
  if (!vendor.scopes) return leftOut(entry, 'scopes', { kind: 'scope', severity: 'high' });
  const added = new Set(scopesBeyond(vendor.scopes, before?.scopes ?? []));
  return vendor.scopes.flatMap((scope, n) => {
    if (!added.delete(scope)) return [];
    const { severity, reason } = scopeRisk(scope);
    const message = `${vendor.name} may hold the scope ${scope}. ${reason}`;
    return [at(entry, ['scopes', n], { kind: 'scope', what: scope, severity, message })];
  });
}

function roles(entry: Entry): Widening[] {
  const { vendor, index, before, input } = entry;
  if (!vendor.roles) return leftOut(entry, 'roles', { kind: 'role', severity: 'high' });
  const known = divisionsByRole(before?.roles ?? []);
  return vendor.roles.flatMap(({ name, divisions }, n) => {
    const approved = known.get(name.toLowerCase());
    return divisions.flatMap((division, d): Widening[] => {
      if (approved?.has(division.toLowerCase()) || approved?.has(ALL_DIVISIONS)) return [];
      const reach = division === ALL_DIVISIONS ? 'every division, also those to come' : `division ${division}`;
      const risk = riskOfRole(name, input.snapshot);
      return [
        {
          kind: approved ? 'division' : 'role',
          vendor: vendor.name,
          what: `${name} in ${division}`,
          severity: worse(risk?.severity ?? 'medium', reachOf(division)),
          message: `${vendor.name} may hold the role ${name} in ${reach}.${risk?.words ?? ''}`,
          place: rolePlace(input.placeOf, { vendor: index, role: n, name, division: d }),
        },
      ];
    });
  });
}

/** A role may be written several times. */
function divisionsByRole(written: NonNullable<Vendor['roles']>): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const { name, divisions } of written) {
    const known = all.get(name.toLowerCase()) ?? new Set<string>();
    for (const division of divisions) known.add(division.toLowerCase());
    all.set(name.toLowerCase(), known);
  }
  return all;
}

function reachOf(division: string): Severity {
  if (division === ALL_DIVISIONS) return 'critical';
  return division.toLowerCase() === 'home' ? 'high' : 'info';
}

/** The risk of the roles of this name or id, where the org is known. */
function riskOfRole(
  name: string,
  snapshot: OrgSnapshot | undefined,
): { readonly severity: Severity; readonly words: string } | undefined {
  const wanted = name.toLowerCase();
  const meant = [...(snapshot?.role?.values() ?? [])].filter(
    (role) => role.id === wanted || role.name.toLowerCase() === wanted,
  );
  if (meant.length === 0) return undefined;
  const { severity, because } = riskOfPermissions(meant.flatMap(({ permissions: all }) => all));
  const worst = because[0];
  return { severity, words: worst ? ` ${worst.permission}: ${worst.reason}` : '' };
}

function worse(a: Severity, b: Severity): Severity {
  return isAtLeast(a, b) ? a : b;
}

function permissions(entry: Entry): Widening[] {
  const { vendor, before } = entry;
  if (!before?.permissions) return [];
  if (!vendor.permissions) {
    const message = `The entry of ${vendor.name} no longer has a ceiling of permissions: its roles alone say what it may do.`;
    return [at(entry, [], { kind: 'permission', what: 'permissions', severity: 'high', message })];
  }
  const ceiling = new PermissionSet(before.permissions);
  return vendor.permissions.flatMap((permission, n) => {
    if (ceiling.allows(permission)) return [];
    const { severity, reason } = permissionRisk(permission);
    const message = `The ceiling of ${vendor.name} lets ${permission} through. ${reason}`;
    return [at(entry, ['permissions', n], { kind: 'permission', what: permission, severity, message })];
  });
}

function redirectUris(entry: Entry): Widening[] {
  const { vendor, before } = entry;
  if (!vendor.redirectUris) return leftOut(entry, 'redirectUris', { kind: 'redirect-uri', severity: 'medium' });
  return vendor.redirectUris.flatMap((uri, n) =>
    before?.redirectUris?.includes(uri)
      ? []
      : [
          at(entry, ['redirectUris', n], {
            kind: 'redirect-uri',
            what: uri,
            severity: 'medium',
            message: `Codes and tokens of ${vendor.name} may be sent to ${uri}.`,
          }),
        ],
  );
}

function tokenSeconds(entry: Entry): Widening[] {
  const { vendor, before, input } = entry;
  const most = vendor.maxTokenSeconds;
  if (most === undefined) return leftOut(entry, 'maxTokenSeconds', { kind: 'token-lifetime', severity: 'low' });
  const was = before?.maxTokenSeconds ?? input.base.thresholds.maxTokenSeconds;
  if (most <= was) return [];
  const message = `Tokens of ${vendor.name} may be valid for ${most} seconds, and not ${was}.`;
  return [
    at(entry, ['maxTokenSeconds'], { kind: 'token-lifetime', what: `${was} → ${most}`, severity: 'medium', message }),
  ];
}

function quotaShare(entry: Entry): Widening[] {
  const { vendor, before, input } = entry;
  const share = vendor.quotaShare ?? input.config.thresholds.quotaShare;
  const was = before?.quotaShare ?? input.base.thresholds.quotaShare;
  // A share that moved with the threshold of all is told there.
  if (share <= was || (vendor.quotaShare === undefined && before?.quotaShare === undefined)) return [];
  const message = `${vendor.name} may use ${percent(share)} of the hourly budget before anybody is told, and not ${percent(was)}.`;
  return [at(entry, ['quotaShare'], { kind: 'quota-share', what: `${was} → ${share}`, severity: 'medium', message })];
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

function endpoints(entry: Entry): Widening[] {
  const { vendor, before } = entry;
  const approved = before?.endpoints;
  if (!approved) return [];
  if (!vendor.endpoints) {
    const message = `The entry of ${vendor.name} no longer lists calls: all that its grants allow are approved.`;
    return [at(entry, [], { kind: 'endpoint', what: 'endpoints', severity: 'medium', message })];
  }
  return vendor.endpoints.flatMap((call, n) =>
    approved.includes(call)
      ? []
      : [
          at(entry, ['endpoints', n], {
            kind: 'endpoint',
            what: call,
            severity: 'low',
            message: `${vendor.name} may call ${call}.`,
          }),
        ],
  );
}
