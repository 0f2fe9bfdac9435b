import { NO_RUN_YET } from '../../domain/gaps.ts';
import { RESIDUE_KINDS, type Residue, type ResidueItem, type ResidueKind } from '../../domain/residue.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { ageOf, localTime, plural } from './style.ts';
import { tableOf } from './table.ts';

/** What is left over, a table for each kind with what to do about each row, and what could not be told. */
export function residueText(
  { items, unknown }: Residue,
  { asOf, now, paper }: { readonly asOf: string | null; readonly now: Date; readonly paper: Paper },
): string {
  const { bold, dim, yellow } = paper.paint;
  if (asOf === null) return `${NO_RUN_YET}\n`;
  const blocks = RESIDUE_KINDS.flatMap((kind) => {
    const own = items.filter((item) => item.kind === kind);
    return own.length > 0 ? [`${bold(`${TITLES[kind]} (${own.length})`)}\n${kindText(own, { now, paper })}`] : [];
  });
  const blind = unknown.map(({ kind, why, onPurpose }) => {
    const line = `Not known: ${TITLES[kind].toLowerCase()}. ${safe(why)}`;
    return onPurpose ? dim(line) : yellow(line);
  });
  const verdict =
    items.length > 0
      ? `${plural(items.length, 'thing')} left over, as of ${localTime(asOf)}. None of it is a drift: look at it from time to time.`
      : `Nothing is left over${unknown.length > 0 ? ', of what could be looked at' : ''}, as of ${localTime(asOf)}.`;
  return `${[...blocks, [...blind, verdict].join('\n')].join('\n\n')}\n`;
}

const TITLES: Readonly<Record<ResidueKind, string>> = {
  'role-on-people': 'Roles of vendors on people',
  'role-unused': 'Roles that nobody holds any more',
  'authorization-idle': 'Authorised apps that make no calls',
  'client-unowned': 'Clients that nobody owns',
  'client-awaits-deletion': 'Clients that wait for their deletion',
  'implicit-grant': 'Clients of the implicit grant, which ends',
};

function kindText(
  items: readonly ResidueItem[],
  { now, paper }: { readonly now: Date; readonly paper: Paper },
): string {
  const hasSince = items.some(({ since }) => since !== undefined);
  const hasUntil = items.some(({ until }) => until !== undefined);
  const table = tableOf(
    paper,
    [
      { title: items[0]?.subject.kind === 'authorization' ? 'app' : (items[0]?.subject.kind ?? ''), isFlexible: true },
      { title: 'vendor', isFlexible: true },
      ...(hasSince ? [{ title: 'for', isNumber: true }] : []),
      ...(hasUntil ? [{ title: 'until' }] : []),
    ],
    items.map(({ subject, vendor, since, until }) => [
      safe(subject.name),
      safe(vendor ?? '-'),
      ...(hasSince ? [since === undefined ? '' : ageOf(since, now)] : []),
      ...(hasUntil ? [until ?? ''] : []),
    ]),
  );
  const advice = items.flatMap(({ why, fix }) => [`  - ${safe(why)}`, paper.paint.dim(`    ${safe(fix)}`)]);
  return [table, ...advice].join('\n');
}
