import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import type { Head } from '../../domain/run.ts';
import { vendorOf } from '../vendor-of.ts';
import type { PastChange } from './past.ts';
import type { PastOrg } from './past-org.ts';

/** Whose verdicts a moment may change. */
export type Touched = 'all' | ReadonlySet<string>;

/** What changed, before it is known whom that is about. */
interface Traces {
  readonly clients: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  /** Names that roles bore before or bear now, in lower case: `guardian.yaml` means roles by them. */
  readonly roleNames: ReadonlySet<string>;
}

/**
 * The clients about which some changes may let rules say something else: those that changed, those that hold a role that
 * changed, were approved with it or are given it by `guardian.yaml`, and those that share a role with one that changed.
 * Too many do no harm. To be asked before the changes are applied, and the answer once they are.
 */
export function touchedBy(
  changes: readonly PastChange[],
  org: PastOrg,
): (options: { readonly org: OrgConfig; readonly config: GuardianConfig }) => Touched {
  if (changes.some(isAboutAll)) return () => 'all';
  const [before, about] = [tracesOf(changes, org), changes];
  return (options) => {
    const after = tracesOf(about, org);
    return clientsWith(
      {
        clients: union(before.clients, after.clients),
        roles: union(before.roles, after.roles),
        roleNames: union(before.roleNames, after.roleNames),
      },
      { past: org, ...options },
    );
  };
}

/** Divisions and integrations are few and change seldom; what a source lets be known is known of everybody. */
function isAboutAll(change: PastChange): boolean {
  if (change.what === 'coverage') return true;
  return change.what === 'revision' && (change.revision.kind === 'division' || change.revision.kind === 'integration');
}

function tracesOf(changes: readonly PastChange[], { heads }: PastOrg): Traces {
  const traces = { clients: new Set<string>(), roles: new Set<string>(), roleNames: new Set<string>() };
  for (const change of changes) {
    const { kind, id } = change.what === 'revision' ? change.revision : entityOf(change);
    if (kind === 'client') {
      traces.clients.add(id);
      for (const { roleId } of heads.client.get(id)?.body?.grants ?? []) traces.roles.add(roleId);
    }
    if (kind === 'role') {
      traces.roles.add(id);
      traces.roleNames.add(id);
      const name = heads.role.get(id)?.body?.name;
      if (name !== undefined) traces.roleNames.add(name.toLowerCase());
    }
  }
  return traces;
}

function entityOf(change: PastChange): { readonly kind?: string; readonly id: string } {
  return change.what === 'approval' ? change.approval : { id: '' };
}

function clientsWith(
  traces: Traces,
  { past, org, config }: { readonly past: PastOrg; readonly org: OrgConfig; readonly config: GuardianConfig },
): Set<string> {
  const touched = new Set(traces.clients);
  if (traces.roles.size === 0) return touched;
  for (const head of past.heads.client.values()) {
    if (holdsAny(head, traces) || isGivenAny(head, traces, { past, org, config })) touched.add(head.id);
  }
  return touched;
}

function holdsAny({ body, approval }: Head<'client'>, { roles }: Traces): boolean {
  if (body?.grants.some(({ roleId }) => roles.has(roleId))) return true;
  return approval !== undefined && Object.keys(approval.roles).some((roleId) => roles.has(roleId));
}

function isGivenAny(
  { body }: Head<'client'>,
  { roleNames }: Traces,
  { past, org, config }: { readonly past: PastOrg; readonly org: OrgConfig; readonly config: GuardianConfig },
): boolean {
  if (!body || roleNames.size === 0) return false;
  const vendor = vendorOf(body, { vendors: config.vendors, orgName: org.name, heads: past.heads.client });
  return vendor?.roles?.some(({ name }) => roleNames.has(name.toLowerCase())) ?? false;
}

function union<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> {
  return new Set([...a, ...b]);
}
