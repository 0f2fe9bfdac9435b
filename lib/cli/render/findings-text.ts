import type { Finding } from '../../domain/finding.ts';
import { lastScanOf, type RunRecord } from '../../domain/run.ts';
import { gapLines } from './coverage-text.ts';
import type { Paper } from './paper.ts';
import { changeLines } from './past-text.ts';
import { safe } from './safe.ts';
import { ageOf, localTime, severityLabel } from './style.ts';
import { tableOf } from './table.ts';

/** With so few findings, each is shown whole. */
const MOST_IN_FULL = 5;

/** A table of findings; few ones are told in full. */
export function findingsText(
  findings: readonly Finding[],
  run: RunRecord | undefined,
  { now, paper }: { readonly now: Date; readonly paper: Paper },
): string {
  const lines = gapLines(run);
  if (findings.length === 0) {
    if (run) lines.push(`No finding fits. As of ${localTime(lastScanOf(run).at)}.`);
  } else if (findings.length <= MOST_IN_FULL) {
    lines.push(...findings.map((finding) => inFull(finding, paper)));
  } else {
    lines.push(findingTable(findings, { now, paper }), '', paper.paint.dim(MORE));
  }
  return `${lines.join('\n')}\n`;
}

const MORE = 'guardian findings --client NAME tells each in full.';

/** Narrower terminals show no ids: they cannot be shortened, and would take half of the line. */
const LEAST_COLUMNS_FOR_IDS = 120;

/** One line a finding. Its id begins with its rule. */
export function findingTable(
  findings: readonly Finding[],
  { now, paper }: { readonly now: Date; readonly paper: Paper },
): string {
  const hasIds = paper.columns === undefined || paper.columns >= LEAST_COLUMNS_FOR_IDS;
  return tableOf(
    paper,
    [
      { title: 'severity' },
      { title: 'client', isFlexible: true },
      { title: 'finding', isFlexible: true },
      { title: 'age', isNumber: true },
      { title: 'state', isFlexible: true },
      ...(hasIds ? [{ title: 'id' }] : []),
    ],
    findings.map((finding) => [
      severityLabel(finding.severity, paper),
      safe(finding.client.name),
      safe(finding.title),
      ageOf(finding.firstSeen, now),
      stateWords(finding) + (finding.staged ? ' (staged)' : ''),
      ...(hasIds ? [paper.paint.dim(finding.id)] : []),
    ]),
  );
}

function inFull(finding: Finding, paper: Paper): string {
  const { client, vendor, actor, change } = finding;
  const seen = `first seen ${localTime(finding.firstSeen)}, data as of ${localTime(finding.asOf)}`;
  return [
    `${severityLabel(finding.severity, paper)} ${paper.paint.bold(safe(finding.title))}`,
    `  client  ${safe(client.name)} (${safe(client.id)})${vendor ? `, vendor ${safe(vendor)}` : ', no vendor'}`,
    ...(change ? changeLines(change, paper).map((line) => `  ${line}`) : []),
    `  why     ${safe(finding.because)}`,
    `  who     ${actor ? `${safe(actor.name ?? actor.id)} (${actor.kind}, by ${actor.source})` : 'not known'}`,
    ...finding.fix.map((step, index) => `  ${index === 0 ? 'fix    ' : '       '} ${safe(step)}`),
    ...decision(finding).map((line) => `  ${line}`),
    paper.paint.dim(`  ${finding.id}, ${finding.state}${finding.staged ? ' (staged)' : ''}, ${seen}`),
    '',
  ].join('\n');
}

/** The state, with who looks after it or until when it is waived. */
function stateWords({ state, acknowledgement, waiver }: Finding): string {
  if (acknowledgement) return `${state}: ${safe(acknowledgement.owner)}`;
  return waiver ? `${state} until ${localTime(waiver.until).slice(0, DAY_LENGTH)}` : state;
}

const DAY_LENGTH = 'yyyy-MM-dd'.length;

/** What somebody decided about it. */
function decision({ acknowledgement, waiver }: Finding): string[] {
  if (acknowledgement) {
    const { owner, by, at, note } = acknowledgement;
    return [`owner   ${safe(owner)}, said ${safe(by)} at ${localTime(at)}${note ? `: ${safe(note)}` : ''}`];
  }
  if (!waiver) return [];
  const place = waiver.source === 'manifest' ? ' (guardian.yaml)' : '';
  return [`waived  until ${localTime(waiver.until)} by ${safe(waiver.by)}${place}: ${safe(waiver.reason)}`];
}
