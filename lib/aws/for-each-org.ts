import pLimit from 'p-limit';
import { asError } from './handler.ts';
import { logger } from './telemetry.ts';

const PARALLEL_ORGS = 8;

/**
 * Works on all orgs, a few at a time. One that fails keeps no other from its turn.
 *
 * @throws AggregateError of all that failed, after every org had its turn; each was logged
 */
export async function forEachOrg<Org extends { readonly name: string }>(
  orgs: readonly Org[],
  work: (org: Org) => Promise<void>,
): Promise<void> {
  const limit = pLimit(PARALLEL_ORGS);
  const errors: Error[] = [];
  await Promise.all(
    orgs.map((org) =>
      limit(async () => {
        try {
          await work(org);
        } catch (error) {
          logger.error(`the work on org ${org.name} failed`, asError(error));
          errors.push(asError(error));
        }
      }),
    ),
  );
  if (errors.length > 0) {
    throw new AggregateError(errors, `${errors.length} of ${orgs.length} orgs failed: ${errors[0]?.message}`);
  }
}
