import type { ExportedClient, ExportedUsage } from '../../domain/exported.ts';
import type { Finding } from '../../domain/finding.ts';
import { gapsOf } from '../../domain/gaps.ts';
import type { HistoryRecord, RunRecord } from '../../domain/run.ts';
import type { CellValue } from './cell.ts';

/** The header's name of each column, and what it gives. Stable: columns may be added at the end, none is moved. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => CellValue>>;

const findings: Columns<Finding> = {
  id: ({ id }) => id,
  rule: ({ rule }) => rule,
  severity: ({ severity }) => severity,
  state: ({ state }) => state,
  org: ({ org }) => org,
  client_id: ({ client }) => client.id,
  client_name: ({ client }) => client.name,
  vendor: ({ vendor }) => vendor,
  subject: ({ subject }) => subject,
  title: ({ title }) => title,
  because: ({ because }) => because,
  added: ({ change }) => change?.added,
  removed: ({ change }) => change?.removed,
  changed: ({ change }) => change?.changed.map(({ name, from, to }) => `${name}: ${from} -> ${to}`),
  fix: ({ fix }) => fix,
  actor_id: ({ actor }) => actor?.id,
  actor_name: ({ actor }) => actor?.name,
  first_seen: ({ firstSeen }) => firstSeen,
  last_seen: ({ lastSeen }) => lastSeen,
  as_of: ({ asOf }) => asOf,
  staged: ({ staged }) => staged === true,
  owner: ({ acknowledgement }) => acknowledgement?.owner,
  decided_by: ({ acknowledgement, waiver }) => (acknowledgement ?? waiver)?.by,
  decided_at: ({ acknowledgement, waiver }) => (acknowledgement ?? waiver)?.at,
  reason: ({ acknowledgement, waiver }) => waiver?.reason ?? acknowledgement?.note,
  waived_until: ({ waiver }) => waiver?.until,
};

const history: Columns<HistoryRecord> = {
  at: ({ at }) => at,
  run: ({ run }) => run,
  from: ({ from }) => from,
  to: ({ to }) => to,
  cause: ({ cause }) => cause?.kind,
  by: ({ cause }) => cause?.by,
  note: ({ cause }) => cause?.note,
  id: ({ finding }) => finding.id,
  rule: ({ finding }) => finding.rule,
  severity: ({ finding }) => finding.severity,
  org: ({ finding }) => finding.org,
  client_id: ({ finding }) => finding.client.id,
  client_name: ({ finding }) => finding.client.name,
  vendor: ({ finding }) => finding.vendor,
  subject: ({ finding }) => finding.subject,
  title: ({ finding }) => finding.title,
  because: ({ finding }) => finding.because,
  added: ({ change }) => change?.added,
  removed: ({ change }) => change?.removed,
  changed: ({ change }) => change?.changed.map(({ name, from, to }) => `${name}: ${from} -> ${to}`),
  actor_id: ({ finding }) => finding.actor?.id,
  actor_name: ({ finding }) => finding.actor?.name,
  first_seen: ({ finding }) => finding.firstSeen,
  as_of: ({ finding }) => finding.asOf,
};

const clients: Columns<ExportedClient> = {
  org: ({ org }) => org,
  client_id: ({ client }) => client.id,
  client_name: ({ client }) => client.name,
  vendor: ({ vendor }) => vendor,
  description: ({ client }) => client.description,
  grant_type: ({ client }) => client.grantType,
  state: ({ client }) => client.state,
  gone: ({ isGone }) => isGone,
  since: ({ since }) => since,
  approved_by: ({ approvedBy }) => approvedBy,
  scopes: ({ client }) => client.scopes,
  grants: ({ grants }) => grants.map(({ role, division }) => `${role} in ${division}`),
  redirect_uris: ({ client }) => client.redirectUris,
  token_seconds: ({ client }) => client.tokenSeconds,
  deletes_at: ({ client }) => client.deletesAt,
};

const usage: Columns<ExportedUsage> = {
  org: ({ org }) => org,
  date: ({ date }) => date,
  client_id: ({ client }) => client.id,
  client_name: ({ client }) => client.name,
  vendor: ({ vendor }) => vendor,
  requests: ({ requests }) => requests,
  status_200: ({ status200 }) => status200,
  status_300: ({ status300 }) => status300,
  status_400: ({ status400 }) => status400,
  status_429: ({ status429 }) => status429,
  status_500: ({ status500 }) => status500,
  as_of: ({ asOf }) => asOf,
};

const runs: Columns<RunRecord> = {
  org: ({ org }) => org,
  sequence: ({ seq }) => seq,
  run: ({ id }) => id,
  job: ({ job }) => job,
  at: ({ at }) => at,
  started_at: ({ startedAt }) => startedAt,
  finished_at: ({ finishedAt }) => finishedAt,
  complete: (run) => gapsOf(run).length === 0,
  gaps: (run) => gapsOf(run).map(({ source, status, reason }) => `${source} ${status}${reason ? `: ${reason}` : ''}`),
  api_calls: ({ apiCalls }) => apiCalls,
  transitions: ({ counts }) => counts.transitions,
  open_critical: ({ open }) => open.critical,
  open_high: ({ open }) => open.high,
  open_medium: ({ open }) => open.medium,
  open_low: ({ open }) => open.low,
  open_info: ({ open }) => open.info,
  act: ({ act }) => act?.kind,
  by: ({ act }) => act?.by,
  note: ({ act }) => act?.note,
  warnings: ({ warnings }) => warnings,
};

/** The columns of each thing that can be exported: docs/exports.md. */
export const COLUMNS = { findings, history, clients, usage, runs } as const;
