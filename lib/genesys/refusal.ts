import * as z from 'zod';
import type { ErrorKind } from './errors.ts';
import { GenesysError } from './errors.ts';
import type { HttpAnswer } from './http.ts';

/** Genesys' error body; the login server answers `error` and `error_description` instead. */
const errorBody = z
  .object({
    code: z.string().catch(''),
    message: z.string().catch(''),
    contextId: z.string().catch(''),
    error: z.string().catch(''),
    description: z.string().catch(''),
    error_description: z.string().catch(''),
  })
  .partial()
  .catch({});

/** Longest text of Genesys' own that goes into an error. */
const MAX_QUOTE = 300;

/**
 * The error for an answer of the API that is no success.
 * @param clientId the guardian's own client, named in the fix.
 */
export function apiRefusal(answer: HttpAnswer, clientId: string): GenesysError {
  const { code, message, correlationId } = wordsOf(answer);
  const permissions = permissionsIn(message);
  const kind = kindOf(answer.status, code);
  const fix = fixOf({ kind, answer, code, message, permissions, clientId });
  return new GenesysError({ kind, fix, ...common(answer, code, correlationId), permissions });
}

/** The error for an answer of the token endpoint that is no success. */
export function tokenRefusal(answer: HttpAnswer, clientId: string): GenesysError {
  const { code, message, correlationId } = wordsOf(answer);
  const apiKind = kindOf(answer.status, code);
  const kind = apiKind === 'rate-limit' || apiKind === 'server' || apiKind === 'timeout' ? apiKind : 'credentials';
  const fix =
    kind === 'credentials' && code !== IP_REFUSED
      ? `Genesys refused the id or the secret of client ${clientId}${quoted(message)}: check both, that the client ` +
        'belongs to this region, is active, and uses the grant type Client Credentials'
      : fixOf({ kind, answer, code, message, permissions: [], clientId });
  return new GenesysError({ kind, fix, ...common(answer, code, correlationId) });
}

const IP_REFUSED = 'ip.not.authorized';

function kindOf(status: number, code: string): ErrorKind {
  if (status === 401) return 'credentials';
  if (status === 403) return code.includes('scope') ? 'scope' : 'permission';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 408) return 'timeout';
  if (status === 429) return 'rate-limit';
  if (status >= 500) return 'server';
  // A redirect or another 2xx/1xx without a body is nothing that the API definition knows.
  return status >= 400 ? 'bad-request' : 'malformed';
}

interface Refusal {
  readonly kind: ErrorKind;
  readonly answer: HttpAnswer;
  readonly code: string;
  readonly message: string;
  readonly permissions: readonly string[];
  readonly clientId: string;
}

function fixOf({ kind, answer, code, message, permissions, clientId }: Refusal): string {
  switch (kind) {
    case 'credentials':
      return code === IP_REFUSED
        ? `put the guardian's egress address on the IP allow-list of client ${clientId}`
        : `Genesys refused the token of client ${clientId}: check that the client is active and was not deleted`;
    case 'permission':
      return permissionFix(code, message, permissions);
    case 'scope':
      return `give client ${clientId} the scope that the answer names${quoted(message)}, or use client credentials`;
    case 'rate-limit':
      return (
        `the guardian's token is over its limit${waitOf(answer)}: lower the guardian's share of the limit, or see what ` +
        `else uses client ${clientId}`
      );
    case 'not-found':
      return 'this org or gateway does not have the operation: check the region or the gateway';
    case 'bad-request':
      return `Genesys did not understand the request${quoted(message)}: please report this as a defect`;
    case 'server':
      return 'Genesys failed; the next run tries again, and if it lasts give its support the correlation id';
    case 'timeout':
      return 'Genesys gave up on the request; the next run tries again';
    case 'malformed':
      return `an answer with status ${answer.status} is unknown to the API definition: check the gateway or proxy`;
    case 'network':
      return 'check the connection';
    default:
      return kind satisfies never;
  }
}

function permissionFix(code: string, message: string, permissions: readonly string[]): string {
  if (code === 'authz.policy.denied') return `an access policy of the org refuses the guardian${quoted(message)}`;
  if (permissions.length === 0) return `give the guardian's role the permission that is missing${quoted(message)}`;
  const anyOf = code.includes('.any.') && permissions.length > 1 ? 'one of ' : '';
  const where = code.includes('division') ? ' in every division' : '';
  return `give the guardian's role ${anyOf}${permissions.join(', ')}${where}`;
}

/** `domain:entity:action` anywhere in a message; what has no two colons is prose. */
function permissionsIn(message: string): string[] {
  return [...new Set(message.match(/[A-Za-z][\w-]*:[\w*-]+:[\w*-]+/g) ?? [])].sort();
}

function wordsOf(answer: HttpAnswer): { code: string; message: string; correlationId: string } {
  const body = errorBody.parse(answer.body);
  return {
    code: (body.code || body.error || '').slice(0, MAX_QUOTE),
    message: (body.message || body.error_description || body.description || '').slice(0, MAX_QUOTE),
    correlationId: (answer.header('inin-correlation-id') || body.contextId || '').slice(0, MAX_QUOTE),
  };
}

function common(answer: HttpAnswer, code: string, correlationId: string) {
  return {
    status: answer.status,
    ...(code && { code }),
    ...(correlationId && { correlationId }),
    ...(answer.retryAfterMs !== undefined && { retryAfterMs: answer.retryAfterMs }),
  };
}

function waitOf({ retryAfterMs }: HttpAnswer): string {
  return retryAfterMs === undefined ? '' : ` for another ${retryAfterMs / 1000} s`;
}

function quoted(message: string): string {
  return message ? ` ("${message}")` : '';
}
