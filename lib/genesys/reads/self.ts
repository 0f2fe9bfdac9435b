import type { SourceCoverage } from '../../domain/coverage.ts';
import type { Self } from '../../ports.ts';
import { answerOf } from '../doors/answers.ts';
import { tokenInfo } from '../doors/self.ts';
import { failedCoverage } from '../outcome.ts';
import type { Session } from '../session.ts';

/** The guardian's own client and org. Needs no permission, and leaves the token's idle time as it is. */
export async function readSelf(
  { sdk }: Session,
  now: () => Date,
): Promise<{ readonly self?: Self; readonly coverage: SourceCoverage }> {
  try {
    const self = answerOf(tokenInfo, await sdk.tokens.getTokensMe({ preserveIdleTTL: true }));
    return { self, coverage: { status: 'complete', count: 1, asOf: now().toISOString() } };
  } catch (error) {
    return { coverage: failedCoverage(error, now()) };
  }
}
