import type { ApiOperation } from './operation.ts';
import { templateKey } from './template.ts';

/**
 * True for an operation whose body names the notification topics to listen to. It needs nothing itself, and each topic
 * has required permissions and scopes of its own, which usage does not tell. Source: Genesys,
 * `GET /api/v2/notifications/availabletopics`, `requiresPermissions`.
 */
export function subscribesToTopics({ method, template }: Pick<ApiOperation, 'method' | 'template'>): boolean {
  return SUBSCRIBING.has(method) && templateKey(template) === SUBSCRIPTIONS;
}

/** What is unknown about such a call, in words. */
export const TOPICS_UNKNOWN = 'each topic that it subscribes to needs grants of its own';

const SUBSCRIPTIONS = templateKey('/api/v2/notifications/channels/{channelId}/subscriptions');
const SUBSCRIBING: ReadonlySet<string> = new Set(['POST', 'PUT']);
