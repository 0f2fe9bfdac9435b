import type { ReportEvent } from '../../domain/report.ts';
import { eventWord } from '../view/words.ts';
import { ChangeLines } from './change-lines.tsx';
import { ClientLink, FindingLink, VendorName } from './links.tsx';
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
    cell: ({ client, vendor }) => (
      <>
        <ClientLink client={client} />
        <span class="line-beside">
          <VendorName vendor={vendor} />
        </span>
      </>
    ),
  },
  { key: 'by', title: 'By', cell: (event) => <By event={event} /> },
];

/** Who made the change, else who decided. */
function By({ event: { actor, cause } }: { readonly event: ReportEvent }) {
  if (actor) return <Name text={actor.name ?? actor.id} />;
  return cause && cause.by !== 'guardian' ? <Name text={cause.by} /> : <span class="quiet">–</span>;
}
