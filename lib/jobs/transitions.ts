import type { Finding, Transition } from '../domain/finding.ts';
import { ended, sighted, unsighted } from '../domain/life-cycle.ts';
import type { FindingsById, RunState } from '../domain/run.ts';
import { severityRank } from '../domain/severity.ts';
import type { WrittenWaiver } from '../domain/triage.ts';
import { isConclusive, type Judgement } from '../rules/engine.ts';
import type { Rule, RuleContext } from '../rules/rule.ts';
import { judgementOf } from './judgement-of.ts';
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
  /** The waivers of `guardian.yaml`. */
  readonly waivers: readonly WrittenWaiver[];
  /** The run before this one: until then the findings were seen. */
  readonly lastRun: Pick<RunState, 'at' | 'sources'> | undefined;
}

/**
 * The transitions of a run, worst first. What a violation does to a finding is `lib/domain/life-cycle.ts`; an unresolved
 * finding resolves only if its rule was judged conclusively and no longer names it; a waiver ends whatever could be
 * judged. Pure.
 */
export function transitionsOf(input: TransitionInput): Transition[] {
  const { seen, unresolved, known, context, lastRun, rules, waivers } = input;
  const life = { now: context.now, written: new Map(waivers.map((waiver) => [waiver.finding, waiver] as const)) };
  const committed = new Map<string, Finding>([
    ...known,
    ...unresolved.map((finding) => [finding.id, finding] as const),
  ]);
  const told = [...seen.values()].flatMap((finding) => sighted(finding, committed.get(finding.id), life) ?? []);
  const missed = unresolved.filter(({ id }) => !seen.has(id));
  const conclusionOn = conclusions(missed, input);
  const others = missed.flatMap((finding): Transition[] => {
    const conclusion = conclusionOn(finding);
    if (conclusion === 'unknown') {
      const transition = unsighted(finding, life);
      return transition ? [transition] : [];
    }
    return [ended(lastRun ? withLastSight(finding, lastRun, rules) : finding, conclusion, context.now)];
  });
  return [...told, ...others].sort(worstFirst);
}

/**
 * What the judgements allow to say of findings that no violation names. They are gone if their rule was asked about them
 * and left nothing open, or if there is nothing left to ask about, because the client is gone and every source was read
 * whole.
 */
function conclusions(
  missed: readonly Finding[],
  { judgements, rules, context }: TransitionInput,
): (finding: Finding) => 'gone' | 'rule-off' | 'unknown' {
  // There are as many judgements as clients times rules, and seldom a finding that is missed.
  const missedBy = new Set(missed.map(({ rule }) => rule));
  const outcomeOf = judgementOf(
    judgements.filter(({ rule }) => missedBy.has(rule)),
    rules,
  );
  const asked = new Map(rules.map((rule) => [rule.id, rule] as const));
  const isRead = (source: keyof RuleContext['coverage']) => context.coverage[source].status === 'complete';
  return (finding) => {
    const askedRule = asked.get(finding.rule);
    if (!askedRule) return 'rule-off';
    const judgement = outcomeOf(finding);
    const { needs, recalls = [] } = askedRule;
    const isGone = judgement
      ? isConclusive(judgement, finding.subject)
      : isRead('clients') && needs.every((source) => recalls.includes(source) || isRead(source));
    return isGone ? 'gone' : 'unknown';
  };
}

function worstFirst(a: Transition, b: Transition): number {
  return severityRank(a.finding.severity) - severityRank(b.finding.severity) || (a.finding.id < b.finding.id ? -1 : 1);
}
