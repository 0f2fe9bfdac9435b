import type { ReportFacts } from '../../domain/report.ts';
import { CLIENT_COLUMNS, type ClientRow, clientRows } from '../view/clients.ts';
import { counted, percent, whole } from '../view/numbers.ts';
import type { Route } from '../view/route.ts';
import { firstPart, sortingOf } from '../view/rows.ts';
import { Filters, SEARCH, vendorField } from './filters.tsx';
import { ClientLink, VendorName } from './links.tsx';
import { SeverityMark } from './marks.tsx';
import { More } from './more.tsx';
import { Sparkline } from './sparkline.tsx';
import { type Column, Table } from './table.tsx';
import { Age } from './time.tsx';

interface ClientsProps {
  readonly facts: ReportFacts;
  readonly route: Route;
  readonly isLive: boolean;
}

/** All clients, each leading to its page. */
export function ClientsSection({ facts, route, isLive }: ClientsProps) {
  const found = clientRows(facts, route.query);
  const { rows, left, next } = firstPart(found, route.query, 50);
  const grantTypes = [...new Set(facts.clients.map(({ grantType }) => grantType))].sort();
  return (
    <>
      {isLive ? (
        <Filters
          route={route}
          label="Filter clients"
          fields={[
            SEARCH,
            vendorField(facts.clients),
            {
              kind: 'select',
              name: 'grant',
              label: 'Grant type',
              options: grantTypes.map((type) => [type, type] as const),
            },
          ]}
        />
      ) : null}
      <p class="count" role="status">
        {counted(found.length, 'client')} of {facts.clients.length}
      </p>
      {found.length === 0 ? (
        <p>No client is like that.</p>
      ) : (
        <Table
          caption="Clients"
          columns={COLUMNS}
          rows={rows}
          keyOf={({ client }) => client.id}
          {...(isLive ? { route, sorting: sortingOf(route.query, CLIENT_COLUMNS) } : {})}
        />
      )}
      <More left={left} next={next} route={route} isLive={isLive} />
    </>
  );
}

const COLUMNS: readonly Column<ClientRow>[] = [
  {
    key: 'name',
    title: 'Client',
    isMain: true,
    cell: ({ client }) => (
      <>
        <ClientLink client={client} />
        <span class="line-beside">
          {client.grantType.toLowerCase().replaceAll('-', ' ')}
          {client.isGone ? ' · gone' : client.state === 'active' ? '' : ` · ${client.state}`}
        </span>
      </>
    ),
  },
  { key: 'vendor', title: 'Vendor', cell: ({ client }) => <VendorName vendor={client.vendor} /> },
  {
    key: 'worst',
    title: 'Worst',
    cell: ({ worst }) => (worst === null ? <span class="quiet">–</span> : <SeverityMark severity={worst} />),
  },
  { key: 'open', title: 'Open', isNumber: true, cell: ({ open }) => whole(open) },
  { key: 'share', title: 'Of the quota', isNumber: true, cell: ({ client }) => percent(client.share) },
  {
    key: 'requests',
    title: 'Requests, 60 days',
    isSortable: false,
    cell: ({ client }) => <Sparkline requests={client.requests} />,
  },
  { key: 'since', title: 'As it is since', isNumber: true, cell: ({ client }) => <Age at={client.since} /> },
];
