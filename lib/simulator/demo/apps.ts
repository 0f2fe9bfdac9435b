import type { BurnScript } from '../world/scripts.ts';

/** An operation of a demo app with its requests on a working day. Every scope and permission held is needed by one. */
export type DailyCall = Required<Pick<BurnScript, 'method' | 'template' | 'requests'>>;

/** Names of the demo's clients: the story and the manifest refer to them. */
export const DEMO_CLIENTS = {
  recorder: 'Acme Recorder Transcription',
  crm: 'Northwind CRM Connector',
  wallboard: 'Lumen Wallboard',
  survey: 'Beacon Surveys',
  legacy: 'Legacy Screen Pop',
  guardian: 'OAuth Guardian',
} as const;

export const DEMO_ROLES = {
  recorder: 'Acme Recorder',
  wallboard: 'Lumen Wallboard',
  guardian: 'OAuth Guardian',
} as const;

export const RECORDER_PERMISSIONS = [
  'analytics:conversationDetail:view',
  'conversation:communication:view',
  'recording:recording:view',
  'speechAndTextAnalytics:data:view',
] as const;

export const WALLBOARD_PERMISSIONS = [
  'analytics:queueObservation:view',
  'analytics:userObservation:view',
  'routing:queue:view',
] as const;

export const CRM_SCOPES = ['conversations:readonly', 'external-contacts', 'user-basic-info', 'users:readonly'] as const;
export const CRM_REDIRECT_URI = 'https://connect.northwind-crm.example/genesys/callback';

const get = (template: string, requests: number): DailyCall => ({ method: 'GET', template, requests });
const post = (template: string, requests: number): DailyCall => ({ method: 'POST', template, requests });

/** What each client of the demo calls on a working day. All of it is far below the fair-use budget. */
export const DEMO_CALLS: Readonly<Record<string, readonly DailyCall[]>> = {
  [DEMO_CLIENTS.recorder]: [
    post('/api/v2/analytics/conversations/details/jobs', 24),
    get('/api/v2/analytics/conversations/details/jobs/{jobId}', 140),
    get('/api/v2/analytics/conversations/details/jobs/{jobId}/results', 72),
    post('/api/v2/analytics/conversations/details/query', 1_164),
    get('/api/v2/conversations/{conversationId}', 5_200),
    get('/api/v2/conversations/{conversationId}/recordings', 1_300),
    get('/api/v2/conversations/{conversationId}/recordings/{recordingId}', 3_900),
    get('/api/v2/speechandtextanalytics/conversations/{conversationId}', 5_100),
  ],
  [DEMO_CLIENTS.crm]: [
    get('/api/v2/conversations', 2_700),
    get('/api/v2/conversations/{conversationId}', 1_200),
    get('/api/v2/externalcontacts/contacts', 4_400),
    get('/api/v2/externalcontacts/contacts/{contactId}', 1_900),
    post('/api/v2/externalcontacts/contacts', 420),
    get('/api/v2/users/me', 640),
    get('/api/v2/users', 300),
    get('/api/v2/users/{userId}', 2_400),
  ],
  [DEMO_CLIENTS.wallboard]: [
    post('/api/v2/analytics/queues/observations/query', 17_000),
    post('/api/v2/analytics/users/observations/query', 8_600),
    get('/api/v2/routing/queues', 90),
    get('/api/v2/routing/queues/{queueId}', 200),
  ],
  [DEMO_CLIENTS.legacy]: [get('/api/v2/conversations', 800), get('/api/v2/users/me', 90)],
  [DEMO_CLIENTS.guardian]: [
    post('/api/v2/audits/query/realtime', 24),
    get('/api/v2/authorization/divisions', 24),
    get('/api/v2/authorization/roles', 24),
    get('/api/v2/integrations', 24),
    get('/api/v2/oauth/clients', 48),
    post('/api/v2/usage/aggregates/query/jobs', 24),
  ],
  purecloud: [get('/api/v2/users/me', 61_000)],
  'purecloud-builtin': [get('/api/v2/routing/queues', 24_000)],
};
