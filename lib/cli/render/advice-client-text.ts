import type { ClientAdvice } from '../../jobs/queries/advice.ts';
import { callsText, callText } from './advice-calls.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { count, plural } from './style.ts';

/** How much is shown of a client. */
export interface ClientTextOptions {
  readonly divisionNames: ReadonlyMap<string, string>;
  /** Everything that is known; else what there is to do, and the first calls behind it. */
  readonly isWhole: boolean;
  readonly paper: Paper;
}

/** What to keep, remove, narrow and add for one client, and why. */
export function clientAdviceText(advice: ClientAdvice, options: ClientTextOptions): string {
  const { paint } = options.paper;
  const { client, vendor, kind, confidence, basis } = advice;
  const title = `${paint.bold(safe(client.name))}${vendor === null ? '' : ` (${safe(vendor)})`}`;
  const seen = `${plural(basis.operations, 'operation')}, ${plural(basis.requests, 'request')}`;
  return [
    `${title}: ${kind}, confidence ${confidence.level}; ${seen}`,
    ...confidence.reasons.map((reason) => paint.dim(`    ${safe(reason)}`)),
    ...changeLines(advice, options),
    ...roleLines(advice, options),
    ...callLines(advice),
    ...(options.isWhole ? wholeLines(advice) : []),
  ].join('\n');
}

/** What one block shows of one kind of change, unless all of it is wanted. */
const MOST_SHOWN = 5;
const MOST_CALLS = 2;

function changeLines(advice: ClientAdvice, { isWhole, paper: { paint } }: ClientTextOptions): string[] {
  const most = isWhole ? Number.POSITIVE_INFINITY : MOST_SHOWN;
  const mostCalls = isWhole ? Number.POSITIVE_INFINITY : MOST_CALLS;
  const waits = (wait: string | undefined) => (wait === undefined ? '' : `; wait: ${safe(wait)}`);
  const remove = advice.remove.map(({ name, wait }) => paint.red(`  - ${safe(name)}: no call needs it${waits(wait)}`));
  const narrow = advice.narrow.map(({ from, to, because, note, wait }) =>
    paint.yellow(
      `  ~ ${safe(from)} → ${safe(to.join(', '))}: ${callsText(because, mostCalls)}${note === undefined ? '' : `. ${safe(note)}`}${waits(wait)}`,
    ),
  );
  const add = advice.add.map(({ name, because, note }) =>
    paint.green(`  + ${safe(name)}: ${callsText(because, mostCalls)}${note === undefined ? '' : `; ${safe(note)}`}`),
  );
  const keep = advice.keep.map(
    ({ name, because, note }) =>
      `  = ${safe(name)}: ${[callsText(because, mostCalls), note].filter(Boolean).join('; ')}`,
  );
  const kept = keep.length === 0 ? [] : [paint.dim(`  = to keep: ${plural(keep.length, advice.kind.slice(0, -1))}`)];
  return [...cut(remove, most), ...cut(narrow, most), ...cut(add, most), ...(isWhole ? keep : kept)];
}

function cut(lines: readonly string[], most: number): string[] {
  const rest = lines.length - most;
  return rest > 0 ? [...lines.slice(0, most), `    and ${rest} more`] : [...lines];
}

function roleLines(
  { roles, remove, narrow, add }: ClientAdvice,
  { divisionNames, isWhole }: ClientTextOptions,
): string[] {
  if (!roles || (!isWhole && remove.length + narrow.length + add.length === 0)) return [];
  return roles.flatMap(({ name, permissions, divisions, note }) => {
    const places = divisions.map((id) => (id === '*' ? '* (all divisions)' : (divisionNames.get(id) ?? id))).join(', ');
    const line = `  role ${safe(name)}: ${plural(permissions.length, 'permission')} in ${safe(places) || 'no division yet'}`;
    return [
      note === undefined ? line : `${line}; ${safe(note)}`,
      ...(isWhole ? permissions.map((each) => `      ${safe(each)}`) : []),
    ];
  });
}

/** Calls that no set accounts for: never cut, for each of them may need anything. */
function callLines({ basis }: ClientAdvice): string[] {
  return [
    ...basis.unmapped.map((call) => `  ? ${callText(call)}: ${safe(call.why)}`),
    ...basis.doubtful.map((call) => `  ? ${callText(call)}: ${safe(call.why)}`),
    ...basis.refused.map((call) => `  ! ${callText(call)}: never succeeded`),
  ];
}

function wholeLines({ dependencies, risk, ties, notes, optimal }: ClientAdvice): string[] {
  const proof = optimal ? 'proved' : 'not proved to be the least';
  return [
    `  risk: ${count(risk.now)} now, ${count(risk.minimal)} at least (${proof}); greedy ${count(risk.greedy)}, all that the operations list ${count(risk.union)}`,
    ...ties.map((tie) => `  tie: ${safe(tie)}`),
    ...dependencies.map(
      ({ of, operation, needs, why, source }) =>
        `  curated: after ${of.method} ${safe(of.template)} apps often call ${operation}, because ${why}` +
        `${needs.length === 0 ? '' : ` (needs ${needs.join(', ')})`}. Source: ${source}`,
    ),
    ...notes.map((note) => `  note: ${safe(note)}`),
  ];
}
