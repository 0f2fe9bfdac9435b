import { evidenceChange } from '../domain/evidence.ts';
import { type Finding, NO_CLIENT, type Transition } from '../domain/finding.ts';
import type { FindingsById, RunState } from '../domain/run.ts';
import { severityRank } from '../domain/severity.ts';
import { isConclusive, type Judgement } from '../rules/engine.ts';
import type { Rule, RuleContext } from '../rules/rule.ts';
import { withLastSight } from './last-sight.ts';

/** What a run says, beside what is committed. */
export interface TransitionInput {
  /** Findings of this run's violations, by id. */
  readonly seen: ReadonlyMap<string, Finding>;
  readonly judgements: readonly Judgement[];
  /** The rules that were asked: findings of a rule that is switched off resolve. */
  readonly rules: readonly Rule[];
  /** Findings that are not resolved, as committed. */
  readonly unresolved: readonly Finding[];
  /** Findings of this run's violations that were seen before, resolved ones included. */
  readonly known: FindingsById;
  readonly context: RuleContext;
  /** The run before this one: until then the findings were seen. */
  readonly lastRun: Pick<RunState, 'at' | 'sources'> | undefined;
}

/**
 * The transitions of a run, worst first. A violation opens a finding, or opens it again; one whose evidence or severity
 * grew, or whose rule is no longer staged, is told again (`open → open`); an unresolved finding resolves only if its rule was judged conclusively and no
 * longer names it. Pure.
 */
export function transitionsOf(input: TransitionInput): Transition[] {
  const { seen, unresolved, known, context, lastRun, rules } = input;
  const committed = new Map<string, Finding>([
    ...known,
    ...unresolved.map((finding) => [finding.id, finding] as const),
  ]);
  const told = [...seen.values()].flatMap((finding) => telling(finding, committed.get(finding.id)));
  const missed = unresolved.filter(({ id }) => !seen.has(id));
  const isConcluded = conclusions(missed, input);
  const resolved = missed.filter(isConcluded).map((finding): Transition => {
    const last = lastRun ? withLastSight(finding, lastRun, rules) : finding;
    return { from: finding.state, to: 'resolved', finding: { ...last, state: 'resolved', asOf: context.now } };
  });
  return [...told, ...resolved].sort(worstFirst);
}

/** The transition that a violation makes; none where everything about it is already told. */
function telling(finding: Finding, committed: Finding | undefined): Transition[] {
  const change = finding.change && { change: finding.change };
  if (!committed) return [{ from: null, to: 'open', finding, ...change }];
  const known = { ...finding, ...(committed.actor && !finding.actor && { actor: committed.actor }) };
  const { state } = committed;
  if (state === 'resolved') return [{ from: state, to: 'open', finding: known, ...change }];
  const evidence = evidenceChange(committed.evidence, finding.evidence);
  // Nobody was told of it while its rule was staged.
  const isFirstTold = committed.staged === true && !finding.staged && state === 'open';
  if (evidence === 'grew' || severityRank(finding.severity) < severityRank(committed.severity) || isFirstTold) {
    return [{ from: state, to: 'open', finding: known, ...change }];
  }
  if (evidence === 'same' && finding.severity === committed.severity) return [];
  return [{ from: state, to: state, finding: { ...known, state }, ...change, shrank: true }];
}

/**
 * True for findings of which the judgements allow to say "no longer so": their rule was asked about them and left
 * nothing open; or there is nothing left to ask about, because the client is gone and every source was read whole; or
 * the rule is switched off.
 */
function conclusions(
  missed: readonly Finding[],
  { judgements, rules, context }: TransitionInput,
): (finding: Finding) => boolean {
  // There are as many judgements as clients times rules, and seldom a finding that is missed.
  const missedBy = new Set(missed.map(({ rule }) => rule));
  const outcomes = new Map(
    judgements
      .filter(({ rule }) => missedBy.has(rule))
      .map((judgement) => [key(judgement.rule, judgement.clientId), judgement] as const),
  );
  const asked = new Map(rules.map((rule) => [rule.id, rule] as const));
  const isRead = (source: keyof RuleContext['coverage']) => context.coverage[source].status === 'complete';
  return ({ rule, client, subject }) => {
    const askedRule = asked.get(rule);
    if (!askedRule) return true;
    const judgement = outcomes.get(key(rule, askedRule.scope === 'org' ? NO_CLIENT.id : client.id));
    return judgement ? isConclusive(judgement, subject) : isRead('clients') && askedRule.needs.every(isRead);
  };
}

function key(rule: string, clientId: string): string {
  return `${rule}|${clientId}`;
}

function worstFirst(a: Transition, b: Transition): number {
  return severityRank(a.finding.severity) - severityRank(b.finding.severity) || (a.finding.id < b.finding.id ? -1 : 1);
}
