import { type JudgedDay, spikes } from '../domain/usage/spike.ts';
import { grouped } from './figures.ts';
import { clientScreen } from './fix-steps.ts';
import { staleness } from './fresh-usage.ts';
import { compliant, type MeteredRule, unknownBecause, violatedBy } from './rule.ts';

export const usageSpike: MeteredRule = {
  id: 'usage-spike',
  scope: 'metered',
  defaultSeverity: 'medium',
  needs: ['usage'],
  doc: {
    what: 'A client made far more API requests on a day than it does on that day of the week.',
    why: 'A jump means a new feature, a loop that does not end, or a secret in the wrong hands that is used to copy data.',
    when: 'The newest complete day is above the median of the same weekday in the last eight weeks by more than `thresholds.spikeDeviations` robust deviations (1.4826 × the median absolute deviation), is at least twice that median, and has at least `thresholds.minimumRequests` requests. At least four such weekdays must be known. Days on end are one finding, as of the first: it is told again when it grows from twice the median to four, eight or sixteen times.',
    fix: 'Ask the vendor what happened on that day. If nobody knows, take it for misuse: make a new secret in Admin > Integrations > OAuth.',
    silence:
      'It resolves with the next ordinary day, and so does a waiver: the next spike is told again. Raise `thresholds.spikeDeviations` if your use is restless by nature.',
  },
  judge(client, usage, context) {
    const stale = staleness(usage, context);
    if (stale) return unknownBecause(stale);
    const { thresholds, now, snapshot } = context;
    const since = snapshot.client?.get(client.id)?.provenance?.createdAt;
    const verdict = spikes(usage.days, client.id, now, {
      threshold: thresholds.spikeDeviations,
      minRequests: thresholds.minimumRequests,
      ...(since && { since }),
    });
    if (verdict.outcome === 'unknown') return unknownBecause(`No spike can be told: ${verdict.reason}.`);
    if (verdict.outcome === 'normal') return compliant;
    const { date, requests, median } = verdict;
    return violatedBy([
      {
        subject: 'day',
        severity: 'medium',
        title: `${client.name} made ${grouped(requests)} API requests on ${date}${median ? `, ordinary are ${grouped(median)}` : ''}`,
        because: because(verdict),
        evidence: { timesMedianAtLeast: coarseFactor(requests, median ?? 0) },
        fix: [
          `Ask the owner of ${client.name} what happened on ${date}: a release, a migration, a loop that does not end?`,
          `guardian usage --client ${client.id} --since ${date} shows its days; Admin > API Usage shows what it called.`,
          `If nobody knows: ${clientScreen(client, 'Generate New Secret')}, for somebody else may have the old one.`,
        ],
      },
    ]);
  },
};

/**
 * 2, 4, 8 or 16: a loop that runs for days makes another figure each day, and is told of once. Of a client that slept
 * there is no multiple, and it cannot grow.
 */
function coarseFactor(requests: number, median: number): number {
  const doublings = Math.floor(Math.log2(requests / median));
  return 2 ** Math.min(Math.max(doublings, 1), MOST_DOUBLINGS);
}

const MOST_DOUBLINGS = 4;

function because({ date, median, limit, sameWeekdays }: JudgedDay): string {
  return (
    `The median of ${sameWeekdays} days of the same weekday before ${date} is ${grouped(median ?? 0)}, and up to ` +
    `${grouped(limit ?? 0)} would have been within their scatter (resolution: day).`
  );
}
