import type { ReportFacts } from '../../domain/report.ts';
import { type DivisionGrant, type DivisionGroup, divisionGroups } from '../view/divisions.ts';
import { counted, whole } from '../view/numbers.ts';
import type { Route } from '../view/route.ts';
import { REACH_WORDS } from '../view/words.ts';
import { Filters, SEARCH, vendorField } from './filters.tsx';
import { ClientLink, VendorName } from './links.tsx';
import { SeverityMark } from './marks.tsx';
import { Name } from './name.tsx';
import { Reach } from './reach.tsx';
import { type Column, Table } from './table.tsx';

interface DivisionsProps {
  readonly facts: ReportFacts;
  readonly route: Route;
  readonly isLive: boolean;
}

/** Who holds which role where, and what of it reaches further than approved. */
export function DivisionsSection({ facts: { clients }, route, isLive }: DivisionsProps) {
  const groups = divisionGroups(clients, route.query);
  const beyond = groups.reduce((sum, group) => sum + group.beyond, 0);
  return (
    <>
      {isLive ? (
        <Filters
          route={route}
          label="Filter grants"
          fields={[
            SEARCH,
            {
              kind: 'select',
              name: 'reach',
              label: 'Reach',
              options: [['any', 'Whatever reaches beyond'] as const, ...Object.entries(REACH_WORDS)],
            },
            vendorField(clients),
          ]}
        />
      ) : null}
      <p class="count" role="status">
        {counted(
          groups.reduce((sum, { grants }) => sum + grants.length, 0),
          'grant',
        )}{' '}
        in {counted(groups.length, 'division')}; {whole(beyond)} reach beyond
      </p>
      {groups.length === 0 ? <p>No grant is like that.</p> : null}
      {groups.map((group, index) => (
        <Group key={group.id} group={group} isOpen={!isLive || index < 3 || groups.length < 6} />
      ))}
    </>
  );
}

/** More rows than this are counted: who looks for one of them searches. */
const SHOWN = 60;

function Group({
  group: { name, grants, beyond },
  isOpen,
}: {
  readonly group: DivisionGroup;
  readonly isOpen: boolean;
}) {
  return (
    <details class="group" open={isOpen}>
      <summary>
        <h3>{name === '*' ? 'Every division (*)' : <Name text={name} />}</h3>{' '}
        <span class="quiet">
          {counted(grants.length, 'grant')}
          {beyond > 0 ? `, ${whole(beyond)} beyond` : ''}
        </span>
      </summary>
      <Table
        caption={`Grants in ${name}`}
        columns={COLUMNS}
        rows={grants.slice(0, SHOWN)}
        keyOf={({ client, grant }) => `${client.id} ${grant.role.id}`}
      />
      {grants.length > SHOWN ? (
        <p class="quiet">And {whole(grants.length - SHOWN)} more, as approved or like these.</p>
      ) : null}
    </details>
  );
}

const COLUMNS: readonly Column<DivisionGrant>[] = [
  { key: 'client', title: 'Client', isMain: true, cell: ({ client }) => <ClientLink client={client} /> },
  { key: 'vendor', title: 'Vendor', cell: ({ client }) => <VendorName vendor={client.vendor} /> },
  { key: 'role', title: 'Role', cell: ({ grant }) => <Name text={grant.role.name} /> },
  {
    key: 'permissions',
    title: 'Permissions',
    isNumber: true,
    cell: ({ grant }) => whole(grant.permissions),
  },
  {
    key: 'severity',
    title: 'Worst of them',
    cell: ({ grant }) =>
      grant.severity === null ? <span class="quiet">unknown</span> : <SeverityMark severity={grant.severity} />,
  },
  { key: 'reach', title: 'Reach', cell: ({ grant }) => <Reach grant={grant} /> },
];
