import { uuidOf } from '../world/identity.ts';

/** `domain entity: actions`; a `+` after the entity says that divisions restrict it. A part of the real catalogue. */
const CATALOGUE = `
  admin dataActions: view
  analytics conversationAggregate+: view
  analytics conversationDetail+: view
  analytics queueObservation+: view
  analytics userObservation+: view
  analytics userAggregate+: view
  analytics agentState+: view
  analytics dataExport: view add
  architect flow+: view add edit delete publish
  architect datatable+: view add edit delete
  audits audit: view
  authorization division: add edit delete
  authorization grant: view add delete
  authorization policy: view add edit delete
  authorization role: view add edit delete
  billing subscription: view read
  conversation call: add monitor record
  conversation communication+: view disconnect blindTransfer
  conversation participant: wrapup attributesview attributesedit
  conversation webchat: create
  directory group: add edit delete
  directory organization: admin
  directory user+: view add edit delete
  externalContacts contact+: view add edit delete search
  externalContacts externalOrganization+: view add edit delete
  integrations action: view add edit delete execute
  integrations integration: view add edit delete
  journey session: view
  knowledge document+: view add edit delete
  messaging integration+: view add edit delete
  oauth client: view add edit delete authorize
  outbound campaign+: view add edit delete start stop
  outbound contactList+: view add edit delete upload
  presence presenceDefinition: view add edit delete
  presence userPresence: edit
  quality evaluation: view add edit delete
  quality evaluationForm: view add edit delete
  recording annotation+: view add edit delete
  recording recording+: view editRetention restore upload
  recording recordingSegment+: view
  recording screenRecording+: view
  routing queue+: view add edit delete join
  routing skill: view create update delete
  routing wrapupCode+: view add edit delete
  scripter publishedScript+: view add
  speechAndTextAnalytics data+: view
  speechAndTextAnalytics sentimentData+: view
  speechAndTextAnalytics topic: view add edit delete
  telephony plugin: all
  usage client: view
  usage organization: view
  wfm agentSchedule: view
  wfm historicalAdherence: view
  wfm schedule: view add edit delete
`;

interface CataloguedEntity {
  readonly domain: string;
  readonly entity: string;
  readonly divisionAware: boolean;
  readonly actions: readonly string[];
}

/** Entities of the permission catalogue, sorted by domain. */
export const PERMISSION_CATALOGUE: readonly CataloguedEntity[] = CATALOGUE.trim()
  .split('\n')
  .map((line) => {
    const [head = '', actions = ''] = line.trim().split(': ');
    const [domain = '', name = ''] = head.split(' ');
    return { domain, entity: name.replace('+', ''), divisionAware: name.endsWith('+'), actions: actions.split(' ') };
  });

/** Every permission of the catalogue as `domain:entity:action`. */
export const PERMISSIONS: readonly string[] = PERMISSION_CATALOGUE.flatMap(({ domain, entity, actions }) =>
  actions.map((action) => `${domain}:${entity}:${action}`),
);

/** The catalogue as `GET /api/v2/authorization/permissions` lists it: one collection a domain. */
export function permissionCollections(): Record<string, unknown>[] {
  return [...new Set(PERMISSION_CATALOGUE.map(({ domain }) => domain))].map((domain) => {
    const id = uuidOf('permission collection', domain);
    const entities = PERMISSION_CATALOGUE.filter((entity) => entity.domain === domain);
    const permissionMap = Object.fromEntries(entities.map((entity) => [entity.entity, permissionsOf(entity)]));
    return { id, name: domain, domain, permissionMap, selfUri: `/api/v2/authorization/permissions/${id}` };
  });
}

function permissionsOf({ domain, entity, actions, divisionAware }: CataloguedEntity): Record<string, unknown>[] {
  return actions.map((action) => ({
    domain,
    entityType: entity,
    action,
    label: `${entity} ${action}`,
    allowsConditions: divisionAware,
    divisionAware,
  }));
}
