import type { OrgDifference } from '../../jobs/queries/org-diff.ts';
import type { Paper } from './paper.ts';
import { changeLines } from './past-text.ts';
import { safe } from './safe.ts';
import { addedLine, localTime, plural, removedLine } from './style.ts';

/** An org between two times: what came, what went, what changed. */
export function orgDifferenceText(
  { clients, roles, counts, unknownRoles }: OrgDifference,
  about: { readonly org: string; readonly from: string; readonly to: string; readonly paper: Paper },
): string {
  const { org, from, to, paper } = about;
  const { bold, dim } = paper.paint;
  const sections = [
    ...clients.came.map(({ name, id }) => [addedLine(`client ${name} (${id})`, paper)]),
    ...clients.went.map(({ name, id }) => [removedLine(`client ${name} (${id})`, paper)]),
    ...clients.changed.map(({ client, ...change }) => [
      `~ client ${bold(safe(client.name))} (${safe(client.id)})`,
      ...indented(changeLines(change, paper)),
    ]),
    ...roles.came.map(({ name, id }) => [addedLine(`role ${name} (${id})`, paper)]),
    ...roles.went.map(({ name, id }) => [removedLine(`role ${name} (${id})`, paper)]),
    ...roles.changed.map(({ role, holders, added, removed }) => [
      `~ role ${bold(safe(role.name))} (${safe(role.id)}), held by ${holders.length === 0 ? 'no client' : safe(holders.map(({ name }) => name).join(', '))}`,
      ...indented(changeLines({ added, removed, changed: [] }, paper)),
    ]),
  ];
  const numbers = [
    became(counts.clients, 'client'),
    became(counts.roles, 'role'),
    became(counts.divisions, 'division'),
  ].join(', ');
  return `${[
    `${bold(safe(org))}: ${localTime(from)} → ${localTime(to)}`,
    ...(sections.length === 0 ? ['No difference.'] : sections.flat()),
    dim(numbers),
    ...(unknownRoles.length > 0 ? [dim(`Not known: what these roles gave: ${safe(unknownRoles.join(', '))}`)] : []),
  ].join('\n')}\n`;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${line}`);
}

function became({ from, to }: { readonly from: number; readonly to: number }, noun: string): string {
  return from === to ? plural(to, noun) : `${from} → ${plural(to, noun)}`;
}
