/**
 * Names of environment variables: they exist here only. What sets them (the CDK constructs) and what reads them (the
 * programs) import the same constant.
 */
export const ENV = {
  /** AWS region name (`eu-central-1`) or Genesys host (`mypurecloud.de`). */
  region: 'GENESYS_REGION',
  /** Id of the guardian's own client-credentials client (local; on AWS it is in Secrets Manager). */
  clientId: 'GENESYS_CLIENT_ID',
  /** Secret of that client. */
  clientSecret: 'GENESYS_CLIENT_SECRET',
  /** Base URL of an API gateway or test server in front of Genesys Cloud. */
  gateway: 'GENESYS_GATEWAY',
  /** Key that signs what webhooks get (local; on AWS it is in Secrets Manager). */
  webhookKey: 'GUARDIAN_WEBHOOK_KEY',
  /** Path of `guardian.yaml`. */
  config: 'GUARDIAN_CONFIG',
  /** Folder of the embedded store. */
  home: 'GUARDIAN_HOME',
  /** ISO time that replaces the clock (tests and replays; local only). */
  now: 'GUARDIAN_NOW',
} as const;

/** Names that the AWS stack sets for its functions. The construct that sets one also grants the access that it needs. */
export const FUNCTION_ENV = {
  /** Name of the history table. */
  table: 'GUARDIAN_TABLE',
  /** ARN of the alert topic. */
  topic: 'GUARDIAN_TOPIC_ARN',
  /** ARN of the topic that alarms about the guardian itself are told on. */
  operators: 'GUARDIAN_OPERATORS_TOPIC_ARN',
  /** URL of the work queue. */
  queue: 'GUARDIAN_QUEUE_URL',
  /** Name of the bucket that reports are written to. */
  reports: 'GUARDIAN_REPORTS_BUCKET',
  /** Path of the report's browser script, relative to the function's folder. */
  reportScript: 'GUARDIAN_REPORT_SCRIPT',
  /** Path of the configuration that was bundled at synthesis, relative to the function's folder. */
  config: ENV.config,
  /** Base URL of an API gateway in front of Genesys Cloud; for tests a simulator. */
  gateway: ENV.gateway,
  /** Name of the deployment in logs and metrics. Powertools reads it by itself. */
  service: 'POWERTOOLS_SERVICE_NAME',
} as const;

/** Names of the stack's outputs, by which `--stack NAME` finds the parts of a deployment. */
export const STACK_OUTPUTS = {
  /** Name of the history table. */
  table: 'TableName',
  /** Name of the function that answers queries. */
  query: 'QueryFunctionName',
  /** ARN of the alert topic. */
  topic: 'TopicArn',
  /** ARN of the topic that alarms about the guardian itself are told on. */
  operators: 'OperatorsTopicArn',
  /** URL of the work queue. */
  queue: 'WorkQueueUrl',
  /** Name of the bucket that reports are written to; absent where none are. */
  reports: 'ReportsBucketName',
  /** JSON: the name of each org's secret by the name of the org. */
  secrets: 'SecretNames',
} as const;

/**
 * Name of the secret that holds the credentials of an org: the one that `guardian.yaml` gives it, else `guardian/` and
 * the org's name, in which a hyphen stands for every character that Secrets Manager does not take.
 *
 * @example secretNameOf({ name: 'prod' }) // guardian/prod
 */
export function secretNameOf(org: { readonly name: string; readonly secretName?: string | undefined }): string {
  return org.secretName ?? `guardian/${org.name.replaceAll(/[^A-Za-z0-9/_+=.@-]/g, '-')}`;
}
