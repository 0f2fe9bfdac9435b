import { sortedSet } from '../../domain/snapshot.ts';
import { pathOf } from '../catalogue/path-match.ts';
import { ERROR_CODES } from './error-codes.ts';
import { exchangeLines } from './exchange-lines.ts';
import type { FailedAnswer, NamesInAnswer } from './failed-answer.ts';
import { jsonObjectsIn } from './json-in-text.ts';
import { namesIn } from './names-in-message.ts';
import { type ErrorBody, findingsIn } from './values-in-json.ts';

/** Most characters of Genesys' own words that are kept. */
const LONGEST_MESSAGE = 500;
/** Far above any time that Genesys asks a caller to wait. */
const LONGEST_WAIT_SECONDS = 86_400;

/**
 * What a text tells of a failed call: the JSON body of the answer, a whole HTTP exchange, or a log line with either in
 * it. Undefined where nothing of an answer is found. Takes any text without harm; of credentials nothing is kept.
 */
export function readAnswer(given: string): FailedAnswer | undefined {
  const text = given.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const json = findingsIn(jsonObjectsIn(text));
  const lines = exchangeLines(text);
  const code = json.body ? textOf(json.body.code, json.body.error) : codeIn(lines.prose);
  const message = json.body ? messageOf(json.body) : code === undefined ? undefined : sentenceIn(lines.prose);
  const status = json.body?.status ?? lines.status ?? json.status;
  if (code === undefined && status === undefined) return undefined;
  const header = (name: string) => lines.headers.get(name) ?? json.headers.get(name);
  const correlationId = header('inin-correlation-id') ?? textOf(json.body?.contextId);
  const retryAfterSeconds = waitOf(header('retry-after'), message);
  const call = json.call ?? lines.call;
  const path = call ? pathOf(call.path) : '';
  return {
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code: oneLine(code, 100) }),
    ...(message !== undefined && { message: oneLine(message, LONGEST_MESSAGE) }),
    ...(correlationId !== undefined && { correlationId: oneLine(correlationId, 100) }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    names: json.body ? namesOf(json.body) : namesIn(message ?? ''),
    ...(call && path !== '' && { call: { method: call.method.toUpperCase(), path: oneLine(path, LONGEST_MESSAGE) } }),
    holdsCredentials: CREDENTIALS.test(text),
  };
}

const CREDENTIALS = /\bBearer\s+[\w.~+/-]{8}|\bAuthorization["']?\s*[:=]\s*["']?Basic\s+\S|client_secret|access_token/i;

function messageOf({ message, messageWithParams, error_description, description }: ErrorBody): string | undefined {
  return textOf(message, messageWithParams, error_description, description);
}

/** Names stand in the message, and in the parameters of its template. */
function namesOf({ message, messageWithParams, messageParams, details }: ErrorBody): NamesInAnswer {
  const parts = [
    namesIn(cut(message ?? '')),
    namesIn(cut(messageWithParams ?? '')),
    ...Object.entries(messageParams ?? {}).map(([name, value]) => namesIn(cut(`${name} ${textOfValue(value)}`))),
    ...(details ?? []).slice(0, MOST_DETAILS).map((detail) => namesIn(cut(textOfValue(detail)))),
  ];
  const all = (list: keyof NamesInAnswer) => sortedSet(parts.flatMap((part) => part[list]));
  const permissions = all('permissions');
  return {
    permissions,
    scopes: permissions.length > 0 ? [] : all('scopes'),
    divisions: all('divisions'),
    policies: all('policies'),
  };
}

const MOST_DETAILS = 50;
const LONGEST_WORDS = 20_000;

function textOfValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function cut(words: string): string {
  return words.slice(0, LONGEST_WORDS);
}

/** A code of the API that stands in prose. */
function codeIn(prose: string): string | undefined {
  const words = new Set(prose.match(/[a-z]+(?:[._][a-z]+)+/g) ?? []);
  return Object.keys(ERROR_CODES).find((code) => words.has(code));
}

/** The message around a code in prose: what follows a known beginning, else nothing more than the line. */
function sentenceIn(prose: string): string {
  const start = prose.search(/Unable to perform the requested action|App not authorized to use scope/);
  return start < 0 ? prose : prose.slice(start);
}

function waitOf(header: string | undefined, message = ''): number | undefined {
  const [, named] = /Retry the request in \[(\d{1,9})\] seconds/.exec(message) ?? [];
  const seconds = Number(header ?? named ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 && seconds <= LONGEST_WAIT_SECONDS ? seconds : undefined;
}

function textOf(...texts: readonly (string | null | undefined)[]): string | undefined {
  return texts.find((text) => text !== undefined && text !== null && text.trim() !== '') ?? undefined;
}

function oneLine(text: string, most: number): string {
  const line = text
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, '$1 [removed]')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
