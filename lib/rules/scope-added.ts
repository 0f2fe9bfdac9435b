import type { Scope } from '../domain/scope.ts';
import { scopesBeyond } from '../domain/scope.ts';
import { scopeRisk } from '../domain/scope-catalogue.ts';
import { clientScreen, orApprove } from './fix-steps.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict, Violation } from './rule.ts';
import { unknownBecause, violatedBy } from './rule.ts';
import { enforcementNote } from './scope-enforcement.ts';
import { added, approver, notApprovedYet } from './words.ts';

/** A scope beyond the approved set, for a grant type that scopes restrict. */
export const scopeAdded: ClientRule = {
  id: 'scope-added',
  scope: 'client',
  isDrift: true,
  defaultSeverity: "by the scope's risk",
  needs: ['clients'],
  doc: {
    what: 'The client holds a scope that no approved scope implies.',
    why: 'Every scope opens more of the API to the vendor, often personal data of customers and agents.',
    when:
      'Only for grant types that scopes restrict, so never for client credentials. Sets are compared by effect: ' +
      '`users:readonly` beside an approved `users` is no gain. Severity is the risk of the scope.',
    fix: 'Remove the scope from the client, or approve it.',
    silence: "List the scope in the vendor's `scopes` in guardian.yaml, or accept the client's present state.",
  },
  judge: (facts, context) => whereRestrictedBy('scopes', facts, () => judgeScopes(facts, context)),
};

function judgeScopes(facts: ClientFacts, context: RuleContext): Verdict {
  const approved = facts.approval.scopes;
  if (!approved) return unknownBecause(notApprovedYet('scopes are'));
  const by = approver(approved.basis);
  return violatedBy(
    scopesBeyond(facts.client.scopes, approved.value).map((scope) => violation(scope, by, facts, context)),
  );
}

function violation(scope: Scope, by: string, facts: ClientFacts, { org }: RuleContext): Violation {
  const { severity, reason } = scopeRisk(scope);
  return {
    subject: scope,
    severity,
    title: `Scope ${scope} is beyond what was approved`,
    because: `${reason} It is not among the scopes approved by ${by}.${enforcementNote(org)}`,
    evidence: { scope },
    change: added([`scope ${scope}`]),
    fix: [
      `${clientScreen(facts.client, 'Scope')}: remove ${scope} and save, after asking the vendor why it was added.`,
      orApprove(facts, 'scopes'),
    ],
  };
}
