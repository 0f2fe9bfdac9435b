import type { HistoryRecord } from '../../domain/run.ts';
import { localTime, safe, severityLabel, stateLabel, tableOf } from './style.ts';

/** One line a transition, newest first. */
export function historyText(records: readonly HistoryRecord[], _now: Date): string {
  if (records.length === 0) return 'Nothing happened in that time, as far as the guardian saw.\n';
  const table = tableOf(
    ['when', 'change', 'severity', 'client', 'finding', 'who'],
    records.map(({ at, from, to, finding }) => [
      localTime(at),
      from === to ? 'grew' : `${stateLabel(from)} → ${stateLabel(to)}`,
      severityLabel(finding.severity),
      safe(finding.client.name),
      safe(finding.title),
      safe(finding.actor?.name ?? finding.actor?.id ?? ''),
    ]),
  );
  return `${table}\n`;
}
