import { CELLS, type MatrixRow } from '../view/matrix.ts';
import { ClientLink } from './links.tsx';
import { Name } from './name.tsx';
import { type Column, Table } from './table.tsx';

/** The matrix for paper, which has no room for a column for each scope: each client with its scopes by what they are. */
export function MatrixList({ rows }: { readonly rows: readonly MatrixRow[] }) {
  return <Table caption="Scopes by client" columns={COLUMNS} rows={rows} keyOf={({ client }) => client.id} />;
}

const COLUMNS: readonly Column<MatrixRow>[] = [
  { key: 'client', title: 'Client', cell: ({ client }) => <ClientLink client={client} /> },
  { key: 'scopes', title: 'Scopes', isMain: true, cell: (row) => <Scopes row={row} /> },
];

function Scopes({ row: { cells } }: { readonly row: MatrixRow }) {
  return (
    <>
      {Object.entries(CELLS).map(([cell, { sign, words }]) => {
        const names = [...cells].filter(([, is]) => is === cell).map(([name]) => name);
        return names.length === 0 ? null : (
          <div key={cell}>
            <span class={`cell ${cell}`}>{sign}</span> {words}: <Name text={names.join(', ')} />
          </div>
        );
      })}
    </>
  );
}
