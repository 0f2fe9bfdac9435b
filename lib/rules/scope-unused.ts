import { clientScreen } from './fix-steps.ts';
import { AGE_UNKNOWN, type ObservedCalls, whereUnusedCanBeTold, windowWords } from './observed-calls.ts';
import { whereRestrictedBy } from './restricted-by.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict } from './rule.ts';
import { compliant, unknownBecause, violatedBy } from './rule.ts';
import { enforcementNote } from './scope-enforcement.ts';
import { listed } from './words.ts';

/** Scopes that no observed call could use: the vendor would not miss them. */
export const scopeUnused: ClientRule = {
  id: 'scope-unused',
  scope: 'client',
  defaultSeverity: 'low',
  needs: ['clients', 'usage'],
  doc: {
    what: 'The client holds scopes that none of its calls has needed for a long time.',
    why: 'A scope that the vendor does not need opens a part of the API to whoever steals a token, and to nobody else.',
    when:
      'Only for grant types that scopes restrict. No call of the last `thresholds.observationDays` days (30), and none ' +
      "that the vendor's `endpoints` announce one by one, accepts the scope or what it implies. Calls count whether they " +
      'succeeded or not: a 404 has needed the scope, too, and usage does not tell it from a 403. The guardian must have ' +
      'seen the scope on the client for the whole window and for `thresholds.youngGrantDays` (14), so a client is left ' +
      'alone for so long after its first sighting. Unknown while a day of the window was not read or is known of nobody, ' +
      'while the newest one is too old, and while the client makes calls of which nobody can tell what they need: ' +
      'templates that the catalogue of the API does not have, and subscriptions to notifications. A client without any ' +
      'call is left to `client-unused`. One finding for a client, with all its scopes: they are one edit on one screen, ' +
      'and "select all" would be a hundred findings.',
    fix: 'Ask the vendor, then remove the scopes from the client. Watch its 4xx answers for a few days; adding a scope back takes a minute.',
    silence:
      "For what is called less often than that: add the calls to the vendor's `endpoints` in guardian.yaml, raise " +
      '`thresholds.observationDays`, or waive the finding.',
  },
  judge: (facts, context) =>
    whereRestrictedBy('scopes', facts, () =>
      whereUnusedCanBeTold(facts, context, (observed) => judgeScopes(facts, context, observed)),
    ),
};

function judgeScopes({ client, access }: ClientFacts, { org }: RuleContext, { use, window }: ObservedCalls): Verdict {
  const scopes = use.unusedScopes;
  if (scopes.length === 0) return use.unusedYoungScopes.length > 0 ? unknownBecause(AGE_UNKNOWN) : compliant;
  return violatedBy([
    {
      subject: 'scopes',
      severity: 'low',
      title: `No call of ${client.name} needs ${scopes.length === 1 ? `scope ${scopes[0]}` : `${scopes.length} of its ${access.scopes.length} scopes`}`,
      because:
        `Calls by operation are known ${windowWords(window)}, and no call of it could have used ${listed(scopes, 8)}. ` +
        `Calls that it makes less often than that are not seen.${enforcementNote(org)}`,
      evidence: { scopes },
      fix: [
        `Ask the vendor what ${client.name} needs ${listed(scopes, 8)} for.`,
        `${clientScreen(client, 'Scope')}: remove what is not needed and save. \`guardian advise --client ${client.id}\` shows the calls behind each scope that stays.`,
        'If it is needed now and then: add the calls to endpoints of the vendor in guardian.yaml, or raise thresholds.observationDays.',
      ],
    },
  ]);
}
