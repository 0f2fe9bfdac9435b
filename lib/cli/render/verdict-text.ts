import type {
  ComparedManifest,
  FilePlace,
  JudgedManifest,
  ManifestFinding,
  ManifestProblem,
  ManifestVerdict,
} from '../../domain/manifest-verdict.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { localTime, plural, severityLabel } from './style.ts';

/** A verdict for people: a line for each thing, beginning with its place, as editors and terminals make links of it. */
export function verdictText(verdict: ManifestVerdict, paper: Paper): string {
  if (verdict.problems.length > 0) return problemsText(verdict);
  const { judged, compared, remarks } = verdict;
  const parts = [
    fileLine(verdict, paper),
    ...(judged ? judgedLines(judged, compared !== undefined, paper) : []),
    ...(compared ? comparedLines(compared, paper) : []),
    ...section(
      'To look at:',
      remarks.map(({ severity, message, place }) => line(place, severityLabel(severity, paper), message)),
      paper,
    ),
  ];
  return `${parts.join('\n')}\n`;
}

function problemsText({ file, problems }: ManifestVerdict): string {
  return `${problems.map(problemText).join('\n')}\n\n${plural(problems.length, 'problem')} in ${safe(file)}\n`;
}

function problemText({ path, message, given, allowed, ...place }: ManifestProblem): string {
  const details = [
    message,
    ...(given === undefined ? [] : [`given: ${given}`]),
    ...(allowed === undefined ? [] : [`allowed: ${allowed.join(', ')}`]),
  ];
  return safe(`${[placeText(place), path].filter(Boolean).join(' ')}: ${details.join('; ')}`);
}

function fileLine({ file, isMissing, orgs, vendors }: ManifestVerdict, { paint }: Paper): string {
  if (isMissing)
    return `There is no ${safe(file)}: the defaults hold, and every client is judged by its first sighting.`;
  const names = vendors.length > 0 ? ` (${vendors.map(safe).join(', ')})` : '';
  return `${paint.bold(safe(file))} is in order: ${plural(orgs.length, 'org')}, ${plural(vendors.length, 'vendor')}${names}`;
}

function judgedLines(judged: JudgedManifest, isCompared: boolean, paper: Paper): string[] {
  const { findings, closes, unseen } = judged;
  const open = findings.filter(({ state }) => state === 'open');
  const decided = findings.filter(({ state }) => state !== 'open');
  const fresh = open.filter(({ isNew }) => isNew === true);
  const others = open.filter(({ isNew }) => isNew !== true);
  return [
    '',
    judgedBy(judged),
    ...unseen.map((sentence) => paper.paint.yellow(`Not everything was seen: ${safe(sentence)}`)),
    ...(open.length === 0
      ? [unseen.length === 0 ? 'Nothing would be open under it.' : 'Nothing that was seen would be open under it.']
      : []),
    ...section(
      'This change opens:',
      fresh.map((finding) => findingLine(finding, paper)),
      paper,
    ),
    ...section(
      'This change closes:',
      closes.map((finding) => findingLine(finding, paper)),
      paper,
    ),
    ...section(
      isCompared ? 'Open with and without this change:' : 'Open under it:',
      others.map((finding) => findingLine(finding, paper)),
      paper,
    ),
    ...section(
      'Decided upon:',
      decided.map((finding) => `${findingLine(finding, paper)} ${finding.state}`),
      paper,
    ),
    paper.paint.dim(leftOut(judged)),
  ];
}

function judgedBy({ org, state: { from, asOf, file } }: JudgedManifest): string {
  const when = asOf === null ? 'it was never scanned' : localTime(asOf);
  switch (from) {
    case 'org':
      return `Judged against org ${safe(org)} as it is now (${when}).`;
    case 'last':
      return `Judged against org ${safe(org)} as the last scan left it (${when}).`;
    case 'snapshot':
      return `Judged against org ${safe(org)} as ${safe(file ?? 'the snapshot')} has it (${when}).`;
    default:
      return from satisfies never;
  }
}

function leftOut({ notJudged: { rules, open } }: JudgedManifest): string {
  const found = open > 0 ? `; ${plural(open, 'finding')} of theirs ${open === 1 ? 'is' : 'are'} open` : '';
  return `${plural(rules.length, 'rule')} judge by usage or the guardian itself and were not asked${found}.`;
}

function comparedLines({ base, widened }: ComparedManifest, paper: Paper): string[] {
  if (widened.length === 0) return ['', `It allows nothing that ${safe(base)} does not.`];
  return section(
    `It allows what ${safe(base)} does not:`,
    widened.map(({ severity, kind, message, place }) =>
      line(place, `${severityLabel(severity, paper)} ${kind}`, message),
    ),
    paper,
  );
}

function findingLine({ place, severity, rule, client, title, id, staged }: ManifestFinding, paper: Paper): string {
  const of = client.id === '-' ? '' : `${client.name}: `;
  const words = line(place, `${severityLabel(severity, paper)} ${rule}${staged ? ' (staged)' : ''}`, `${of}${title}`);
  return `${words} ${paper.paint.dim(id)}`;
}

function line(place: FilePlace, label: string, message: string): string {
  return `${safe(placeText(place))}: ${label} ${safe(message)}`;
}

function placeText({ file, line: row, column }: FilePlace): string {
  return row === undefined ? file : `${file}:${row}:${column ?? 1}`;
}

/** Nothing where there is nothing to list. */
function section(title: string, lines: readonly string[], { paint }: Paper): string[] {
  return lines.length === 0 ? [] : ['', paint.bold(title), ...lines.map((each) => `  ${each}`)];
}
