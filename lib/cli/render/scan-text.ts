import type { ScanOutcome } from '../../jobs/scan.ts';
import { coverageTable, gapLines, openCounts } from './coverage-text.ts';
import { bold, localTime, safe, severityLabel, stateLabel, tableOf } from './style.ts';

const MOST_TRANSITIONS = 40;

/** What a run came to. */
export function scanText({ run, transitions, outcome }: ScanOutcome): string {
  const org = run.genesysOrg ? `${safe(run.genesysOrg.name)} (${run.org})` : run.org;
  const shown = transitions.slice(0, MOST_TRANSITIONS);
  const rest = transitions.length - shown.length;
  return [
    outcome === 'covered'
      ? `${bold(org)}: the slot is covered by run ${run.id}; nothing was read.`
      : `${bold(org)}: run ${run.id} at ${localTime(run.at)}, ${run.apiCalls} API calls${run.isBaseline ? ', baseline' : ''}`,
    '',
    coverageTable(run.coverage),
    '',
    ...run.warnings.map((warning) => `Warning: ${safe(warning)}`),
    ...(shown.length > 0 ? [transitionTable(shown)] : ['No finding changed.']),
    ...(rest > 0 ? [`… and ${rest} more: guardian history`] : []),
    '',
    `Open: ${openCounts(run.open)}`,
    ...gapLines(run),
    '',
  ].join('\n');
}

function transitionTable(transitions: ScanOutcome['transitions']): string {
  return tableOf(
    ['change', 'severity', 'client', 'finding'],
    transitions.map(({ from, to, finding }) => [
      from === to ? 'grew' : `${stateLabel(from)} → ${stateLabel(to)}`,
      severityLabel(finding.severity),
      safe(finding.client.name),
      safe(finding.title),
    ]),
  );
}
