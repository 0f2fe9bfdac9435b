import { type Cause, GUARDIAN } from '../../domain/finding.ts';
import type { HistoryRecord, RunRecord } from '../../domain/run.ts';
import { gapLines } from './coverage-text.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { localTime, severityLabel, transitionLabel } from './style.ts';
import { tableOf } from './table.ts';

/**
 * One line a transition, newest first.
 *
 * @param next the cursor with which to go on, where there is more
 */
export function historyText(
  records: readonly HistoryRecord[],
  run: RunRecord | undefined,
  paper: Paper,
  next?: string,
): string {
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
      { title: 'who and why', isFlexible: true },
    ],
    records.map((record) => cellsOf(record, paper)),
  );
  const more = next === undefined ? '' : `${paper.paint.dim(`Older ones: a larger --limit, or --cursor ${next}`)}\n`;
  return `${table}\n${more}`;
}

/** A transition on a line of its own, for those who see one after the other. */
export function historyLine(record: HistoryRecord, paper: Paper): string {
  return cellsOf(record, paper)
    .filter((cell) => cell !== '')
    .join('  ');
}

function cellsOf(record: HistoryRecord, paper: Paper): readonly string[] {
  return [
    localTime(record.at),
    changeLabel(record, paper),
    severityLabel(record.finding.severity, paper),
    safe(record.finding.client.name),
    safe(record.finding.title),
    safe(whoAndWhy(record)),
  ];
}

function changeLabel({ from, to, shrank, cause }: HistoryRecord, paper: Paper): string {
  if (from !== to) return transitionLabel(from, to, paper);
  if (shrank) return 'shrank';
  return cause && cause.by !== GUARDIAN ? `${to} anew` : (cause?.kind ?? 'grew');
}

/** Whoever decided it, with what they said; of what a scan found out, whoever made the drift. */
function whoAndWhy({ to, finding, cause }: HistoryRecord): string {
  if (cause && cause.by !== GUARDIAN) {
    return `${cause.by}${cause.kind === 'accepted' ? ' accepted the client' : ''}${cause.note ? `: ${cause.note}` : ''}`;
  }
  // A finding names whoever made the drift; who took it back is not known.
  const actor = to === 'resolved' ? undefined : (finding.actor?.name ?? finding.actor?.id);
  return [actor, cause && reasonOf(cause)].filter((part) => part !== undefined).join(', ');
}

/** Why a scan changed a state, where the states do not say so themselves. */
function reasonOf({ kind, was }: Cause): string | undefined {
  switch (kind) {
    case 'escalated':
      return `was ${was ?? 'less severe'}`;
    case 'unstaged':
      return 'no longer staged';
    case 'rule-off':
      return 'rule switched off';
    case 'waiver-expired':
      return 'waiver over';
    case 'waiver-withdrawn':
      return 'waiver taken out of guardian.yaml';
    case 'found':
    case 'came-back':
    case 'grew':
    case 'shrank':
    case 'gone':
    case 'acknowledged':
    case 'waived':
    case 'accepted':
    case 'reopened':
      return undefined;
    default:
      return kind satisfies never;
  }
}
