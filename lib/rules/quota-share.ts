import type { KnownBudget } from '../domain/usage/budget.ts';
import { type ClientRate, isOverShare, type LatestRate, latestRate, shareOfQuota } from '../domain/usage/rate.ts';
import { grouped, percent } from './figures.ts';
import { staleness, tenthsOf } from './fresh-usage.ts';
import { compliant, type MeteredClient, type MeteredRule, unknownBecause, type Violation, violatedBy } from './rule.ts';

/** The whole budget: above it, this client alone takes what the org may use. */
const WHOLE_QUOTA = 1;

export const quotaShare: MeteredRule = {
  id: 'quota-share',
  scope: 'metered',
  defaultSeverity: 'high, critical over the whole quota',
  needs: ['usage'],
  doc: {
    what: "One client's API requests an hour are over its share of the org's hourly fair-use budget.",
    why: 'The budget belongs to the whole org. What one vendor takes is missing for the others, and what the org uses beyond it is billed.',
    when: 'The latest hourly rate is strictly over `quotaShare` of the hourly quota: that of the vendor in the manifest, else `thresholds.quotaShare` (0.5). Genesys counts by the day, so the rate is the growth between two refreshes of a day, or the mean of a day; every verdict says which. The share is of the quota, never of the total use. Apps that use the client of their vendor count too.',
    fix: 'Look at what the client calls in Admin > API Usage and ask the vendor to poll less, to cache, or to use notifications. `guardian usage` shows all clients side by side.',
    silence: 'Set `quotaShare` for the vendor in `guardian.yaml` if it may take more, or waive the finding.',
  },
  judge(client, usage, context) {
    const { budget } = usage;
    if (budget === undefined || budget.basis === 'unknown') return unknownBecause(NO_BUDGET);
    const stale = staleness(usage, context);
    if (stale) return unknownBecause(stale);
    const rate = latestRate(usage.days, client.id, context.now);
    if (!rate) return unknownBecause('No day of usage is known yet.');
    const allowed = client.vendor?.quotaShare ?? context.thresholds.quotaShare;
    if (isOverShare(rate.verdict.perHour, budget.hourlyQuota, allowed)) {
      return violatedBy([
        violation({ client, rate: rate.verdict, budget, allowed, asOf: usage.asOf ?? rate.verdict.to }),
      ]);
    }
    return isLowerBoundOnly(rate) ? unknownBecause(LOWER_BOUND) : compliant;
  },
};

/** How to give the guardian the budget that shares are measured against. */
export const NO_BUDGET =
  'No fair-use budget is configured, so nobody knows what a share of it is: give licences, monthlyAllowance or hourlyQuota of the org in guardian.yaml.';

const LOWER_BOUND =
  'Only one refresh of a day in progress is known: it can prove that the share is exceeded, but not that it is not.';

function isLowerBoundOnly({ verdict, complete }: LatestRate): boolean {
  return verdict.basis === 'elapsed-mean' && complete === undefined;
}

function violation(options: {
  readonly client: MeteredClient;
  readonly rate: ClientRate;
  readonly budget: KnownBudget;
  readonly allowed: number;
  readonly asOf: string;
}): Violation {
  const { client, rate, budget, allowed, asOf } = options;
  const share = shareOfQuota(rate.perHour, budget.hourlyQuota);
  const isWhole = share > WHOLE_QUOTA;
  return {
    subject: 'hourly-quota',
    severity: isWhole ? 'critical' : 'high',
    title: `${client.name} uses ${percent(share)} of the hourly API quota, over ${percent(allowed)}`,
    because:
      `${grouped(rate.perHour)} requests an hour of ${grouped(budget.hourlyQuota)} (from ${budget.basis}). ${basisText(rate)} Data as of ${asOf}. ` +
      (isWhole
        ? 'This client alone uses more than the whole org may: the overage is billed.'
        : 'What one client takes is missing for all others, and overage is billed.'),
    evidence: { shareAtLeast: tenthsOf(share) },
    fix: [
      `Admin > API Usage: look at what ${client.name} calls, and since when (or run: guardian usage --client ${client.id}).`,
      'Ask the vendor to poll less often, to cache, or to subscribe to notifications.',
      client.vendor
        ? `If it may take more: set quotaShare of ${client.vendor.name} in guardian.yaml.`
        : 'If it may take more: give it an entry with quotaShare under vendors in guardian.yaml.',
    ],
  };
}

function basisText({ basis, resolution, from, to }: ClientRate): string {
  switch (basis) {
    case 'growth':
      return `Measured by the growth of its count between ${from} and ${to} (resolution: ${resolution}).`;
    case 'day-mean':
      return `The mean of the day ${from.slice(0, 10)} (resolution: ${resolution}): single hours may have been higher.`;
    case 'elapsed-mean':
      return `The mean from ${from} to ${to} (resolution: ${resolution}): at least this much.`;
    default:
      return basis satisfies never;
  }
}
