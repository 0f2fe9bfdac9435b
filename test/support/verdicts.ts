import type { ClientRule, Verdict, Violation } from '../../lib/rules/rule.ts';
import type { Situation } from './facts.ts';

/** The verdict of a rule on a situation. */
export function judge(rule: ClientRule, { facts, context }: Situation): Verdict {
  return rule.judge(facts, context);
}

/** The violations that a rule finds; none where its verdict is another. */
export function violationsOf(rule: ClientRule, situation: Situation): readonly Violation[] {
  const verdict = judge(rule, situation);
  return verdict.outcome === 'violated' ? verdict.violations : [];
}

/** The one violation that a rule finds; throws where it finds none or several. */
export function onlyViolation(rule: ClientRule, situation: Situation): Violation {
  const [violation, ...more] = violationsOf(rule, situation);
  if (!violation || more.length > 0) {
    throw new Error(`expected one violation of ${rule.id}, got ${JSON.stringify(judge(rule, situation))}`);
  }
  return violation;
}

/** The subjects of the violations that a rule finds, sorted. */
export function subjectsOf(rule: ClientRule, situation: Situation): string[] {
  return violationsOf(rule, situation)
    .map(({ subject }) => subject)
    .sort();
}
