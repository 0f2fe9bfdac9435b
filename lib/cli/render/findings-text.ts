import type { Finding } from '../../domain/finding.ts';
import type { RunRecord } from '../../domain/run.ts';
import { gapLines } from './coverage-text.ts';
import { changeLines } from './past-text.ts';
import { bold, dim, localTime, safe, severityLabel, stateLabel, tableOf } from './style.ts';

/** With so few findings, each is shown whole. */
const MOST_IN_FULL = 5;

/** A table of findings; few ones are told in full. */
export function findingsText(findings: readonly Finding[], run: RunRecord | undefined, now: Date): string {
  const lines = [...gapLines(run)];
  if (findings.length === 0) lines.push(run ? `No finding fits. As of ${localTime(run.at)}.` : '');
  else if (findings.length <= MOST_IN_FULL) lines.push(...findings.map(inFull));
  else lines.push(findingTable(findings, now), '', dim('guardian findings --client NAME tells each in full.'));
  return `${lines.join('\n')}\n`;
}

/** One line a finding. */
export function findingTable(findings: readonly Finding[], now: Date): string {
  return tableOf(
    ['severity', 'rule', 'client', 'finding', 'age', 'state', 'id'],
    findings.map((finding) => [
      severityLabel(finding.severity),
      finding.rule,
      safe(finding.client.name),
      safe(finding.title),
      ageOf(finding.firstSeen, now),
      stateLabel(finding.state) + (finding.staged ? ' (staged)' : ''),
      dim(finding.id),
    ]),
  );
}

function inFull(finding: Finding): string {
  const { actor } = finding;
  return [
    `${severityLabel(finding.severity)} ${bold(safe(finding.title))}`,
    `  client  ${safe(finding.client.name)} (${finding.client.id})${finding.vendor ? `, vendor ${safe(finding.vendor)}` : ', no vendor'}`,
    ...(finding.change ? changeLines(finding.change).map((line) => `  ${line}`) : []),
    `  why     ${safe(finding.because)}`,
    `  who     ${actor ? `${safe(actor.name ?? actor.id)} (${actor.kind}, by ${actor.source})` : 'not known'}`,
    ...finding.fix.map((step, index) => `  ${index === 0 ? 'fix    ' : '       '} ${safe(step)}`),
    dim(
      `  ${finding.id}, ${finding.state}, first seen ${localTime(finding.firstSeen)}, data as of ${localTime(finding.asOf)}`,
    ),
    '',
  ].join('\n');
}

/** `5 min`, `3 h`, `12 d`. */
export function ageOf(iso: string, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - Date.parse(iso)) / 60_000));
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} d`;
}
