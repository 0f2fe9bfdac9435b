import type { HistoryRecord, RunRecord } from '../../domain/run.ts';
import { gapLines } from './coverage-text.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { localTime, severityLabel, transitionLabel } from './style.ts';
import { tableOf } from './table.ts';

/** One line a transition, newest first. */
export function historyText(records: readonly HistoryRecord[], run: RunRecord | undefined, paper: Paper): string {
  if (!run) return `${gapLines(run).join('\n')}\n`;
  if (records.length === 0) return 'Nothing happened in that time, as far as the guardian saw.\n';
  const table = tableOf(
    paper,
    [
      { title: 'when' },
      { title: 'change' },
      { title: 'severity' },
      { title: 'client', isFlexible: true },
      { title: 'finding', isFlexible: true },
      { title: 'who', isFlexible: true },
    ],
    records.map(({ at, from, to, finding }) => [
      localTime(at),
      transitionLabel(from, to, paper),
      severityLabel(finding.severity, paper),
      safe(finding.client.name),
      safe(finding.title),
      // A finding names whoever made the drift; who took it back is not known.
      to === 'resolved' ? '' : safe(finding.actor?.name ?? finding.actor?.id ?? ''),
    ]),
  );
  return `${table}\n`;
}
