import AuditApi from 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/AuditApi.js';
import AuthorizationApi from 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/AuthorizationApi.js';
import IntegrationsApi from 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/IntegrationsApi.js';
import OAuthApi from 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/OAuthApi.js';
import OrganizationApi from 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/OrganizationApi.js';
import TokensApi from 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/TokensApi.js';
import UsageApi from 'purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/UsageApi.js';
import type { SdkApiClient } from './api-client.ts';

/** The SDK's API classes that the guardian uses, over one API client. */
export interface Sdk {
  readonly audits: AuditApi;
  readonly authorization: AuthorizationApi;
  readonly integrations: IntegrationsApi;
  readonly oauth: OAuthApi;
  readonly organization: OrganizationApi;
  readonly tokens: TokensApi;
  readonly usage: UsageApi;
}

/** Imports the classes one by one: the SDK's main entry is 3.9 MB, and Lambdas start with what is bundled. */
export function sdkOver(client: SdkApiClient): Sdk {
  return {
    audits: new AuditApi(client),
    authorization: new AuthorizationApi(client),
    integrations: new IntegrationsApi(client),
    oauth: new OAuthApi(client),
    organization: new OrganizationApi(client),
    tokens: new TokensApi(client),
    usage: new UsageApi(client),
  };
}
