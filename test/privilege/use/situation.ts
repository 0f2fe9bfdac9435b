import { effectiveAccess } from '../../../lib/domain/access.ts';
import type { OAuthClient } from '../../../lib/domain/client.ts';
import type { GrantUse } from '../../../lib/domain/grant-use.ts';
import type { Role } from '../../../lib/domain/org.ts';
import type { OperationCalls } from '../../../lib/domain/usage/call-profile.ts';
import { Catalogue } from '../../../lib/privilege/catalogue/catalogue.ts';
import type { ApiOperation, PermissionKind } from '../../../lib/privilege/catalogue/operation.ts';
import { type GrantAge, type GrantUseInput, grantJudge } from '../../../lib/privilege/use/index.ts';
import { aClient, aRole, SALES } from '../../support/facts.ts';

/** A small API: what each operation needs is written in its name. */
export const CATALOGUE = new Catalogue({ source: 'test', date: '2026-11' }, [
  operation('GET /api/v2/users/{userId}', ['users', 'users:readonly'], 'NONE'),
  operation('PATCH /api/v2/users/{userId}', ['users'], 'ALL', ['directory:user:edit', 'directory:user:view']),
  operation('GET /api/v2/recordings', ['recordings', 'recordings:readonly'], 'ANY', [
    'recording:recording:view',
    'recording:screenRecording:view',
  ]),
  operation('GET /api/v2/queues', ['routing', 'routing:readonly'], 'ANY', ['routing:queue:view']),
  operation('GET /api/v2/notes', ['notes:readonly'], 'NONE'),
  operation('GET /api/v2/date', [], 'NONE'),
  operation('GET /api/v2/secret', ['users'], 'ANY', ['hidden:one:view'], { unreadable: true }),
  operation('GET /api/v2/guarded', ['users'], 'ALL', ['hidden:one:view'], { unreadable: true }),
  operation('POST /api/v2/notifications/channels/{channelId}/subscriptions', ['notifications'], 'NONE'),
]);

/** A window of November. */
export const WINDOW = { from: '2026-10-21', to: '2026-11-19', isStale: false } as const;
export const BEFORE = '2026-10-20';
export const WITHIN = '2026-10-21';

/** Everything has been held for long enough. */
export const OLD: GrantAge = { isNew: false, isOldScope: () => true, oldPartOf: () => 'all' };

/** `METHOD /template`, called with success on the last day of the window, unless the difference says otherwise. */
export function called(name: string, difference: Partial<OperationCalls> = {}): OperationCalls {
  const [method = '', template = ''] = name.split(' ');
  return { method, template, firstDay: WITHIN, lastDay: WINDOW.to, lastSuccess: WINDOW.to, ...difference };
}

/** A call that has only been refused. */
export function refused(name: string): OperationCalls {
  const { lastSuccess: _, ...calls } = called(name, { lastRefusal: WINDOW.to });
  return calls;
}

interface Held {
  readonly client?: Partial<OAuthClient>;
  readonly roles?: readonly Role[];
  readonly input?: Partial<GrantUseInput>;
}

/** What a code-grant client with these scopes uses. */
export function appUse(scopes: readonly string[], calls: readonly OperationCalls[], { input }: Held = {}): GrantUse {
  return useOf({ client: { grantType: 'CODE', scopes, grants: [] }, ...(input && { input }) }, calls);
}

/** What a client-credentials client with a role of these permissions uses. */
export function roleUse(
  permissions: readonly string[],
  calls: readonly OperationCalls[],
  { input }: Held = {},
): GrantUse {
  const role = aRole({ permissions });
  const grants = [{ roleId: role.id, divisionId: SALES.id }];
  return useOf({ client: { grants }, roles: [role], ...(input && { input }) }, calls);
}

function useOf({ client: difference, roles = [], input }: Held, calls: readonly OperationCalls[]): GrantUse {
  const client = aClient({ ...difference });
  const roleOf = (id: string) => roles.find((role) => role.id === id);
  return grantJudge(CATALOGUE)({
    client,
    access: effectiveAccess(client, roleOf),
    roleOf,
    age: OLD,
    window: WINDOW,
    profile: calls.length > 0 ? { clientId: client.id, operations: calls } : undefined,
    isOnlyClient: true,
    ...input,
  });
}

function operation(
  name: string,
  scopes: readonly string[],
  kind: PermissionKind,
  permissions: readonly string[] = [],
  difference: Partial<ApiOperation> = {},
): ApiOperation {
  const [method = '', template = ''] = name.split(' ');
  return { method, template, scopes, kind, permissions, unreadable: false, deprecated: false, ...difference };
}
