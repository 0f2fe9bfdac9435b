import { type GrantType, restrictedBy } from '../../domain/client.ts';
import { operationName } from '../../domain/operation-name.ts';
import type { DeclaredAdvice } from '../../jobs/queries/declared.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { plural } from './style.ts';

interface DeclaredTextOptions {
  readonly name: string;
  /** Undefined where nobody has said: then both ways are shown. */
  readonly grantType: GrantType | undefined;
  readonly paper: Paper;
}

/** What an app needs at least that nobody has seen at work, and what could not be counted. */
export function declaredText(advice: DeclaredAdvice, { name, grantType, paper }: DeclaredTextOptions): string {
  const { operations, unmapped, problems, asked } = advice;
  const kind = grantType === undefined ? undefined : restrictedBy(grantType);
  const { bold } = paper.paint;
  return `${[
    `${bold(safe(name))}: ${plural(operations.length, 'operation')} declared, none of them observed`,
    ...(kind === 'permissions' ? [] : leastLines(SCOPES_TITLE, advice.scopes, paper)),
    ...(kind === 'scopes' ? [] : leastLines(PERMISSIONS_TITLE, advice.permissions, paper)),
    ...(asked && kind !== 'permissions' ? askedLines(asked) : []),
    ...block(
      'Could not be counted',
      unmapped.map(({ method, path, place, why }) => `${method} ${path} (${place}): ${why}`),
    ),
    ...block(
      'Could not be read',
      problems.map(({ place, message }) => `${place}: ${message}`),
    ),
    '',
    paper.paint.dim('--format hcl, role, manifest or letter makes this ready to apply.'),
  ].join('\n')}\n`;
}

const SCOPES_TITLE = 'Least scopes (for grants in which people sign in)';
const PERMISSIONS_TITLE = 'Least permissions (for client credentials)';
const MOST_CALLS = 3;

function leastLines(title: string, least: DeclaredAdvice['scopes'], paper: Paper): string[] {
  const { names, weight, optimal, ties, unservable, doubtful } = least;
  return [
    '',
    `${title}: risk ${weight}${optimal ? '' : ', and a smaller set may exist'}`,
    ...(names.length === 0 ? ['  none'] : []),
    ...names.map(({ name, because }) => `  ${paper.paint.bold(safe(name))}  ${paper.paint.dim(callsText(because))}`),
    ...ties.map((tie) => `  tie: ${safe(tie)}`),
    ...unservable.map((call) => `  no readable grant would open ${operationName(call)}`),
    ...doubtful.map((call) => `  ${operationName(call)} may need more than the API definition says`),
  ];
}

function askedLines({ unneeded, broader, unknown, missing }: NonNullable<DeclaredAdvice['asked']>): string[] {
  const lines = [
    ...unneeded.map(
      (scope) =>
        `${scope}: no declared call needs it${unknown.includes(scope) ? '; no operation is known that it opens' : ''}`,
    ),
    ...broader.map(({ asked, enough }) =>
      enough.length > 0
        ? `${asked}: more than is needed, ${enough.join(', ')} is enough`
        : `${asked}: other scopes of the least set open the same calls`,
    ),
    ...missing.map((scope) => `${scope}: needed, and not asked for`),
  ];
  return lines.length > 0 ? block('Scopes that its documentation asks for', lines) : ['', 'It asks for what it needs.'];
}

function block(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${safe(line)}`)];
}

interface Called {
  readonly method: string;
  readonly template: string;
}

function callsText(calls: readonly Called[]): string {
  const rest = calls.length - MOST_CALLS;
  return calls.slice(0, MOST_CALLS).map(operationName).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
