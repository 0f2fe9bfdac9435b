import type { SourceCoverage } from '../../domain/coverage.ts';
import type { RateLimits } from '../../ports.ts';
import { answerOf } from '../doors/answers.ts';
import { CLIENT_TOKEN_RATE, platformLimits } from '../doors/limits.ts';
import { failedCoverage } from '../outcome.ts';
import type { Session } from '../session.ts';

/** The org's live limit for tokens of client-credentials clients. Needs no permission. */
export async function readLimits(
  { sdk }: Session,
  now: () => Date,
): Promise<{ readonly limits?: RateLimits; readonly coverage: SourceCoverage }> {
  try {
    const limits = answerOf(platformLimits, await sdk.organization.getOrganizationsLimitsNamespace('platform.api'));
    const asOf = now().toISOString();
    if (limits) return { limits, coverage: { status: 'complete', count: 1, asOf } };
    return { coverage: { status: 'incomplete', count: 0, asOf, reason: `the org does not list ${CLIENT_TOKEN_RATE}` } };
  } catch (error) {
    return { coverage: failedCoverage(error, now()) };
  }
}
