import { operationName } from '../../domain/operation-name.ts';
import type { CatalogueProvenance } from '../../jobs/catalogue/catalogue-file.ts';
import type { Explained } from '../../jobs/queries/explain.ts';
import type { RedirectExplanation } from '../../jobs/queries/explain-redirect.ts';
import { visible } from '../../jobs/queries/explain-redirect.ts';
import type { ExplainedClient } from '../../jobs/queries/explained-client.ts';
import type { ExplainedAbout } from './explain-document.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { agoOf, count, localTime, percent } from './style.ts';

interface Context {
  readonly now: Date;
  readonly paper: Paper;
}

/** Why a call fails, or whether it will work: what has to be known first, the answer, its grounds, and what to do. */
export function explainText(explained: Explained, about: ExplainedAbout & Context): string {
  const { paper } = about;
  const { subject, notices, because, asOf } = explained;
  const lines = [
    headline(explained, paper),
    ...(subject ? [subjectLine(subject)] : []),
    ...notices.map((notice) => paper.paint.yellow(`! ${safe(notice)}`)),
    '',
    ...because.map((reason) => safe(reason)),
    ...section('The error', errorLines(explained), paper),
    ...section('The call', callLines(explained), paper),
    ...section('Held by the client', heldLines(explained), paper),
    ...section('Missing', missingLines(explained), paper),
    ...section('Roles of the org that give it, least risk first', roleLines(explained), paper),
    ...section('What to do', stepLines(explained.fix.steps), paper),
    ...(explained.fix.role ? ['', `  ${safe(JSON.stringify(explained.fix.role))}`] : []),
    '',
    paper.paint.dim(`${scanLine(asOf, about)} ${catalogueLine(about)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Why a redirect URI does not fit, character by character, and what to register. */
export function redirectText(
  explanation: RedirectExplanation,
  {
    asOf,
    subject,
    ...about
  }: Context & { readonly at: string | null; readonly asOf: string | null; readonly subject: ExplainedClient },
): string {
  const { paper } = about;
  const { nearest, matches, causes, registered, problems } = explanation;
  const title = matches
    ? paper.paint.green('The redirect URI is registered, to the letter.')
    : paper.paint.red('The redirect URI is not registered.');
  const comparison = nearest
    ? [
        `registered  ${safe(nearest.lines.expected)}`.trimEnd(),
        `given       ${safe(nearest.lines.actual)}`.trimEnd(),
        `            ${nearest.lines.marker}`,
      ]
    : [`given       ${safe(visible(explanation.given))}`];
  const lines = [
    paper.paint.bold(title),
    subjectLine(subject),
    ...subject.notices.map((notice) => paper.paint.yellow(`! ${safe(notice)}`)),
    ...section('The nearest one', matches ? [] : comparison, paper),
    ...section('Why', causes.map(safe), paper),
    ...section('Wrong with it, whoever registers it', problems.map(safe), paper),
    ...section(
      'Registered',
      registered.map((uri) => safe(visible(uri))),
      paper,
    ),
    ...section('What to do', stepLines(explanation.steps), paper),
    '',
    paper.paint.dim(scanLine(asOf, about)),
  ];
  return `${lines.join('\n')}\n`;
}

/** `Catalogue: Genesys Cloud Platform API definition of 2026-07, 3,180 operations (comes with the guardian).` */
export function catalogueWords({ source, date, operations, place, path }: CatalogueProvenance): string {
  const where = place === 'local' ? `this machine's, ${safe(path ?? '')}` : 'comes with the guardian';
  return `Catalogue: ${safe(source)} of ${date}, ${count(operations)} operations (${where}).`;
}

function headline({ verdict, error, call, subject }: Explained, { paint }: Paper): string {
  if (!error && !subject?.client && call?.match.kind === 'mapped') return paint.bold('What the call needs');
  switch (verdict) {
    case 'works':
      return paint.bold(paint.green('The call will work, as far as is known.'));
    case 'fails':
      return paint.bold(paint.red(error ? 'Why the call failed' : 'The call will fail.'));
    case 'depends':
      return paint.bold(paint.yellow(error ? 'Why the call may have failed' : 'Whether the call works depends.'));
    case 'unknown':
      return paint.bold(paint.yellow('Nobody can tell from what is known.'));
    default:
      return verdict satisfies never;
  }
}

function subjectLine({ id, name, client }: ExplainedClient): string {
  const words = client ? `, ${client.grantType}, ${client.state}` : '';
  return `${safe(name)}${id === name ? '' : ` (${safe(id)})`}${safe(words)}`;
}

function errorLines({ error, difference }: Explained): string[] {
  if (!error) return [];
  const { status, code, message, means, correlationId, names } = error;
  const named = [...names.permissions, ...names.scopes];
  return [
    [status === undefined ? '' : String(status), code ?? ''].filter(Boolean).join(' '),
    means,
    ...(message === undefined ? [] : [`Genesys says: ${message}`]),
    ...(named.length > 0 ? [`It names: ${named.join(', ')}`] : []),
    ...(correlationId === undefined ? [] : [`Correlation id: ${correlationId}`]),
    ...(difference && difference.onlyInError.length > 0
      ? [`The catalogue does not name for this call: ${difference.onlyInError.join(', ')}`]
      : []),
    ...(difference && difference.onlyInCatalogue.length > 0
      ? [`The catalogue names, and the error does not: ${difference.onlyInCatalogue.join(', ')}`]
      : []),
    ...(difference && difference.onlyInError.length + difference.onlyInCatalogue.length > 0
      ? ['Genesys admits that some endpoints name a wrong permission: try the one, then the other.']
      : []),
  ].map(safe);
}

function callLines({ call, usage }: Explained): string[] {
  if (!call) return usage ? usageLines(usage) : [];
  const { method, path, match, scopes } = call;
  if (match.kind === 'unmapped') {
    const candidates = 'candidates' in match ? match.candidates.map(operationName) : [];
    const methods = 'methods' in match ? [`known methods: ${match.methods.join(', ')}`] : [];
    return [`${method} ${path}: not in the catalogue (${match.why})`, ...methods, ...candidates].map(safe);
  }
  const { operation } = match;
  const name = operationName(operation);
  return [
    path === operation.template ? name : `${method} ${path} is ${name}`,
    `scopes: ${scopes.length === 0 ? 'none needed' : `any of ${scopes.join(', ')}`} (for clients that users authorise)`,
    `permissions: ${permissionWords(operation)}${call.permissionsKnown ? '' : ', and something that the API definition does not say readably'}`,
    `divisions: ${operation.divisionAware === undefined ? 'not known whether they restrict it (guardian catalogue update can tell)' : operation.divisionAware ? 'they restrict it' : 'they do not restrict it'}`,
    ...(usage ? usageLines(usage) : []),
  ].map(safe);
}

function usageLines({ requests, perHour, share, status429 }: NonNullable<Explained['usage']>): string[] {
  const number = (value: number | null) => (value === null ? 'not known' : count(value));
  return [
    `the client in the last 7 days: ${number(requests)} requests, of which refused with 429: ${number(status429)}; ${number(perHour)} an hour at its fastest, ${percent(share)} of the budget`,
  ];
}

function permissionWords({
  kind,
  permissions,
}: {
  readonly kind: 'ANY' | 'ALL' | 'NONE';
  readonly permissions: readonly string[];
}): string {
  switch (kind) {
    case 'NONE':
      return 'none needed';
    case 'ANY':
      return permissions.length === 1 ? (permissions[0] ?? '') : `any of ${permissions.join(', ')}`;
    case 'ALL':
      return permissions.length === 1 ? (permissions[0] ?? '') : `all of ${permissions.join(', ')}`;
    default:
      return kind satisfies never;
  }
}

function heldLines({ held, names }: Explained): string[] {
  return held
    .filter(({ places }) => places.length > 0)
    .flatMap(({ permission, places }) =>
      places.map(
        ({ divisionId, roleId, isConditional }) =>
          `${permission} in ${names.division(divisionId)} by the role ${names.role(roleId)}${isConditional ? ', under a condition' : ''}`,
      ),
    )
    .map(safe);
}

function missingLines({ missing, names }: Explained): string[] {
  const { permissions, quantifier, scopes, divisions } = missing;
  const where = divisions.length > 0 ? ` in ${divisions.map(names.division).sort().join(', ')}` : '';
  const many = permissions.length > 1 ? (quantifier === 'ANY' ? 'any of ' : 'all of ') : '';
  return [
    ...(permissions.length > 0 ? [`${many}${permissions.join(', ')}${where}`] : []),
    ...(scopes.length > 0 ? [`${scopes.length > 1 ? 'any of the scopes ' : 'the scope '}${scopes.join(', ')}`] : []),
  ].map(safe);
}

const MOST_ROLES = 5;

function roleLines({ roles, missing }: Explained): string[] {
  if (missing.permissions.length === 0) return [];
  if (roles.length === 0) return ['none'];
  const shown = roles.slice(0, MOST_ROLES).map(({ name, extra, extraRisk, isConditional, isHeld }) => {
    const more =
      extra === 0
        ? 'nothing else that is new'
        : `and ${count(extra)} more that ${extra === 1 ? 'is' : 'are'} new, of weight ${count(extraRisk)}`;
    return `${safe(name)}: ${more}${isConditional ? '; under a condition only' : ''}${isHeld ? '; held by the client' : ''}`;
  });
  const rest = roles.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more roles`] : [])];
}

function stepLines(steps: readonly string[]): string[] {
  return steps.map((step, index) => `${index + 1}. ${safe(step)}`);
}

function section(title: string, lines: readonly string[], { paint }: Paper): string[] {
  return lines.length === 0 ? [] : ['', paint.bold(title), ...lines.map((line) => `  ${line}`)];
}

function scanLine(asOf: string | null, { now, at }: { readonly now: Date; readonly at: string | null }): string {
  if (asOf === null) return 'Nothing was scanned yet.';
  const past = at === null ? '' : `, asked about ${localTime(at)}`;
  return `As the org was at the scan of ${localTime(asOf)} (${agoOf(asOf, now)})${past}.`;
}

function catalogueLine({ catalogue, isDeployed }: ExplainedAbout): string {
  return `${catalogueWords(catalogue)}${isDeployed ? ' The history is that of the deployed guardian; the catalogue is the one of this machine.' : ''}`;
}
