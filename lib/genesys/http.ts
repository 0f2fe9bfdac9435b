import * as z from 'zod';
import { GenesysError } from './errors.ts';

/** One HTTP request, credentials included: it never leaves the module that made it. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly authorization: string;
  readonly body?: { readonly type: string; readonly text: string };
}

/** An answer of any status. Credentials that an error or a header echoes are struck out of it. */
export interface HttpAnswer {
  readonly status: number;
  header(name: string): string | undefined;
  /** Parsed JSON; `undefined` for an empty body, and for an unreadable body of an error. */
  readonly body: unknown;
  /** From `Retry-After`, as seconds or as a date. */
  readonly retryAfterMs?: number;
}

/**
 * What sends a request: Node's own `fetch`, or whatever keeps its promises. A proxy, a recorder or a simulator in the
 * same process can stand in for it. It is handed credentials.
 */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Sends one request and reads its whole answer.
 *
 * The time limit covers connecting, waiting and a slow body alike; redirects are not followed, for they could carry the
 * token to another host; connections are kept alive by Node's `fetch`.
 * @throws GenesysError of kind `network`, `timeout` or `malformed`. Errors of `fetch` never leave.
 */
export async function exchange(
  request: HttpRequest,
  { timeoutMs, fetch }: { readonly timeoutMs: number; readonly fetch: Fetch },
): Promise<HttpAnswer> {
  const limit = AbortSignal.timeout(timeoutMs);
  const { response, text } = await fetchText(fetch, request, limit).catch((error: unknown) => {
    throw limit.aborted ? timedOut(timeoutMs) : unreachable(request.url, error);
  });
  const struck = credentialsOf(request.authorization);
  const header = (name: string) => struckOut(response.headers.get(name) ?? '', struck) || undefined;
  const retryAfterMs = parseRetryAfter(header('retry-after'), header('date'));
  return {
    status: response.status,
    header,
    body: response.ok ? parseAnswer(text) : parseError(struckOut(text, struck)),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

async function fetchText(fetch: Fetch, { method, url, authorization, body }: HttpRequest, signal: AbortSignal) {
  const response = await fetch(url, {
    method,
    headers: { Accept: 'application/json', Authorization: authorization, ...(body && { 'Content-Type': body.type }) },
    ...(body && { body: body.text }),
    redirect: 'manual',
    signal,
  });
  return { response, text: await response.text() };
}

function parseAnswer(text: string): unknown {
  if (text.trim() === '') return undefined;
  const body = parseError(text);
  if (body !== undefined) return body;
  throw new GenesysError({ kind: 'malformed', fix: 'the answer is no whole JSON: check the gateway or proxy' });
}

/** Bodies of errors may be HTML of a proxy, or empty: their status says enough. */
function parseError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Milliseconds of a `Retry-After` header; `undefined` where it is absent or unreadable. A date is measured from the
 * answer's own `Date`, so that a wrong clock on either side does no harm.
 */
export function parseRetryAfter(value: string | undefined, date: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const milliseconds = Date.parse(value) - Date.parse(date ?? '');
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

/** The credential of an `Authorization` header in every form in which a server could echo it. */
function credentialsOf(authorization: string): string[] {
  const [scheme, value = ''] = authorization.split(' ');
  if (scheme !== 'Basic') return [value];
  const plain = Buffer.from(value, 'base64').toString('utf8');
  return [value, plain, plain.slice(plain.indexOf(':') + 1)];
}

function struckOut(text: string, credentials: readonly string[]): string {
  return credentials.filter(Boolean).reduce((rest, credential) => rest.replaceAll(credential, '[removed]'), text);
}

function timedOut(timeoutMs: number): GenesysError {
  return new GenesysError({
    kind: 'timeout',
    fix: `no whole answer within ${timeoutMs / 1000} s; the next run tries again`,
  });
}

function unreachable(url: string, error: unknown): GenesysError {
  const code = failure.safeParse(error).data?.cause.code;
  return new GenesysError({
    kind: 'network',
    fix: `${new URL(url).host} cannot be reached${code ? ` (${code})` : ''}: check region, gateway, DNS and firewall`,
  });
}

/** `ECONNREFUSED` and the like; anything that does not look like a code is left out, for it may quote the request. */
const failure = z.object({ cause: z.object({ code: z.string().regex(/^[A-Z][A-Z0-9_]{2,40}$/) }) });
