import type { Approved } from '../domain/approval.ts';
import { clientScreen, orApprove } from './fix-steps.ts';
import type { ClientFacts, ClientRule, RuleContext, Verdict } from './rule.ts';
import { compliant, unknownBecause, violatedBy } from './rule.ts';
import { approver, notApprovedYet, replaced } from './words.ts';

/** Tokens live longer than approved, or longer than the default maximum. */
export const tokenLifetimeRaised: ClientRule = {
  id: 'token-lifetime-raised',
  scope: 'client',
  defaultSeverity: 'medium',
  needs: ['clients'],
  doc: {
    what: "The client's tokens are valid for longer than approved.",
    why: 'A token that leaks can be used until it ends, whatever is revoked or changed meanwhile.',
    when:
      "The limit is the vendor's `maxTokenSeconds`, or the value that somebody accepted. Where there is only a first " +
      'sighting or the baseline, it is the value seen then, and `thresholds.maxTokenSeconds` (24 hours) on top: nobody ' +
      'decided on what was merely found. Exactly the limit is within it.',
    fix: 'Shorten the validity, or approve it.',
    silence: "Set the vendor's `maxTokenSeconds` in guardian.yaml, or accept the client's present state.",
  },
  judge,
};

function judge(facts: ClientFacts, { thresholds }: RuleContext): Verdict {
  const { client, approval } = facts;
  const limit = limitOf(approval.tokenSeconds, thresholds.maxTokenSeconds);
  if (client.tokenSeconds <= limit.seconds) {
    return approval.tokenSeconds ? compliant : unknownBecause(notApprovedYet('token validity is'));
  }
  return violatedBy([
    {
      subject: 'token lifetime',
      severity: 'medium',
      title: `Tokens are valid for ${duration(client.tokenSeconds)}, the limit is ${duration(limit.seconds)}`,
      because: `The limit is set by ${limit.by}. A token that leaks can be used for longer than that now.`,
      evidence: { tokenSeconds: client.tokenSeconds },
      change: replaced('tokenSeconds', String(limit.seconds), String(client.tokenSeconds)),
      fix: [
        `${clientScreen(client, 'Token Duration')}: set at most ${limit.seconds} seconds and save.`,
        orApprove(facts, 'maxTokenSeconds'),
      ],
    },
  ]);
}

function limitOf(
  approved: Approved<number> | undefined,
  defaultSeconds: number,
): { readonly seconds: number; readonly by: string } {
  const byDefault = { seconds: defaultSeconds, by: '`thresholds.maxTokenSeconds`' };
  if (!approved) return byDefault;
  const isDecided = approved.basis === 'manifest' || approved.basis === 'accepted';
  if (!isDecided && defaultSeconds < approved.value) return byDefault;
  return { seconds: approved.value, by: approver(approved.basis) };
}

/** `90 min`, `24 h`: whole hours or minutes where they fit, else seconds. */
function duration(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
