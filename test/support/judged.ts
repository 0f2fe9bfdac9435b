import { type Judgement, judgeAll } from '../../lib/rules/engine.ts';
import type { Rule, RuleContext } from '../../lib/rules/rule.ts';

/** What a rule says of one client, or of the org where it judges that, asked through the engine as a run does. */
export function judged(rule: Rule, context: RuleContext, clientId?: string): Judgement {
  const all = judgeAll({ rules: [rule], context, settings: {} });
  const wanted = rule.scope === 'org' ? '-' : clientId;
  const [only, ...rest] = wanted === undefined ? all : all.filter((judgement) => judgement.clientId === wanted);
  if (!only || rest.length > 0) throw new Error(`${rule.id} judges ${all.map((one) => one.clientId).join(', ')}`);
  return only;
}

/** The subjects of its violations, sorted. */
export function subjectsOf({ violations }: Judgement): string[] {
  return violations.map(({ subject }) => subject).sort();
}

/** The context with one source in another state. */
export function withSource(
  context: RuleContext,
  source: keyof RuleContext['coverage'],
  status: 'incomplete' | 'skipped' | 'failed',
  reason = 'HTTP 403',
): RuleContext {
  const { asOf } = context.coverage[source];
  return { ...context, coverage: { ...context.coverage, [source]: { status, count: 0, asOf, reason } } };
}
