import { ApiError } from '../http/answer.ts';
import type { Call, Route } from '../http/call.ts';
import { provenance } from './references.ts';

/** The org itself, its limits, and who the caller is. `ratePerMinute` is the limit that the server really applies. */
export function organizationRoutes({ ratePerMinute }: { readonly ratePerMinute: number }): readonly Route[] {
  return [
    {
      method: 'GET',
      template: '/api/v2/tokens/me',
      answer: ({ world: { org }, caller }: Call) => ({
        status: 200,
        body: {
          organization: org,
          homeOrganization: org,
          authorizedScope: [],
          OAuthClient: {
            id: caller.id,
            name: caller.name,
            ...provenance(caller),
            authorizedGrantType: caller.authorizedGrantType,
            scope: caller.scope,
            roleDivisions: caller.roleDivisions,
            state: caller.state,
            organization: org,
          },
        },
      }),
    },
    {
      method: 'GET',
      template: '/api/v2/organizations/me',
      answer: ({ world: { org } }) => ({
        status: 200,
        body: {
          ...org,
          defaultLanguage: 'en-US',
          defaultCountryCode: 'US',
          domain: 'aurora-support.example',
          version: 1,
          state: 'active',
          productPlatform: 'GenesysCloud',
          selfUri: `/api/v2/organizations/${org.id}`,
        },
      }),
    },
    {
      method: 'GET',
      template: '/api/v2/organizations/limits/namespaces/{namespaceName}',
      answer: ({ params }) => {
        if (params.namespaceName !== 'platform.api') {
          throw new ApiError(400, 'invalid.value', {
            value: params.namespaceName ?? '',
            field: 'namespaceName',
            allowed: 'platform.api',
          });
        }
        return { status: 200, body: { entities: platformLimits(ratePerMinute) } };
      },
    },
  ];
}

function platformLimits(ratePerMinute: number): Record<string, unknown>[] {
  const values = {
    'client.credentials.token.rate.per.minute': ratePerMinute,
    'token.rate.per.minute': ratePerMinute,
    'org.user.rate.per.minute': 3000,
  };
  return Object.entries(values).map(([key, value]) => ({ key, namespace: 'platform.api', value }));
}
