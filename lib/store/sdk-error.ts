import { StoreError, type StoreErrorKind } from './error.ts';
import { type Thrown, thrown } from './thrown.ts';

/** What the AWS SDK threw, in the store's own words. `doing` completes "while …"; a {@link StoreError} stays as it is. */
export function storeError(error: unknown, context: { readonly doing: string; readonly table: string }): StoreError {
  if (error instanceof StoreError) return error;
  const { name, code, message } = thrown(error);
  const kind = kindOf({ name, code, message });
  return new StoreError({
    kind,
    what: `${SUMMARY[kind]} while ${context.doing} (table ${context.table}; ${name}: ${message || code})`,
    fix: FIX[kind],
    cause: error,
  });
}

type SdkErrorKind = Extract<StoreErrorKind, 'unreachable' | 'throttled' | 'denied' | 'missing-table' | 'other'>;

/** The SDK may wrap an error of the system so that only its message is left of it. */
function kindOf({ name, code, message }: Thrown): SdkErrorKind {
  if (THROTTLED.has(name)) return 'throttled';
  if (DENIED.has(name)) return 'denied';
  if (name === 'ResourceNotFoundException') return 'missing-table';
  if (UNREACHABLE.some((word) => name === word || code === word || message.includes(word))) return 'unreachable';
  return 'other';
}

const THROTTLED: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'LimitExceededException',
]);

const DENIED: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'CredentialsProviderError',
  'ExpiredTokenException',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'UnrecognizedClientException',
  'KMSAccessDeniedException',
]);

const UNREACHABLE: readonly string[] = [
  'TimeoutError',
  'AbortError',
  'InternalServerError',
  'ServiceUnavailable',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'socket hang up',
];

const SUMMARY: Readonly<Record<SdkErrorKind, string>> = {
  unreachable: 'The database did not answer',
  throttled: 'The database refused for too much load',
  denied: 'The database refused access',
  'missing-table': 'The table does not exist',
  other: 'The database failed',
};

const FIX: Readonly<Record<SdkErrorKind, string>> = {
  unreachable: 'Check the network, the region and the endpoint, then run again: a committed run is never lost',
  throttled: 'Run again later, or raise the capacity of the table: a committed run is never lost',
  denied:
    'Check the AWS credentials and that their policy allows Query, GetItem, BatchGetItem, PutItem and BatchWriteItem on the table and its index',
  'missing-table': 'Check the name of the stack and the region, or deploy the stack first',
  other: 'See the cause; if it persists, report it with this message',
};
