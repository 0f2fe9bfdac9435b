import type { Scope } from '../domain/scope.ts';
import { isReadonlyScope } from '../domain/scope.ts';
import { clientScreen, orApprove } from './fix-steps.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict, Violation } from './rule.ts';
import { unknownBecause, violatedBy } from './rule.ts';
import { enforcementNote } from './scope-enforcement.ts';
import { added, approver, notApprovedYet } from './words.ts';

/** `x` held where only `x:readonly` is approved. */
export const scopeBroaderThanNeeded: ClientRule = {
  id: 'scope-broader-than-needed',
  scope: 'client',
  isDrift: true,
  defaultSeverity: 'high',
  needs: ['clients'],
  doc: {
    what: 'The client may write where only reading was approved: it holds `x`, and `x:readonly` is approved.',
    why: 'A vendor that should look at data can change or delete it.',
    when:
      'Only for grant types that scopes restrict, and only where `x` itself is not approved. The same scope is then ' +
      'also `scope-added`, for each rule is judged on its own.',
    fix: 'Replace the scope by its readonly form.',
    silence: "List the writing scope in the vendor's `scopes` in guardian.yaml, or accept the present state.",
  },
  judge: (facts, context) => whereRestrictedBy('scopes', facts, () => judgeScopes(facts, context)),
};

function judgeScopes(facts: ClientFacts, context: RuleContext): Verdict {
  const approved = facts.approval.scopes;
  if (!approved) return unknownBecause(notApprovedYet('scopes are'));
  const values = new Set(approved.value);
  const broader = facts.access.scopes.filter(
    (scope) => !isReadonlyScope(scope) && !values.has(scope) && values.has(`${scope}:readonly`),
  );
  return violatedBy(broader.map((scope) => violation(scope, approver(approved.basis), facts, context)));
}

function violation(scope: Scope, by: string, facts: ClientFacts, { org }: RuleContext): Violation {
  const readonly = `${scope}:readonly`;
  return {
    subject: scope,
    severity: 'high',
    title: `Scope ${scope} is held where ${readonly} is approved`,
    because:
      `Reading was approved by ${by}, and this scope also lets the app create, change and delete.` +
      enforcementNote(org),
    evidence: { scope, approved: readonly },
    change: added([`scope ${scope}`]),
    fix: [
      `${clientScreen(facts.client, 'Scope')}: remove ${scope}, keep or add ${readonly}, and save.`,
      orApprove(facts, 'scopes'),
    ],
  };
}
