import type { ReportFacts } from '../../domain/report.ts';
import { CELLS, type Cell, isDeviation, type Matrix, type MatrixRow, matrixOf } from '../view/matrix.ts';
import { counted } from '../view/numbers.ts';
import type { Route } from '../view/route.ts';
import { firstPart } from '../view/rows.ts';
import { visible } from '../view/visible.ts';
import { Filters, SEARCH, vendorField } from './filters.tsx';
import { ClientLink } from './links.tsx';
import { MatrixList } from './matrix-list.tsx';
import { More } from './more.tsx';
import { Name } from './name.tsx';
import { Scroll } from './scroll.tsx';

interface MatrixProps {
  readonly facts: ReportFacts;
  readonly route: Route;
  readonly isLive: boolean;
}

/** Clients by scopes: what is approved, held and used. */
export function MatrixSection({ facts: { clients }, route, isLive }: MatrixProps) {
  const matrix = matrixOf(clients, route.query);
  const part = firstPart(matrix.rows, route.query, 40);
  return (
    <>
      {isLive ? (
        <Filters
          route={route}
          label="Filter clients"
          fields={[SEARCH, vendorField(clients), { kind: 'check', name: 'only', label: 'Only what deviates' }]}
        />
      ) : null}
      <Legend />
      <p class="count" role="status">
        {counted(matrix.rows.length, 'client')}, {counted(matrix.scopes.length, 'scope')}; what deviates comes first
      </p>
      {matrix.rows.length === 0 ? (
        <p>No client is like that.</p>
      ) : isLive ? (
        <MatrixTable matrix={matrix} rows={part.rows} />
      ) : (
        <MatrixList rows={part.rows} />
      )}
      <More left={part.left} next={part.next} route={route} isLive={isLive} />
    </>
  );
}

function Legend() {
  return (
    <ul class="legend" aria-label="Signs">
      {Object.entries(CELLS).map(([cell, { sign, words }]) => (
        <li key={cell}>
          <span class={`cell ${cell}`} aria-hidden="true">
            {sign}
          </span>{' '}
          {words}
        </li>
      ))}
    </ul>
  );
}

function MatrixTable({ matrix, rows }: { readonly matrix: Matrix; readonly rows: readonly MatrixRow[] }) {
  return (
    <Scroll label="Scopes by client">
      <table class="matrix">
        <caption class="unseen-words">Scopes by client: approved, held, used</caption>
        <thead>
          <tr>
            <th scope="col" class="corner">
              Client
            </th>
            {matrix.scopes.map((scope) => (
              <th scope="col" key={scope} class={matrix.deviations.has(scope) ? 'deviates' : ''}>
                <span class="upright" title={visible(scope)}>
                  <Name text={scope} />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.client.id}>
              <th scope="row">
                <ClientLink client={row.client} />
                {row.client.restrictedBy === 'permissions' ? <span class="line-beside">client credentials</span> : null}
              </th>
              {matrix.scopes.map((scope) => (
                <MatrixCell key={scope} cell={row.cells.get(scope)} scope={scope} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function MatrixCell({ cell, scope }: { readonly cell: Cell | undefined; readonly scope: string }) {
  if (cell === undefined) return <td />;
  const { sign, words } = CELLS[cell];
  return (
    <td class={`cell ${cell}`} title={`${visible(scope)}: ${words}`} data-deviates={isDeviation(cell) ? '' : undefined}>
      <span aria-hidden="true">{sign}</span>
      <span class="unseen-words">{words}</span>
    </td>
  );
}
