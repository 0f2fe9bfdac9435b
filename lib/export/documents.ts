import { type Completeness, type ExportedClient, type ExportedUsage, incompleteBecause } from '../domain/exported.ts';
import type { Finding } from '../domain/finding.ts';
import type { HistoryRecord, RunRecord } from '../domain/run.ts';

/** Lines of JSON Lines: docs/exports.md. A finding and a record of the history are as `--json` prints them. */
export const lineOf = {
  findings: (finding: Finding) => ({ schema: 1, ...finding }),
  history: ({ at, run, from, to, finding, change, cause }: HistoryRecord) => ({
    schema: 1,
    at,
    run,
    from,
    to,
    finding,
    ...(change && { change }),
    ...(cause && { cause }),
  }),
  clients: ({ client, ...rest }: ExportedClient) => {
    const { id, name, grants: _, provenance, ...state } = client;
    return { schema: 1, ...rest, client: { id, name }, ...state, ...(provenance && { provenance }) };
  },
  usage: (row: ExportedUsage) => ({ schema: 1, ...row }),
  runs: (run: RunRecord) => ({
    schema: 1,
    org: { id: run.genesysOrg?.id ?? null, name: run.org, genesysName: run.genesysOrg?.name ?? null },
    run: {
      id: run.id,
      sequence: run.seq,
      job: run.job,
      at: run.at,
      startedAt: run.startedAt,
      finishedAt: run.finishedAt,
      apiCalls: run.apiCalls,
      isBaseline: run.isBaseline,
      warnings: run.warnings,
      ...(run.act && { act: run.act }),
    },
    coverage: run.coverage,
    open: run.open,
    counts: run.counts,
  }),
} as const;

/** The last line of an export that is not the whole truth: what is missing in it is not gone. */
export function incompleteLine(completeness: Completeness): object | undefined {
  const incomplete = incompleteBecause(completeness);
  return incomplete.length > 0 ? { schema: 1, incomplete, asOf: completeness.asOf } : undefined;
}
