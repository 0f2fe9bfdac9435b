import { type Finding, NO_CLIENT } from '../domain/finding.ts';
import type { Judgement } from '../rules/engine.ts';
import type { Rule } from '../rules/rule.ts';

/** The judgement that speaks of a finding, if its rule was asked: of its client, or of the org where the rule judges that. */
export function judgementOf(
  judgements: readonly Judgement[],
  rules: readonly Rule[],
): (finding: Pick<Finding, 'rule' | 'client'>) => Judgement | undefined {
  const asked = new Map(rules.map((rule) => [rule.id, rule] as const));
  const byKey = new Map(judgements.map((judgement) => [keyOf(judgement.rule, judgement.clientId), judgement] as const));
  return ({ rule, client }) => byKey.get(keyOf(rule, asked.get(rule)?.scope === 'org' ? NO_CLIENT.id : client.id));
}

function keyOf(rule: string, clientId: string): string {
  return `${rule}|${clientId}`;
}
