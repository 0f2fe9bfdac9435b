import type { Finding } from '../../domain/finding.ts';
import type { ReportClient, ReportFacts } from '../../domain/report.ts';
import { SEVERITIES, type Severity, severityRank } from '../../domain/severity.ts';
import { isOfVendor } from './findings.ts';
import { groupBy } from './group.ts';
import type { Query } from './route.ts';
import { byFigure, byText, hasWords, type Orders, sorted, sortingOf } from './rows.ts';

/** A client with what is open about it. */
export interface ClientRow {
  readonly client: ReportClient;
  readonly open: number;
  readonly worst: Severity | null;
}

const ORDERS: Orders<ClientRow> = {
  name: byText(({ client }) => client.name),
  vendor: byText(({ client }) => client.vendor),
  open: byFigure(({ open }) => open),
  worst: byFigure(({ worst }) => (worst === null ? SEVERITIES.length : severityRank(worst))),
  share: byFigure(({ client }) => client.share),
  since: byText(({ client }) => client.since),
};

export const CLIENT_COLUMNS = Object.keys(ORDERS);

/** The clients that an address asks for, in its order; by vendor and name where it asks for none. */
export function clientRows(
  { clients, findings }: Pick<ReportFacts, 'clients' | 'findings'>,
  query: Query,
): readonly ClientRow[] {
  const byClient = groupBy(
    findings.filter(({ state, staged }) => state === 'open' && staged !== true),
    ({ client }) => client.id,
  );
  const rows = clients
    .filter(
      (client) =>
        isOfVendor(client.vendor, query.vendor) &&
        (!query.grant || client.grantType === query.grant) &&
        hasWords(query.q, [client.name, client.id, client.vendor, client.owner]),
    )
    .map((client) => rowOf(client, byClient.get(client.id) ?? []));
  return sorted(rows, sortingOf(query, CLIENT_COLUMNS), ORDERS);
}

function rowOf(client: ReportClient, open: readonly Finding[]): ClientRow {
  const worst = SEVERITIES.find((severity) => open.some((finding) => finding.severity === severity)) ?? null;
  return { client, open: open.length, worst };
}
