import type { ReportClient, ReportScope } from '../../domain/report.ts';
import { CELLS, cellOf } from '../view/matrix.ts';
import { SeverityMark } from './marks.tsx';
import { Name } from './name.tsx';
import { type Column, Table } from './table.tsx';

/** The scopes of one client: approved, held, used. */
export function ClientScopes({ client }: { readonly client: ReportClient }) {
  if (client.scopes.length === 0) return null;
  return (
    <>
      <h3>Scopes</h3>
      {client.restrictedBy === 'permissions' ? (
        <p class="quiet">They restrict nothing: a client with client credentials may do what its roles allow.</p>
      ) : null}
      <Table caption="Scopes" columns={columns(client)} rows={client.scopes} keyOf={({ name }) => name} />
    </>
  );
}

function columns(client: ReportClient): readonly Column<ReportScope>[] {
  return [
    { key: 'name', title: 'Scope', isMain: true, cell: ({ name }) => <Name text={name} /> },
    {
      key: 'what',
      title: 'What it is here',
      cell: (scope) => {
        const cell = cellOf(scope, client);
        const { sign, words } = CELLS[cell];
        return (
          <>
            <span class={`cell ${cell}`} aria-hidden="true">
              {sign}
            </span>{' '}
            {words}
          </>
        );
      },
    },
    { key: 'approved', title: 'Approved', cell: ({ isApproved }) => (isApproved ? 'yes' : 'no') },
    { key: 'held', title: 'Held', cell: ({ isHeld }) => (isHeld ? 'yes' : 'no') },
    { key: 'used', title: 'Used', cell: ({ used }) => used },
    { key: 'severity', title: 'Risk', cell: ({ severity }) => <SeverityMark severity={severity} /> },
  ];
}
