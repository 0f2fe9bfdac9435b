import type { OAuthClient } from '../../../../lib/domain/client.ts';
import { addDays } from '../../../../lib/domain/day.ts';
import { type Finding, openDigest } from '../../../../lib/domain/finding.ts';
import { type GuardianConfig, GuardianConfigSchema, type OrgConfig } from '../../../../lib/domain/manifest.ts';
import type { ReportFacts } from '../../../../lib/domain/report.ts';
import type { ApprovalChange, RunPayload, RunRecord } from '../../../../lib/domain/run.ts';
import { entityHash } from '../../../../lib/domain/snapshot.ts';
import type { EndpointRow } from '../../../../lib/domain/usage/day.ts';
import { type ReportOptions, reportFacts } from '../../../../lib/jobs/queries/report/index.ts';
import type { Store } from '../../../../lib/ports.ts';
import { RULES } from '../../../../lib/rules/index.ts';
import { openEmbeddedStore } from '../../../../lib/store/index.ts';
import { client, division, endpointRow, ORG, payload, role, run, sample } from '../../../store/fixtures.ts';

/** A Thursday. The first run was three months before. */
export const NOW = new Date('2026-11-19T12:00:00.000Z');
export const BEGIN = '2026-08-20T06:00:00.000Z';
export const SINCE = '2026-10-01T00:00:00.000Z';
/** The newest run, unless a test makes another one. */
export const LATEST = '2026-11-19T11:30:00.000Z';

export const HOME = division('Home');
export const SALES = division('Sales');
export const SERVICE = division('Service');
export const RECORDER = role('Recorder', ['recording:recording:view']);

/** A CRM that people log in to, as it was approved: two scopes. */
export function crm(changes: Partial<OAuthClient> = {}): OAuthClient {
  const scopes = ['analytics:readonly', 'users:readonly'];
  return client('Northwind CRM', { grantType: 'CODE', grants: [], scopes, ...changes });
}

/** A recorder by itself, as it was approved: one role in one division. */
export function recorder(changes: Partial<OAuthClient> = {}): OAuthClient {
  return client('Acme Recorder', { grants: [{ roleId: RECORDER.id, divisionId: SALES.id }], ...changes });
}

export function approvalOf(body: OAuthClient): ApprovalChange {
  const held = body.grants.length > 0 ? { [RECORDER.id]: entityHash('role', RECORDER) } : {};
  return { kind: 'client', id: body.id, by: 'baseline', body, roles: held };
}

/** The manifest, and what a test changes of it. */
export function configOf(changes: Record<string, unknown> = {}): { config: GuardianConfig; org: OrgConfig } {
  const config = GuardianConfigSchema.parse({ orgs: [{ name: ORG, hourlyQuota: 1000 }], ...changes });
  const org = config.orgs?.[0];
  if (!org) throw new Error('no org');
  return { config, org };
}

/** A run that read everything, and that had read calls by operation of 60 days. */
export function fullRun(
  seq: number,
  at: string,
  open: readonly Finding[],
  changes: Partial<RunRecord> = {},
): RunRecord {
  const complete = { completeAt: at, failures: 0 };
  return run(seq, {
    at,
    startedAt: at,
    finishedAt: at,
    baselineAt: BEGIN,
    sources: { clients: complete, roles: complete, divisions: complete, usage: complete, integrations: complete },
    openDigest: openDigest(open),
    usageAsOf: at,
    endpointsFrom: '2026-09-20',
    endpointsThrough: '2026-11-18',
    ...changes,
  });
}

/** Usage of every day from October on: all that is asked for is known. */
export function knownUsage(requests: Readonly<Record<string, number>>): RunPayload['usage'] {
  return Array.from({ length: 80 }, (_, n) => addDays('2026-09-01', n)).map((date) => sample(date, LATEST, requests));
}

export function call(of: OAuthClient, template: string, changes: Partial<EndpointRow> = {}): EndpointRow {
  return { ...endpointRow(of.name, '2026-11-10', template, 100), ...changes };
}

/** A store in memory with these runs in it. */
export async function storeOf(...runs: readonly (readonly [RunRecord, Partial<RunPayload>])[]): Promise<Store> {
  const store = await openEmbeddedStore({});
  for (const [record, found] of runs) await store.commit(record, payload(found));
  return store;
}

export function factsOf(
  store: Store,
  options: Partial<ReportOptions> = {},
  manifest: Record<string, unknown> = {},
): Promise<ReportFacts> {
  return reportFacts({ store, ...configOf(manifest), rules: RULES, since: SINCE, now: NOW, ...options });
}
