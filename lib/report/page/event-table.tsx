import type { ReportEvent } from '../../domain/report.ts';
import { whoOf } from '../view/events.ts';
import { eventWord } from '../view/words.ts';
import { ChangeLines } from './change-lines.tsx';
import { ClientOfVendor, FindingLink } from './links.tsx';
import { SeverityMark } from './marks.tsx';
import { Name } from './name.tsx';
import { type Column, Table } from './table.tsx';
import { Time } from './time.tsx';

/** Events, one row each. */
export function EventTable({ events }: { readonly events: readonly ReportEvent[] }) {
  return (
    <Table
      caption="What happened, newest first"
      columns={COLUMNS}
      rows={events}
      keyOf={({ at, findingId, to }) => `${at} ${findingId} ${to}`}
    />
  );
}

const COLUMNS: readonly Column<ReportEvent>[] = [
  {
    key: 'at',
    title: 'When',
    cell: ({ at }) => (
      <span class="nowrap">
        <Time at={at} />
      </span>
    ),
  },
  { key: 'severity', title: 'Severity', cell: ({ severity }) => <SeverityMark severity={severity} /> },
  {
    key: 'what',
    title: 'What',
    isMain: true,
    cell: (event) => (
      <>
        <strong class="event-word">{eventWord(event)}</strong>{' '}
        <FindingLink id={event.findingId}>
          <Name text={event.title} />
        </FindingLink>
        <ChangeLines change={event.change} isShort />
      </>
    ),
  },
  {
    key: 'client',
    title: 'Client',
    cell: ({ client, vendor }) => <ClientOfVendor client={client} vendor={vendor} />,
  },
  { key: 'by', title: 'By', cell: (event) => <By event={event} /> },
];

/** Who decided, else who made the drift; who took it back is not known. */
function By({ event }: { readonly event: ReportEvent }) {
  const by = whoOf(event);
  return by === null ? <span class="quiet">–</span> : <Name text={by} />;
}
