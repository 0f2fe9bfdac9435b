/**
 * Operations that a caller usually needs after another one. Curated by hand, each with its source; only what a published
 * model or page shows. Operations are written as the catalogue writes them, and a test holds them to it.
 */
export interface CuratedEdge {
  /** Any of these calls. */
  readonly after: readonly string[];
  readonly operation: string;
  readonly why: string;
  readonly source: string;
}

/** The models are those of purecloud-platform-client-v2, version 262, which is made from the API definition. */
const SDK = 'Genesys JavaScript SDK 262';

const CONVERSATION_DETAILS = [
  'POST /api/v2/analytics/conversations/details/query',
  'GET /api/v2/analytics/conversations/{conversationId}/details',
  'GET /api/v2/analytics/conversations/details',
  'GET /api/v2/analytics/conversations/details/jobs/{jobId}/results',
];

export const CURATED_EDGES: readonly CuratedEdge[] = [
  {
    after: CONVERSATION_DETAILS,
    operation: 'GET /api/v2/routing/queues/{queueId}',
    why: 'the answer names queues by id only',
    source: `${SDK}, model AnalyticsConversationSegment (queueId)`,
  },
  {
    after: CONVERSATION_DETAILS,
    operation: 'GET /api/v2/users/{userId}',
    why: 'the answer names people by id only',
    source: `${SDK}, model AnalyticsParticipant (userId)`,
  },
  {
    after: CONVERSATION_DETAILS,
    operation: 'GET /api/v2/routing/wrapupcodes/{codeId}',
    why: 'the answer names wrap-up codes by id only',
    source: `${SDK}, model AnalyticsConversationSegment (wrapUpCode)`,
  },
  {
    after: ['POST /api/v2/analytics/conversations/details/jobs'],
    operation: 'GET /api/v2/analytics/conversations/details/jobs/{jobId}/results',
    why: 'the answer is a job; its results are fetched by another call',
    source: `${SDK}, model AsyncQueryResponse (jobId)`,
  },
  {
    after: ['POST /api/v2/analytics/users/details/jobs'],
    operation: 'GET /api/v2/analytics/users/details/jobs/{jobId}/results',
    why: 'the answer is a job; its results are fetched by another call',
    source: `${SDK}, model AsyncQueryResponse (jobId)`,
  },
  {
    after: ['POST /api/v2/recording/batchrequests'],
    operation: 'GET /api/v2/recording/batchrequests/{jobId}',
    why: 'the answer is a job; where the recordings are is told by another call',
    source: `${SDK}, model BatchDownloadJobSubmissionResult (id)`,
  },
  {
    after: ['POST /api/v2/recording/batchrequests'],
    operation: 'POST /api/v2/analytics/conversations/details/query',
    why: 'a batch names conversations, which are found by a detail query',
    source: `${SDK}, model BatchDownloadRequest (conversationId)`,
  },
  {
    after: ['POST /api/v2/audits/query'],
    operation: 'GET /api/v2/audits/query/{transactionId}/results',
    why: 'the answer is a transaction; its results are fetched by another call',
    source: `${SDK}, model AuditQueryExecutionStatusResponse (id)`,
  },
  {
    after: ['POST /api/v2/usage/query'],
    operation: 'GET /api/v2/usage/query/{executionId}/results',
    why: 'the answer is an execution; its results are fetched by another call',
    source: `${SDK}, model UsageExecutionResult (executionId, resultsUri)`,
  },
];
