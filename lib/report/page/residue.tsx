import type { ReportFacts } from '../../domain/report.ts';
import { RESIDUE_KINDS, type ResidueItem } from '../../domain/residue.ts';
import { counted } from '../view/numbers.ts';
import type { Route } from '../view/route.ts';
import { hasWords } from '../view/rows.ts';
import { RESIDUE_TITLES } from '../view/words.ts';
import { Filters, SEARCH } from './filters.tsx';
import { ClientLink, VendorName } from './links.tsx';
import { Name } from './name.tsx';
import { type Column, Table } from './table.tsx';
import { Age } from './time.tsx';

interface ResidueProps {
  readonly facts: ReportFacts;
  readonly route: Route;
  readonly isLive: boolean;
}

/** Access that outlived its purpose, by kind, and the kinds of which nothing is known. */
export function ResidueSection({ facts: { residue }, route: { query }, route, isLive }: ResidueProps) {
  const items = residue.items.filter(
    ({ kind, subject, vendor, why }) =>
      (!query.kind || kind === query.kind) && hasWords(query.q, [subject.name, vendor, why]),
  );
  const kinds = RESIDUE_KINDS.filter((kind) => !query.kind || kind === query.kind);
  return (
    <>
      {isLive ? (
        <Filters
          route={route}
          label="Filter what is left over"
          fields={[
            SEARCH,
            {
              kind: 'select',
              name: 'kind',
              label: 'Kind',
              options: RESIDUE_KINDS.map((kind) => [kind, RESIDUE_TITLES[kind]] as const),
            },
          ]}
        />
      ) : null}
      <p class="count" role="status">
        {counted(items.length, 'thing')} left over. No rule speaks of them: somebody has to look.
      </p>
      {kinds.map((kind) => {
        const own = items.filter((item) => item.kind === kind);
        const unknown = residue.unknown.filter((one) => one.kind === kind);
        return (
          <section key={kind} class="residue">
            <h3>
              {RESIDUE_TITLES[kind]} <span class="quiet">{own.length > 0 ? own.length : ''}</span>
            </h3>
            {unknown.map(({ why }) => (
              <p class="unseen-note">
                Not everything could be told: <Name text={why} />
              </p>
            ))}
            {own.length > 0 ? (
              <Table
                caption={RESIDUE_TITLES[kind]}
                columns={COLUMNS}
                rows={own}
                keyOf={({ subject }) => `${subject.kind} ${subject.id}`}
              />
            ) : unknown.length === 0 ? (
              <p class="quiet">Nothing{query.q ? ' like that' : ''}.</p>
            ) : null}
          </section>
        );
      })}
    </>
  );
}

const COLUMNS: readonly Column<ResidueItem>[] = [
  {
    key: 'subject',
    title: 'What',
    cell: ({ subject }) => (subject.kind === 'client' ? <ClientLink client={subject} /> : <Name text={subject.name} />),
  },
  { key: 'vendor', title: 'Vendor', cell: ({ vendor }) => <VendorName vendor={vendor} /> },
  {
    key: 'why',
    title: 'Why, and what to do',
    isMain: true,
    cell: ({ why, fix }) => (
      <>
        <Name text={why} />
        <span class="line-beside">
          <Name text={fix} />
        </span>
      </>
    ),
  },
  {
    key: 'when',
    title: 'Since',
    cell: ({ since, until }) => (
      <>
        {since === undefined ? <span class="quiet">{until === undefined ? 'unknown' : ''}</span> : <Age at={since} />}
        {until === undefined ? null : <span class="line-beside">ends on {until}</span>}
      </>
    ),
  },
];
