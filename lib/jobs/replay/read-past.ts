import type { Thresholds } from '../../domain/manifest.ts';
import type { RoleBodies, RunRecord } from '../../domain/run.ts';
import { byText } from '../../domain/text-order.ts';
import type { Past, PastChange } from './past.ts';
import { type PastApprovals, pastApprovals } from './past-approvals.ts';
import { pastCoverage } from './past-coverage.ts';
import { type PastRange, type PastStates, pastStates } from './past-states.ts';
import { pastUsage } from './past-usage.ts';

/** Reads all of an org's past that a back-test judges, but for calls by operation: these are read on the way. */
export async function readPast(
  range: PastRange,
  options: {
    readonly latest: RunRecord;
    readonly thresholds: Thresholds;
    readonly now: Date;
    readonly onProgress?: ((message: string) => void) | undefined;
  },
): Promise<Past & { readonly runsRead: number }> {
  const { latest, thresholds, now, onProgress } = options;
  onProgress?.('reading what changed');
  const states = await pastStates(range);
  onProgress?.('reading runs and usage');
  const [coverage, usageDays] = await Promise.all([pastCoverage(range, latest), pastUsage(range, { thresholds, now })]);
  const approvals = await pastApprovals({
    ...range,
    states,
    acceptances: coverage.acceptances,
    baselineAt: latest.baselineAt,
  });
  const { endpointsFrom, endpointsThrough, baselineAt, ownClientId } = latest;
  const changes: PastChange[] = [
    ...coverage.changes,
    ...states.changes.map((revision) => ({ at: revision.at, what: 'revision' as const, revision })),
    ...approvals.changes,
  ];
  return {
    since: range.since,
    until: range.until,
    start: { heads: states.start, approvals: approvals.start, sources: coverage.start },
    changes: changes.sort((a, b) => byText(a.at, b.at)),
    roleBodies: await approvedRoles(range, states, approvals),
    usageDays,
    ...(endpointsFrom && endpointsThrough && { observed: { from: endpointsFrom, through: endpointsThrough } }),
    ...(baselineAt && { baselineAt }),
    ...(ownClientId && { ownClientId }),
    assumptions: [...coverage.assumptions, ...approvals.assumptions],
    runsRead: coverage.runsRead,
  };
}

/** Bodies of roles that an approval names and that are in no state of the range. */
async function approvedRoles(
  { store, org }: PastRange,
  states: PastStates,
  approvals: PastApprovals,
): Promise<RoleBodies> {
  const known = new Set([...states.start.role.map(({ hash }) => hash), ...states.changes.map(({ hash }) => hash)]);
  const named = [
    ...[...approvals.start.client.values()].map(({ roles }) => roles),
    ...approvals.changes.map(({ approval }) => approval.roles),
  ];
  const wanted = new Map(
    named.flatMap((roles) =>
      Object.entries(roles).flatMap(([roleId, hash]) => (known.has(hash) ? [] : [[hash, roleId] as const])),
    ),
  );
  if (wanted.size === 0) return new Map();
  return store.roleBodies(
    org,
    [...wanted].map(([hash, roleId]) => ({ roleId, hash })),
  );
}
