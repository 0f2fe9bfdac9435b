import type { ReportClient, ReportGrant } from '../../domain/report.ts';
import { whole } from '../view/numbers.ts';
import { SeverityMark } from './marks.tsx';
import { Name } from './name.tsx';
import { Reach } from './reach.tsx';
import { type Column, Table } from './table.tsx';

/** The roles of one client by division. */
export function ClientGrants({ client: { grants } }: { readonly client: ReportClient }) {
  if (grants.length === 0) return null;
  return (
    <>
      <h3>Roles by division</h3>
      <Table
        caption="Roles by division"
        columns={COLUMNS}
        rows={grants}
        keyOf={({ role, division }) => `${role.id} ${division.id}`}
      />
    </>
  );
}

const COLUMNS: readonly Column<ReportGrant>[] = [
  { key: 'role', title: 'Role', isMain: true, cell: ({ role }) => <Name text={role.name} /> },
  {
    key: 'division',
    title: 'Division',
    cell: ({ division }) => (division.id === '*' ? 'every division (*)' : <Name text={division.name} />),
  },
  { key: 'permissions', title: 'Permissions', isNumber: true, cell: ({ permissions }) => whole(permissions) },
  {
    key: 'severity',
    title: 'Worst of them',
    cell: ({ severity }) =>
      severity === null ? <span class="quiet">unknown</span> : <SeverityMark severity={severity} />,
  },
  { key: 'reach', title: 'Reach', cell: (grant) => <Reach grant={grant} /> },
];
