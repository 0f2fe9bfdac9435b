import { isSwitchedOff } from '../../domain/coverage.ts';
import type { ReportFacts, SinceLast } from '../../domain/report.ts';
import { countBySeverity } from '../../domain/severity.ts';
import { openCounts } from './coverage-text.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { localTime, plural } from './style.ts';

/** Where the report is, and what one should know before one opens it. */
export function reportText(
  facts: ReportFacts,
  { file, bytes, paper }: { readonly file: string; readonly bytes: number; readonly paper: Paper },
): string {
  const { overview, since, only, sinceLast } = facts;
  const { bold } = paper.paint;
  const about = only ? `client ${safe(only.name)} of org ${safe(overview.org)}` : `org ${safe(overview.org)}`;
  return [
    `${bold('Report')} of ${about}: ${safe(file)} (${sizeOf(bytes)})`,
    ...(overview.run
      ? [
          `It looks back to ${localTime(since)} and shows the org as of ${localTime(overview.scannedAt ?? overview.run.at)}.`,
          openLine(facts, paper),
          sinceLast ? newsLine(sinceLast) : 'There is no earlier report to compare it with.',
        ]
      : []),
    ...unseenLines(facts, paper),
    '',
  ].join('\n');
}

/** Of one client: its own findings first, for those of the org are none of its business. */
function openLine({ overview, only, findings }: ReportFacts, paper: Paper): string {
  const ofOrg = openCounts(overview.open, paper);
  if (!only) return `Open: ${ofOrg}.`;
  const own = countBySeverity(findings.filter(({ state, staged }) => state === 'open' && !staged));
  return `Open on it: ${openCounts(own, paper)}. In the whole org: ${ofOrg}.`;
}

function unseenLines({ overview: { unseen, run, coverage } }: ReportFacts, { paint }: Paper): string[] {
  if (unseen.length === 0) {
    const isAll = coverage === null || !Object.values(coverage).some(isSwitchedOff);
    return [`Everything ${isAll ? '' : 'that is switched on '}was seen, and lately.`];
  }
  const title = run ? 'NOT THE WHOLE TRUTH' : 'NOTHING IS KNOWN YET';
  return ['', paint.bold(paint.red(title)), ...unseen.map((sentence) => `  ${safe(sentence)}`)];
}

function newsLine({ at, opened, resolved, changed, clients, isPartial }: SinceLast): string {
  const news = [
    ...(opened.length > 0 ? [`${plural(opened.length, 'finding')} opened`] : []),
    ...(resolved.length > 0 ? [`${plural(resolved.length, 'finding')} resolved`] : []),
    ...(changed.length > 0 ? [`${plural(changed.length, 'finding')} changed`] : []),
    ...(clients.length > 0 ? [`${plural(clients.length, 'client')} came, changed or went`] : []),
  ];
  return `Since the last report (${localTime(at)}): ${news.join(', ') || 'nothing new'}${isPartial ? ', and more before that than a report reads' : ''}.`;
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
