import { DAY_MS, epochMs } from '../domain/usage/calendar.ts';
import { daysSinceLastRequest } from '../domain/usage/idle-time.ts';
import { clientScreen } from './fix-steps.ts';
import { staleness } from './fresh-usage.ts';
import { type ClientFacts, type ClientRule, compliant, unknownBecause, violatedBy } from './rule.ts';

export const clientUnused: ClientRule = {
  id: 'client-unused',
  scope: 'client',
  defaultSeverity: 'low',
  needs: ['usage'],
  doc: {
    what: 'An OAuth client has made no API request for a long time.',
    why: 'A client that nobody needs is a secret that nobody watches: it can only be misused.',
    when: 'No request for `thresholds.unusedDays` days (30 by default), and every one of these days is known. A client younger than that is left alone.',
    fix: 'Ask its owner whether it is still needed. If not, delete it in Admin > Integrations > OAuth: first make a new secret, wait whether anybody complains, then delete.',
    silence:
      'Raise `thresholds.unusedDays` in `guardian.yaml`, or waive the finding for a client that works once a quarter.',
  },
  judge(facts, context) {
    const { usage, now, thresholds } = context;
    const { client } = facts;
    if (!usage) return unknownBecause('No usage is known yet.');
    const stale = staleness(usage, context);
    if (stale) return unknownBecause(stale);
    const { unusedDays } = thresholds;
    const since = knownSince(facts);
    // Of days before it was there nothing need be known.
    if (since !== undefined && epochMs(now) - epochMs(since) < unusedDays * DAY_MS) return compliant;
    const idleDays = daysSinceLastRequest(usage.days, client.id, now, unusedDays);
    if (idleDays === undefined) {
      return unknownBecause(
        `Usage is not known for each of the last ${unusedDays} days: one of them may hold a request.`,
      );
    }
    if (idleDays < unusedDays) return compliant;
    if (since === undefined) return unknownBecause('Nobody knows how old the client is: it may be new.');
    return violatedBy([
      {
        subject: 'client',
        severity: 'low',
        title: `${client.name} has not called the API for ${unusedDays} days or more`,
        because: `Usage is known for each of the ${unusedDays} days up to ${usage.asOf}, and holds no request of it (resolution: day). A client that nobody needs can only be misused.`,
        // One that gets no tokens any more is less of a danger than one that does.
        evidence: client.state === 'active' ? { state: client.state } : {},
        fix: [
          `Ask the owner of ${client.name} whether it is still needed.`,
          `If not: ${clientScreen(client, 'Generate New Secret')}, wait whether anybody complains, then delete it.`,
          'If it works less often than that: raise thresholds.unusedDays in guardian.yaml, or waive this finding.',
        ],
      },
    ]);
  },
};

/** When the client was created; where the API does not say, when it was first seen. */
function knownSince({ client, approval }: ClientFacts): string | undefined {
  return client.provenance?.createdAt ?? approval.stored?.at;
}
