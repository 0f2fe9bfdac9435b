import type { AdviceAnswer, Answered, ClientAdvice } from '../../jobs/queries/advice.ts';
import { blastText } from './advice-blast-text.ts';
import { clientAdviceText } from './advice-client-text.ts';
import { gapLines } from './coverage-text.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { agoOf, count, localTime, plural } from './style.ts';
import { tableOf } from './table.ts';

export interface AdviceTextOptions {
  readonly now: Date;
  readonly paper: Paper;
  /** True where one client is asked about: then nothing is left out. */
  readonly isWhole: boolean;
}

/** What each client needs at least, and the way there. */
export function adviceText(answer: AdviceAnswer, { now, paper, isWhole }: AdviceTextOptions): string {
  const { clients, unadvised, divisionNames } = answer;
  const shown = isWhole ? clients : clients.filter(hasSomethingToSay);
  const blocks = shown.map((advice) =>
    [
      clientAdviceText(advice, { divisionNames, isWhole, paper }),
      ...(advice.blast ? [blastText(advice.blast, paper)] : []),
    ].join('\n'),
  );
  const without = unadvised.map(({ client, why }) => `${safe(client.name)}: no advice, ${safe(why)}.`);
  const hint =
    isWhole || clients.length === 0 ? [] : [paper.paint.dim('guardian advise --client NAME shows every call.')];
  return `${[
    ...windowLines(answer, now),
    ...(clients.length > 1 ? ['', overview(clients, paper), paper.paint.dim(LEGEND)] : []),
    ...blocks.flatMap((block) => ['', block]),
    ...nothingToDo(clients, isWhole).flatMap((line) => ['', line]),
    ...(without.length > 0 ? ['', ...without] : []),
    ...(answer.run && clients.length + unadvised.length === 0 ? ['No client fits.'] : []),
    ...(hint.length > 0 ? ['', ...hint] : []),
  ].join('\n')}\n`;
}

/** What was looked at, and how old it is. */
export function windowLines({ run, window }: Answered, now: Date): string[] {
  if (!run || !window) return gapLines(run);
  const { from, through, daysObserved, daysWanted } = window;
  const age = run.usageAsOf
    ? `data as of ${localTime(run.usageAsOf)} (${agoOf(run.usageAsOf, now)})`
    : 'no usage is known';
  return [
    ...gapLines(run),
    `Calls from ${from} to ${through}: ${daysObserved} of ${plural(daysWanted, 'day')} observed; ${age}`,
  ];
}

/** One client of which there is nothing to tell is answered, too; of several, the overview tells. */
function nothingToDo(clients: readonly ClientAdvice[], isWhole: boolean): string[] {
  const [only, ...others] = clients;
  if (isWhole || !only || others.length > 0 || hasSomethingToSay(only)) return [];
  const { client, keep, kind, confidence } = only;
  const kept = plural(keep.length, kind.slice(0, -1));
  return [`${safe(client.name)}: nothing to remove, narrow or add; to keep: ${kept}. Confidence: ${confidence.level}.`];
}

function hasSomethingToSay({ remove, narrow, add, basis, blast }: ClientAdvice): boolean {
  const calls = basis.unmapped.length + basis.doubtful.length + basis.refused.length;
  return remove.length + narrow.length + add.length + calls > 0 || blast !== undefined;
}

/** What two of its columns count: docs/risk-table.md. */
const LEGEND = 'risk: the weight of all that the client holds; least: of the least set that its calls need.';

function overview(clients: readonly ClientAdvice[], paper: Paper): string {
  return tableOf(
    paper,
    [
      { title: 'vendor', isFlexible: true },
      { title: 'client', isFlexible: true },
      { title: 'confidence' },
      { title: 'keep', isNumber: true },
      { title: 'remove', isNumber: true },
      { title: 'narrow', isNumber: true },
      { title: 'add', isNumber: true },
      { title: 'risk', isNumber: true },
      { title: 'least', isNumber: true },
    ],
    clients.map(({ vendor, client, confidence, keep, remove, narrow, add, risk }) => [
      safe(vendor ?? ''),
      safe(client.name),
      confidence.level,
      ...[keep, remove, narrow, add].map(({ length }) => count(length)),
      count(risk.now),
      count(risk.minimal),
    ]),
  );
}
