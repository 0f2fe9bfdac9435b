import type { Permission } from './permission.ts';

/**
 * Every action verb in Genesys Cloud's API definition (July 2026) that only reads. `monitor` is among them: who listens
 * in on a call changes nothing, and reads everything. Any other verb, and one that is not known, counts as changing.
 */
export const READING_ACTIONS: ReadonlySet<string> = new Set([
  'attributesview',
  'download',
  'monitor',
  'monitorAgent',
  'monitorConversation',
  'preview',
  'read',
  'readonly',
  'schemaView',
  'search',
  'searchAny',
  'searchPreview',
  'selfView',
  'view',
  'viewAll',
  'viewOther',
  'viewOwn',
  'viewPrivate',
  'viewSchedule',
]);

/** What a permission lets its holder do; a wildcard action does both. */
export type ActionKind = 'reading' | 'changing' | 'both';

/** The kind of `domain:entity:action` by its verb; `changing` where there is no verb or an unknown one. */
export function actionKind(permission: Permission): ActionKind {
  const action = permission.split(':')[2] ?? '';
  if (action === '*') return 'both';
  return READING_ACTIONS.has(action) ? 'reading' : 'changing';
}
