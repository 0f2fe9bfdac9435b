/** An operation that an app calls. */
export interface Operation {
  readonly method: string;
  readonly template: string;
}

/** What a kind of app does: from it follow its names, scopes, permissions and calls. */
export interface Trade {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly permissions: readonly string[];
  readonly operations: readonly Operation[];
}

const get = (template: string): Operation => ({ method: 'GET', template });
const post = (template: string): Operation => ({ method: 'POST', template });

/** The kinds of app that contact centres let in. */
export const TRADES: readonly [Trade, ...Trade[]] = [
  {
    name: 'Transcription',
    scopes: ['recordings:readonly', 'conversations:readonly', 'speech-and-text-analytics:readonly'],
    permissions: [
      'recording:recording:view',
      'recording:recordingSegment:view',
      'conversation:communication:view',
      'speechAndTextAnalytics:data:view',
    ],
    operations: [
      get('/api/v2/conversations/{conversationId}/recordings'),
      get('/api/v2/conversations/{conversationId}'),
      get('/api/v2/speechandtextanalytics/conversations/{conversationId}'),
    ],
  },
  {
    name: 'CRM Connector',
    scopes: ['external-contacts', 'users:readonly', 'user-basic-info', 'conversations', 'scripts:readonly'],
    permissions: [
      'externalContacts:contact:view',
      'externalContacts:contact:edit',
      'externalContacts:contact:search',
      'directory:user:view',
      'conversation:communication:view',
    ],
    operations: [
      get('/api/v2/externalcontacts/contacts'),
      post('/api/v2/externalcontacts/contacts'),
      get('/api/v2/users/{userId}'),
    ],
  },
  {
    name: 'Wallboard',
    scopes: ['analytics:readonly', 'routing:readonly', 'users:readonly', 'presence:readonly', 'notifications'],
    permissions: [
      'analytics:queueObservation:view',
      'analytics:userObservation:view',
      'analytics:conversationAggregate:view',
      'routing:queue:view',
    ],
    operations: [
      post('/api/v2/analytics/queues/observations/query'),
      post('/api/v2/analytics/users/observations/query'),
      get('/api/v2/routing/queues'),
    ],
  },
  {
    name: 'Dialler',
    scopes: ['outbound', 'routing:readonly', 'notifications'],
    permissions: [
      'outbound:campaign:view',
      'outbound:campaign:edit',
      'outbound:contactList:view',
      'outbound:contactList:upload',
      'routing:queue:view',
    ],
    operations: [get('/api/v2/outbound/campaigns'), post('/api/v2/outbound/contactlists/{contactListId}/contacts')],
  },
  {
    name: 'Workforce Sync',
    scopes: ['workforce-management:readonly', 'users:readonly', 'presence:readonly'],
    permissions: ['wfm:schedule:view', 'wfm:agentSchedule:view', 'wfm:historicalAdherence:view', 'directory:user:view'],
    operations: [get('/api/v2/users'), get('/api/v2/workforcemanagement/managementunits')],
  },
  {
    name: 'Data Warehouse',
    scopes: ['analytics:readonly', 'quality:readonly', 'users:readonly'],
    permissions: [
      'analytics:conversationDetail:view',
      'analytics:conversationAggregate:view',
      'analytics:userAggregate:view',
      'quality:evaluation:view',
    ],
    operations: [
      post('/api/v2/analytics/conversations/details/jobs'),
      get('/api/v2/analytics/conversations/details/jobs/{jobId}/results'),
    ],
  },
  {
    name: 'Chat Bot',
    scopes: ['conversations', 'messaging', 'textbots', 'knowledge:readonly'],
    permissions: ['conversation:webchat:create', 'messaging:integration:view', 'knowledge:document:view'],
    operations: [post('/api/v2/conversations/messages'), get('/api/v2/knowledge/knowledgebases')],
  },
  {
    name: 'User Provisioning',
    scopes: ['users', 'scim', 'routing'],
    permissions: ['directory:user:view', 'directory:user:add', 'directory:user:edit', 'routing:skill:view'],
    operations: [get('/api/v2/users'), post('/api/v2/users'), get('/api/v2/routing/skills')],
  },
];
