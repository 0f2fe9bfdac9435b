import type { Finding } from '../../domain/finding.ts';
import type { ReportFacts } from '../../domain/report.ts';
import { EVERY_STATE, FINDING_COLUMNS, findingsFor, resolvedLeftOut } from '../view/findings.ts';
import { counted, whole } from '../view/numbers.ts';
import { hashOf, hashWith, type Route } from '../view/route.ts';
import { firstPart, sortingOf } from '../view/rows.ts';
import { hasSwitchedOff, isSeenWhole } from '../view/sight.ts';
import { STATE_TITLES, STATES } from '../view/words.ts';
import { Filters, SEARCH, SEVERITY, vendorField } from './filters.tsx';
import { FindingDetail } from './finding-detail.tsx';
import { ClientOfVendor } from './links.tsx';
import { SeverityMark, StateMark } from './marks.tsx';
import { More } from './more.tsx';
import { Name } from './name.tsx';
import { type Column, Table } from './table.tsx';
import { Age } from './time.tsx';

interface FindingsProps {
  readonly facts: ReportFacts;
  readonly route: Route;
  /** Rows that are shown at first. */
  readonly step?: number;
  /** False where no script runs, or on paper: then there is nothing to choose. */
  readonly isLive?: boolean;
}

/** Findings in a table, the unresolved ones at first; each opens to everything that is known of it. */
export function FindingsSection({ facts, route, step = 100, isLive = true }: FindingsProps) {
  const found = findingsFor(facts.findings, route);
  const { rows, left, next } = firstPart(found, route.query, step);
  const hasOne = route.id !== null;
  return (
    <>
      {hasOne ? (
        <p>
          <a href={hashOf('findings')}>All findings</a>
        </p>
      ) : isLive ? (
        <FindingFilters facts={facts} route={route} />
      ) : null}
      <p class="count" role="status">
        {hasOne ? '' : <Shown findings={facts.findings} shown={found.length} route={route} isLive={isLive} />}
      </p>
      {found.length === 0 ? (
        <NoFindings facts={facts} route={route} />
      ) : (
        <Table
          caption="Findings"
          columns={columns(hasOne)}
          rows={rows}
          keyOf={({ id }) => id}
          {...(isLive ? { route, sorting: sortingOf(route.query, FINDING_COLUMNS) } : {})}
        />
      )}
      <More left={left} next={next} route={route} isLive={isLive} />
    </>
  );
}

interface ShownProps {
  readonly findings: readonly Finding[];
  readonly shown: number;
  readonly route: Route;
  readonly isLive: boolean;
}

/** How many are shown, and that there are resolved ones, which nobody sees who did not ask for them. */
function Shown({ findings, shown, route, isLive }: ShownProps) {
  const unresolved = findings.filter(({ state }) => state !== 'resolved').length;
  if (route.query.state) return `${counted(shown, 'finding')} of ${findings.length}`;
  const left = resolvedLeftOut(findings, route);
  const words = `${whole(left)} resolved`;
  return (
    <>
      {whole(shown)} of {counted(unresolved, 'unresolved finding')}
      {left === 0 ? null : (
        <>
          {' · '}
          {isLive ? <a href={hashWith(route, { state: EVERY_STATE })}>{words}, not shown</a> : `${words}, not shown`}
        </>
      )}
    </>
  );
}

function columns(isOpen: boolean): readonly Column<Finding>[] {
  return [
    { key: 'severity', title: 'Severity', cell: ({ severity }) => <SeverityMark severity={severity} /> },
    {
      key: 'title',
      title: 'Finding',
      isMain: true,
      cell: (finding) => (
        <details open={isOpen}>
          <summary>
            <Name text={finding.title} /> <code class="rule">{finding.rule}</code>
          </summary>
          <FindingDetail finding={finding} />
        </details>
      ),
    },
    {
      key: 'client',
      title: 'Client',
      cell: ({ client, vendor }) => <ClientOfVendor client={client} vendor={vendor} />,
    },
    {
      key: 'state',
      title: 'State',
      cell: ({ state, staged = false }) => <StateMark state={state} isStaged={staged} />,
    },
    { key: 'age', title: 'Age', isNumber: true, cell: ({ firstSeen }) => <Age at={firstSeen} /> },
  ];
}

/** What an address may filter by. */
const FILTERS = ['q', 'severity', 'state', 'rule', 'vendor'];

/** Never "clean" where something was not seen. */
function NoFindings({ facts, route: { id, query } }: Pick<FindingsProps, 'facts' | 'route'>) {
  const { findings, overview } = facts;
  if (id !== null)
    return <p>This report does not hold that finding: it ended before the range, or belongs to another org.</p>;
  const isNarrowed = FILTERS.some((name) => query[name]);
  if (isNarrowed || findings.some(({ state }) => state !== 'resolved')) return <p>No finding is like that.</p>;
  const nothing = findings.length === 0 ? 'Nothing was found' : 'Nothing is unresolved';
  return isSeenWhole(overview) ? (
    <p class="seen">
      {nothing}, and everything{hasSwitchedOff(overview.coverage) ? ' that is switched on' : ''} was seen.
    </p>
  ) : (
    <p class="unseen-note">
      {nothing} in what was seen. Not everything was seen, so this does not say that all is well.
    </p>
  );
}

function FindingFilters({ facts, route }: Pick<FindingsProps, 'facts' | 'route'>) {
  const { findings } = facts;
  return (
    <Filters
      route={route}
      label="Filter findings"
      fields={[
        SEARCH,
        SEVERITY,
        {
          kind: 'select',
          name: 'state',
          label: 'State',
          unchosen: 'Unresolved',
          options: [[EVERY_STATE, 'All'] as const, ...STATES.map((state) => [state, STATE_TITLES[state]] as const)],
        },
        {
          kind: 'select',
          name: 'rule',
          label: 'Rule',
          options: [...new Set(findings.map(({ rule }) => rule))].sort().map((rule) => [rule, rule] as const),
        },
        vendorField(findings),
      ]}
    />
  );
}
