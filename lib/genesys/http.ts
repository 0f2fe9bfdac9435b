import * as z from 'zod';
import { GenesysError } from './errors.ts';

/** One HTTP request, credentials included: it never leaves the module that made it. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  /** Absent for what anybody may ask: then no credential is sent, and redirects do no harm. */
  readonly authorization?: string;
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
 * The time limit covers connecting, waiting and a slow body alike; redirects are not followed where there is a token that
 * they could carry to another host; connections are kept alive by Node's `fetch`.
 * @throws GenesysError of kind `network`, `timeout` or `malformed`. Errors of `fetch` never leave.
 */
export async function exchange(
  request: HttpRequest,
  { timeoutMs, fetch, mostBytes }: ExchangeOptions,
): Promise<HttpAnswer> {
  const limit = AbortSignal.timeout(timeoutMs);
  const { response, text } = await fetchText({ fetch, mostBytes }, request, limit).catch((error: unknown) => {
    if (error instanceof GenesysError) throw error;
    throw limit.aborted ? timedOut(timeoutMs) : unreachable(request.url, error);
  });
  const struck = request.authorization ? credentialsOf(request.authorization) : [];
  const header = (name: string) => struckOut(response.headers.get(name) ?? '', struck) || undefined;
  const retryAfterMs = parseRetryAfter(header('retry-after'), header('date'));
  return {
    status: response.status,
    header,
    body: response.ok ? parseAnswer(text) : parseError(struckOut(text, struck)),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

interface ExchangeOptions {
  readonly timeoutMs: number;
  readonly fetch: Fetch;
  /** A longer answer is given up. Default: no limit, for Genesys' own answers to a client of its own. */
  readonly mostBytes?: number;
}

async function fetchText(
  { fetch, mostBytes }: { readonly fetch: Fetch; readonly mostBytes: number | undefined },
  { method, url, authorization, body }: HttpRequest,
  signal: AbortSignal,
) {
  const response = await fetch(url, {
    method,
    headers: {
      Accept: 'application/json',
      ...(authorization && { Authorization: authorization }),
      ...(body && { 'Content-Type': body.type }),
    },
    ...(body && { body: body.text }),
    redirect: authorization ? 'manual' : 'follow',
    signal,
  });
  return { response, text: mostBytes === undefined ? await response.text() : await textWithin(response, mostBytes) };
}

/** Counts what really arrives: a compressed answer is longer than its header says. */
async function textWithin(response: Response, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) {
      throw new GenesysError({
        kind: 'bad-request',
        fix: `the answer is larger than ${mostBytes / 1024 / 1024} MiB: check the address`,
      });
    }
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  return parts.join('') + decoder.decode();
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
