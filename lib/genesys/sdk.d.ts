/**
 * Types of just what is used of purecloud-platform-client-v2 262: its own `index.d.ts` describes the whole bundle, and
 * not the ES modules of the single API classes. Answers are `unknown` on purpose: the doors in `doors/` judge them.
 */

declare module 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/PureCloudRegionHosts.js' {
  /** AWS region name with underscores → Genesys host. */
  const hosts: Readonly<Record<string, string>>;
  export default hosts;
}

declare module 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/ApiClient.js' {
  /** The SDK's own client, which is not used: only a test looks whether its singleton was left alone. */
  const ApiClient: { readonly instance: unknown };
  export default ApiClient;
}

declare module 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/OAuthApi.js' {
  export default class OAuthApi {
    constructor(apiClient: import('./api-client.ts').SdkApiClient);
    getOauthClients(): Promise<unknown>;
    getOauthAuthorizations(): Promise<unknown>;
  }
}

declare module 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/AuthorizationApi.js' {
  export default class AuthorizationApi {
    constructor(apiClient: import('./api-client.ts').SdkApiClient);
    getAuthorizationRoles(options: { pageSize: number; pageNumber: number; userCount: boolean }): Promise<unknown>;
    getAuthorizationDivisions(options: { pageSize: number; pageNumber: number }): Promise<unknown>;
    getAuthorizationPermissions(options: { pageSize: number; pageNumber: number }): Promise<unknown>;
  }
}

declare module 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/IntegrationsApi.js' {
  export default class IntegrationsApi {
    constructor(apiClient: import('./api-client.ts').SdkApiClient);
    getIntegrations(options: { pageSize: number; pageNumber: number }): Promise<unknown>;
    getIntegrationsTypes(options: { pageSize: number; pageNumber: number }): Promise<unknown>;
  }
}

declare module 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/UsageApi.js' {
  interface UsageQueryBody {
    readonly interval: string;
    readonly granularity: 'Day';
    readonly groupBy: readonly string[];
  }
  export default class UsageApi {
    constructor(apiClient: import('./api-client.ts').SdkApiClient);
    postUsageAggregatesQueryJobs(body: UsageQueryBody): Promise<unknown>;
    getUsageAggregatesQueryJob(jobId: string, options: { pageSize: number; after?: string }): Promise<unknown>;
    postUsageQuery(body: UsageQueryBody): Promise<unknown>;
    getUsageQueryExecutionIdResults(executionId: string): Promise<unknown>;
  }
}

declare module 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/AuditApi.js' {
  interface AuditQueryBody {
    readonly interval: string;
    readonly serviceName: string;
    readonly filters: readonly { readonly property: string; readonly value: string }[];
    readonly sort: readonly { readonly name: string; readonly sortOrder: string }[];
  }
  export default class AuditApi {
    constructor(apiClient: import('./api-client.ts').SdkApiClient);
    postAuditsQueryRealtime(
      body: AuditQueryBody & { pageNumber: number; pageSize: number },
      options: { expand: readonly string[] },
    ): Promise<unknown>;
    postAuditsQuery(body: AuditQueryBody): Promise<unknown>;
    getAuditsQueryTransactionId(transactionId: string): Promise<unknown>;
    getAuditsQueryTransactionIdResults(
      transactionId: string,
      options: { pageSize: number; cursor?: string; expand: readonly string[] },
    ): Promise<unknown>;
  }
}

declare module 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/OrganizationApi.js' {
  export default class OrganizationApi {
    constructor(apiClient: import('./api-client.ts').SdkApiClient);
    getOrganizationsLimitsNamespace(namespaceName: string): Promise<unknown>;
  }
}

declare module 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/TokensApi.js' {
  export default class TokensApi {
    constructor(apiClient: import('./api-client.ts').SdkApiClient);
    getTokensMe(options: { preserveIdleTTL: boolean }): Promise<unknown>;
  }
}
