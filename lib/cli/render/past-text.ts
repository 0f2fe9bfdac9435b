import { isEmptyChange } from '../../domain/drift.ts';
import type { AccessChange } from '../../domain/finding.ts';
import type { PastClient } from '../../jobs/queries/past.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { addedLine, localTime, removedLine } from './style.ts';

/** A client at a time, and what it could really do. */
export function pastClientText(
  { at, client, revision, access, names, unknownRoles }: PastClient,
  { name, paper }: { readonly name: string; readonly paper: Paper },
): string {
  const { bold } = paper.paint;
  if (!client) {
    const state = revision ? `was gone (since ${localTime(revision.at)})` : 'was not known yet';
    return `${bold(safe(name))} ${state} at ${localTime(at)}.\n`;
  }
  const since = revision ? `, unchanged since ${localTime(revision.at)}` : '';
  const lines = [
    `${bold(safe(client.name))} (${safe(client.id)}) at ${localTime(at)}${since}`,
    `  grant type       ${safe(client.grantType)}`,
    `  state            ${safe(client.state)}${client.deletesAt ? `, will be deleted ${localTime(client.deletesAt)}` : ''}`,
    `  token lifetime   ${client.tokenSeconds} s`,
    ...list('redirect URIs', client.redirectUris),
    ...list(access?.restrictedBy === 'permissions' ? 'scopes (without effect)' : 'scopes', client.scopes),
    ...list(
      access?.restrictedBy === 'scopes' ? 'roles (without effect)' : 'roles',
      client.grants.map(({ roleId, divisionId }) => `${names.role(roleId)} in division ${names.division(divisionId)}`),
    ),
  ];
  for (const [divisionId, { permissions }] of access?.byDivision ?? []) {
    lines.push(...list(`may do in division ${names.division(divisionId)}`, permissions));
  }
  if (unknownRoles.length > 0) lines.push(`  Not known: what these roles gave then: ${safe(unknownRoles.join(', '))}`);
  return `${lines.join('\n')}\n`;
}

/** What differs between two states. */
export function differenceText(options: {
  readonly before: PastClient;
  readonly after: PastClient;
  readonly change: AccessChange;
  readonly title: string;
  readonly other?: string;
  readonly paper: Paper;
}): string {
  const { before, after, change, title, other, paper } = options;
  const { bold, dim } = paper.paint;
  const heading = other
    ? `${bold(safe(title))} at ${localTime(before.at)} → ${bold(safe(other))} at ${localTime(after.at)}`
    : `${bold(safe(title))}: ${localTime(before.at)} → ${localTime(after.at)}`;
  const lines = isEmptyChange(change) ? ['No difference.'] : changeLines(change, paper);
  const unknown = [...new Set([...before.unknownRoles, ...after.unknownRoles])];
  const gap = unknown.length > 0 ? [dim(`Not known: what these roles gave: ${safe(unknown.join(', '))}`)] : [];
  return `${[heading, ...lines, ...gap].join('\n')}\n`;
}

/** +/- lines. */
export function changeLines({ added, removed, changed }: AccessChange, paper: Paper): string[] {
  return [
    ...added.map((line) => addedLine(line, paper)),
    ...removed.map((line) => removedLine(line, paper)),
    ...changed.map(({ name, from, to }) => `~ ${safe(name)}: ${safe(from)} → ${safe(to)}`),
  ];
}

function list(title: string, entries: readonly string[]): string[] {
  if (entries.length === 0) return [];
  return [`  ${safe(title)}`, ...entries.map((entry) => `    ${safe(entry)}`)];
}
