import type { MissingNeed } from '../domain/grant-use.ts';
import { clientScreen, ROLES_TAB } from './fix-steps.ts';
import { type ObservedCalls, observedCalls, opaqueNote, windowWords } from './observed-calls.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict, Violation } from './rule.ts';
import { violatedBy } from './rule.ts';
import { listed } from './words.ts';

/** Permissions that calls need and no role gives: a dependency that nobody knew of, or an integration that is broken. */
export const permissionMissing: ClientRule = {
  id: 'permission-missing',
  scope: 'client',
  defaultSeverity: 'medium',
  needs: ['clients', 'roles', 'usage'],
  recalls: ['roles'],
  doc: {
    what: 'A call that the client makes, or that the manifest announces, needs a permission that none of its roles gives.',
    why: 'A part of the integration does not work, often unnoticed, or will not work from its first day on. Somebody in a hurry then grants far too much.',
    when:
      'Only for client credentials. By the API definition the operation needs permissions that no role gives in any ' +
      'division, and the call was refused within `thresholds.observationDays` days (30) and has not succeeded on that day ' +
      "or since; or the vendor's `endpoints` name it one by one, and the vendor has no other client in the org. That a " +
      'refusal is for want of the permission is inferred: usage counts classes of answers, so a 403 cannot be told from ' +
      'another 4xx. A call that succeeds is never reported, whatever the definition says: Genesys admits that some ' +
      'endpoints name a wrong permission, and what works lacks nothing. Divisions are not looked at. Patterns with `*` ' +
      'announce no call. Unknown beside that: refused calls that the catalogue of the API does not have. Calls that lack ' +
      'the same are one finding.',
    fix: 'Ask the vendor whether it needs the call. Add the permission to a role of the client alone, in the divisions that it works in; or ask the vendor to leave the call out.',
    silence: 'Waive the finding, or take the call out of `endpoints` in guardian.yaml where that announces it.',
  },
  judge: (facts, context) => whereRestrictedBy('permissions', facts, () => judgeNeeds(facts, context)),
};

function judgeNeeds(facts: ClientFacts, context: RuleContext): Verdict {
  const observed = observedCalls(facts, context);
  if ('outcome' in observed) return observed;
  const { use, window } = observed;
  const violations = use.missing.map((need) => violation(need, facts, observed));
  if (window.isStale) return violatedBy(violations, window.gap);
  const refused = use.opaque.filter(({ isRefused }) => isRefused);
  return refused.length > 0 ? violatedBy(violations, opaqueNote(refused), []) : violatedBy(violations);
}

function violation(need: MissingNeed, { client, vendor }: ClientFacts, { window }: ObservedCalls): Violation {
  const names = namesOf(need);
  const isSeen = need.refused.length > 0;
  const calls = isSeen ? need.refused : need.declared;
  return {
    subject: subjectOf(need),
    severity: 'medium',
    title: `${client.name} lacks ${names} for ${isSeen ? 'calls that are refused' : 'calls that are announced'}`,
    because: `${need.kind === 'ANY' && need.permissions.length > 1 ? 'One of these permissions is' : 'This is'} needed for ${listed(calls, 5)}, and no role of the client gives it. ${
      isSeen
        ? `These calls were refused ${windowWords(window)} and have not succeeded since. That this is the reason is inferred: usage does not tell a 403 from another 4xx.`
        : `The calls are announced under endpoints of ${vendor?.name ?? 'its vendor'} in guardian.yaml; nobody has seen them succeed.`
    }`,
    // A list, so that a call that is announced and then refused is news, and one that is no longer made is not.
    evidence: {
      wants: need.kind === 'ANY' ? 'any' : 'all',
      permissions: need.permissions,
      calls: [...(isSeen ? ['refused'] : []), ...(need.declared.length > 0 ? ['announced'] : [])],
    },
    fix: [
      `Ask the vendor whether ${client.name} needs ${listed(calls, 5)}.`,
      `If so: add ${names} to a role that ${client.name} alone holds, and grant it in the divisions that it works in (${clientScreen(client, ROLES_TAB)}).`,
      `\`guardian explain --client ${client.id} --error FILE\` reads the answer of a refused call, and says for sure.`,
    ],
  };
}

function namesOf({ kind, permissions }: MissingNeed): string {
  return listed(permissions).replaceAll(', ', kind === 'ANY' ? ' or ' : ' and ');
}

/** What is lacking, not who lacks it where: the calls may change, and the finding stays the same. */
function subjectOf({ kind, permissions }: MissingNeed): string {
  return permissions.join(kind === 'ANY' ? ' | ' : ' + ');
}
