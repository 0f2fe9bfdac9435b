import { ALL_DIVISIONS } from '../../domain/client.ts';
import type { Vendor } from '../../domain/manifest.ts';
import type { Widening } from '../../domain/manifest-verdict.ts';
import { PermissionSet } from '../../domain/permission.ts';
import { permissionRisk } from '../../domain/permission-risk.ts';
import { scopesBeyond } from '../../domain/scope.ts';
import { scopeRisk } from '../../domain/scope-catalogue.ts';
import type { Severity } from '../../domain/severity.ts';
import { percent } from '../../rules/figures.ts';
import { roleWidenings } from './role-widenings.ts';
import { at, type Entry, leftOut } from './widened-entry.ts';
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
    ...roleWidenings(entry),
    ...permissions(entry),
    ...redirectUris(entry),
    ...tokenSeconds(entry),
    ...quotaShare(entry),
    ...endpoints(entry),
  ];
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
