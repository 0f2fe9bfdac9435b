import { BatchImportFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { UsageError } from '../errors.ts';
import type { FindingHub } from '../export/asff/hub.ts';
import { clientSettings } from './client-settings.ts';

/** Ten batches a second are allowed: the SDK waits longer with each try that Security Hub turns away. */
const MOST_ATTEMPTS = 8;

/** Security Hub of a region, with the credentials that the AWS SDK finds. */
export function securityHub({ region }: { readonly region: string }): FindingHub {
  const client = new SecurityHubClient({ ...clientSettings(), region, maxAttempts: MOST_ATTEMPTS });
  return {
    importFindings: async (batch) => {
      const { SuccessCount = 0, FailedFindings = [] } = await client
        .send(new BatchImportFindingsCommand({ Findings: [...batch] }))
        .catch(refused);
      return {
        imported: SuccessCount,
        failed: FailedFindings.map(({ Id = '?', ErrorCode = '?', ErrorMessage = '' }) => ({
          id: Id,
          code: ErrorCode,
          message: ErrorMessage,
        })),
      };
    },
  };
}

/** Whatever Security Hub says here, somebody has to mend: its being switched on, rights, the region, or the network. */
function refused(error: unknown): never {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  throw new UsageError(
    `Security Hub took no findings (${detail}): it must be switched on in that account and region, and you need ` +
      'securityhub:BatchImportFindings there',
  );
}
