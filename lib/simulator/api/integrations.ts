import type { Route } from '../http/call.ts';
import { pageAnswer } from '../http/paging.ts';
import type { IntegrationRecord, IntegrationTypeRecord } from '../world/records.ts';

/** Installed integrations and their types, which name the vendors and their clients. */
export const integrationRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/api/v2/integrations',
    needs: { any: ['integrations:integration:view'] },
    answer: (call) => {
      const types = call.view.integrationTypes;
      return pageAnswer(call, call.view.integrations, (integration) => integrationEntity(integration, types));
    },
  },
  {
    method: 'GET',
    template: '/api/v2/integrations/types',
    needs: { any: ['integrations:integration:view'] },
    answer: (call) => pageAnswer(call, call.view.integrationTypes, typeEntity),
  },
];

function integrationEntity(
  record: IntegrationRecord,
  types: readonly IntegrationTypeRecord[],
): Record<string, unknown> {
  const type = types.find(({ id }) => id === record.typeId);
  return {
    id: record.id,
    name: record.name,
    integrationType: { id: record.typeId, ...(type ? { name: type.name } : {}) },
    intendedState: record.intendedState,
    reportedState: { code: record.intendedState === 'ENABLED' ? 'ACTIVE' : 'INACTIVE' },
    selfUri: `/api/v2/integrations/${record.id}`,
  };
}

function typeEntity(type: IntegrationTypeRecord): Record<string, unknown> {
  const { vendorName, supportContactUri } = type;
  return {
    id: type.id,
    name: type.name,
    description: type.name,
    provider: 'clientapps',
    category: type.category,
    ...(vendorName === undefined ? {} : { vendorName }),
    ...(supportContactUri === undefined ? {} : { supportContactUri }),
    vendorOAuthClientIds: type.vendorOAuthClientIds,
    nonInstallable: false,
    maxInstances: 1,
    selfUri: `/api/v2/integrations/types/${type.id}`,
  };
}
