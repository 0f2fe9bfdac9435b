import type { Scope } from '../domain/scope.ts';
import { scopesBeyond, scopesCover } from '../domain/scope.ts';
import { clientScreen, orApprove } from './fix-steps.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict, Violation } from './rule.ts';
import { unknownBecause, violatedBy } from './rule.ts';
import { enforcementNote } from './scope-enforcement.ts';
import { approver, notApprovedYet, removed } from './words.ts';

/** An approved scope is gone: the vendor's app may break. */
export const scopeRemoved: ClientRule = {
  id: 'scope-removed',
  scope: 'client',
  isDrift: true,
  defaultSeverity: 'info',
  needs: ['clients'],
  doc: {
    what: 'A scope that was approved is no longer held, and none that the client holds implies it.',
    why: 'Nothing is less safe, but calls of the vendor may be refused from now on.',
    when: 'Only for grant types that scopes restrict. `users:readonly` counts as held where `users` is.',
    fix: 'Give the scope back if the vendor needs it, or take it off the approved ones.',
    silence: "Take the scope out of the vendor's `scopes` in guardian.yaml, or accept the client's present state.",
  },
  judge: (facts, context) => whereRestrictedBy('scopes', facts, () => judgeScopes(facts, context)),
};

function judgeScopes(facts: ClientFacts, context: RuleContext): Verdict {
  const approved = facts.approval.scopes;
  if (!approved) return unknownBecause(notApprovedYet('scopes are'));
  const by = approver(approved.basis);
  return violatedBy(
    scopesBeyond(approved.value, facts.client.scopes).map((scope) => violation(scope, by, facts, context)),
  );
}

function violation(scope: Scope, by: string, facts: ClientFacts, { org }: RuleContext): Violation {
  const readonly = `${scope}:readonly`;
  const isNarrowed = scopesCover(facts.client.scopes, readonly);
  return {
    subject: scope,
    severity: 'info',
    title: isNarrowed ? `Approved scope ${scope} was narrowed to ${readonly}` : `Approved scope ${scope} is gone`,
    because: `Approved by ${by}, so the vendor's app may rely on it and fail without it.${enforcementNote(org)}`,
    // Only where it is so: that its readonly form came back is no more than before.
    evidence: { scope, ...(!isNarrowed && { isWhollyGone: true }) },
    change: removed([`scope ${scope}`]),
    fix: [
      `${clientScreen(facts.client, 'Scope')}: add ${scope} again if the vendor's app fails without it.`,
      orApprove(facts, 'scopes'),
    ],
  };
}
