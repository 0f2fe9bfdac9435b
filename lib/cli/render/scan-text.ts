import type { ScanOutcome } from '../../jobs/scan.ts';
import { coverageTable, gapLines, openCounts } from './coverage-text.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { localTime, plural, severityLabel, transitionLabel } from './style.ts';
import { tableOf } from './table.ts';

const MOST_TRANSITIONS = 40;

/** What a run came to. */
export function scanText({ run, transitions, outcome }: ScanOutcome, paper: Paper): string {
  const org = paper.paint.bold(run.genesysOrg ? `${safe(run.genesysOrg.name)} (${safe(run.org)})` : safe(run.org));
  const shown = transitions.slice(0, MOST_TRANSITIONS);
  const rest = transitions.length - shown.length;
  return [
    outcome === 'covered'
      ? `${org}: the slot is covered by run ${run.id}; nothing was read.`
      : `${org}: run ${run.id} at ${localTime(run.at)}, ${plural(run.apiCalls, 'API call')}${run.isBaseline ? ', baseline' : ''}`,
    '',
    coverageTable(run.coverage, paper),
    '',
    ...run.warnings.map((warning) => `Warning: ${safe(warning)}`),
    ...(shown.length > 0 ? [transitionTable(shown, paper)] : ['No finding changed.']),
    ...(rest > 0 ? [`… and ${rest} more: guardian history`] : []),
    '',
    `Open: ${openCounts(run.open, paper)}`,
    ...gapLines(run),
    '',
  ].join('\n');
}

function transitionTable(transitions: ScanOutcome['transitions'], paper: Paper): string {
  return tableOf(
    paper,
    [
      { title: 'change' },
      { title: 'severity' },
      { title: 'client', isFlexible: true },
      { title: 'finding', isFlexible: true },
    ],
    transitions.map(({ from, to, finding }) => [
      transitionLabel(from, to, paper),
      severityLabel(finding.severity, paper),
      safe(finding.client.name),
      safe(finding.title),
    ]),
  );
}
