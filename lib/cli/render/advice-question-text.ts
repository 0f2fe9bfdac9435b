import type { Answered, Enforcement, NameExplanation, NameHolder, Simulation } from '../../jobs/queries/advice.ts';
import { callsText, callText } from './advice-calls.ts';
import { windowLines } from './advice-text.ts';
import type { Paper } from './paper.ts';
import { safe } from './safe.ts';
import { count, plural } from './style.ts';
import { tableOf } from './table.ts';

interface TextOptions {
  readonly now: Date;
  readonly paper: Paper;
}

const MOST_CALLS = 8;
const MOST_OPERATIONS = 20;

/** What a scope or permission opens, how risky it is, who holds it, and which calls need it. */
export function explanationText(
  answer: Answered & { readonly explanation: NameExplanation },
  { now, paper: { paint } }: TextOptions,
): string {
  const { name, risk, opens, holders } = answer.explanation;
  const rest = opens.length - MOST_OPERATIONS;
  return lines([
    ...windowLines(answer, now),
    '',
    `${paint.bold(safe(name))}: ${risk.severity} risk`,
    `  weight ${safe(risk.why)}`,
    ...(holders.length === 0 ? ['  Nobody holds it, and no observed call needs it.'] : []),
    ...holders.flatMap((holder) => holderLines(holder)),
    `  It opens, or helps to open, ${plural(opens.length, 'operation')}${opens.length > 0 ? ':' : '.'}`,
    ...opens.slice(0, MOST_OPERATIONS).map((operation) => paint.dim(`    ${operation}`)),
    ...(rest > 0 ? [paint.dim(`    and ${rest} more`)] : []),
  ]);
}

/** What would fail if clients lost some names. */
export function simulationText(
  answer: Answered & { readonly clients: readonly Simulation[] },
  names: readonly string[],
  { now, paper: { paint } }: TextOptions,
): string {
  const { clients } = answer;
  const held = new Set(clients.flatMap(({ removed, impliedBy }) => [...removed, ...impliedBy.map(({ name }) => name)]));
  const unheld = names.filter((name) => !held.has(name));
  return lines([
    ...windowLines(answer, now),
    '',
    `Without ${safe(names.join(', '))}:`,
    ...(clients.length === 0 ? ['  no client would lose anything: none of them holds it.'] : []),
    ...(clients.length > 0 && unheld.length > 0 ? [`  nobody holds ${safe(unheld.join(', '))}: not tried`] : []),
    ...clients.flatMap(({ client, breaks, requests, impliedBy, unknownRequests }) => [
      breaks.length === 0
        ? `  ${safe(client.name)}: ${paint.green('no observed call would fail')}`
        : `  ${safe(client.name)}: ${paint.red(`${plural(breaks.length, 'call')} would fail`)}, ${plural(requests, 'request')}`,
      ...breaks.map((call) => `    ${callText(call)}`),
      ...impliedBy.map(({ name, by }) => `    it would keep ${safe(name)} by ${safe(by.join(', '))}: name that`),
      ...(unknownRequests > 0 ? [`    of ${plural(unknownRequests, 'request')} nobody can tell what they need`] : []),
    ]),
  ]);
}

/** Who breaks on the day on which the org begins to enforce scopes, and which scopes mend it. */
export function enforcementText(
  answer: Answered & { readonly clients: readonly Enforcement[] },
  { now, paper }: TextOptions,
): string {
  const { clients } = answer;
  const { paint } = paper;
  const hurt = clients.filter(({ verdict }) => verdict === 'breaks');
  return lines([
    ...windowLines(answer, now),
    '',
    paint.bold('If the org enforced scopes from now on'),
    ...(answer.run && clients.length === 0 ? ['No client is restricted by scopes.'] : []),
    ...(clients.length > 0 ? [enforcementTable(clients, paper)] : []),
    ...hurt.flatMap(({ client, breaks, mend }) => [
      '',
      `${paint.bold(safe(client.name))} would fail at ${plural(breaks.length, 'call')}:`,
      ...breaks.slice(0, MOST_CALLS).map((call) => `    ${callText(call)}`),
      ...(breaks.length > MOST_CALLS ? [`    and ${breaks.length - MOST_CALLS} more`] : []),
      ...mend.map(({ name, because }) => paint.green(`  + ${safe(name)}: ${callsText(because, 2)}`)),
    ]),
    ...clients.flatMap(({ client, unmapped }) =>
      unmapped.map((call) => `  ? ${safe(client.name)}: ${callText(call)}: ${safe(call.why)}`),
    ),
  ]);
}

function enforcementTable(clients: readonly Enforcement[], paper: Paper): string {
  return tableOf(
    paper,
    [
      { title: 'client', isFlexible: true },
      { title: 'vendor', isFlexible: true },
      { title: 'verdict' },
      { title: 'failing requests', isNumber: true },
      { title: 'of', isNumber: true },
      { title: 'confidence' },
      { title: 'scopes to add', isFlexible: true },
    ],
    clients.map(({ client, vendor, verdict, failingRequests, requests, confidence, mend }) => [
      safe(client.name),
      safe(vendor ?? ''),
      verdict,
      count(failingRequests),
      count(requests),
      confidence.level,
      safe(mend.map(({ name }) => name).join(', ')),
    ]),
  );
}

function holderLines({ client, by, calls }: NameHolder): string[] {
  const title =
    by.length > 0
      ? `  ${safe(client.name)} holds it (${safe(by.join('; '))})`
      : `  ${safe(client.name)} does not hold it`;
  if (calls.length === 0) return [`${title}: no observed call needs it`];
  const rest = calls.length - MOST_CALLS;
  return [
    `${title}: ${by.length > 0 ? 'needed by' : 'it would open'} ${plural(calls.length, 'call')}`,
    ...calls.slice(0, MOST_CALLS).map((call) => {
      const others = call.alternatives.length > 0 ? `, or ${safe(call.alternatives.join(', '))}` : '';
      return `    ${callText(call)} ${call.basis}${others}`;
    }),
    ...(rest > 0 ? [`    and ${rest} more`] : []),
  ];
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
