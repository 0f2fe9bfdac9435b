import * as z from 'zod';
import { jsonObjectsIn } from './json-in-text.ts';

/** An error body as Genesys writes it, or as the login server does; whatever has another shape is left alone. */
const optionalText = z.string().nullish().catch(undefined);
const body = z.object({
  code: optionalText,
  message: optionalText,
  messageWithParams: optionalText,
  messageParams: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  status: z.coerce.number().int().min(100).max(599).nullish().catch(undefined),
  contextId: optionalText,
  details: z.array(z.unknown()).nullish().catch(undefined),
  error: optionalText,
  error_description: optionalText,
  description: optionalText,
});
export type ErrorBody = z.output<typeof body>;

const exchange = z.object({
  method: z.string().max(10).optional().catch(undefined),
  url: z.string().optional().catch(undefined),
  path: z.string().optional().catch(undefined),
  uri: z.string().optional().catch(undefined),
  status: z.coerce.number().int().min(100).max(599).optional().catch(undefined),
  statusCode: z.coerce.number().int().min(100).max(599).optional().catch(undefined),
});

/** What the values of a document tell: the error body, and the exchange around it. */
export interface JsonFindings {
  readonly body?: ErrorBody;
  readonly status?: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly call?: { readonly method: string; readonly path: string };
}

/**
 * Looks through documents for an error body, however deep a client library has wrapped it, also where it is a text that
 * holds JSON.
 */
export function findingsIn(documents: readonly unknown[]): JsonFindings {
  const values = valuesIn(documents);
  const around = values.map((value) => exchange.safeParse(value).data ?? {});
  const status = around.map((one) => one.status ?? one.statusCode).find((one) => one !== undefined);
  const call = around.flatMap(({ method, url, path = url, uri = path }) =>
    method && uri ? [{ method, path: uri }] : [],
  )[0];
  const headers = values.flatMap((value) =>
    Object.entries(value)
      .filter(([name]) => HEADERS.has(name.toLowerCase()))
      .map(([name, text]) => [name.toLowerCase(), String(text)] as const),
  );
  const best = bestBody(values);
  return {
    ...(best && { body: best }),
    ...(status !== undefined && { status }),
    headers: new Map(headers),
    ...(call && { call }),
  };
}

const HEADERS = new Set(['retry-after', 'inin-correlation-id']);

const MOST_VALUES = 20_000;
const MOST_NESTED_TEXTS = 50;

/** Every object in the documents, and in texts that hold JSON; widest first, and so many values at most. */
function valuesIn(documents: readonly unknown[]): object[] {
  const queue: unknown[] = [...documents];
  let texts = 0;
  for (let index = 0; index < queue.length; index += 1) {
    const value = queue[index];
    const isNested = typeof value === 'string' && value.includes('{') && texts < MOST_NESTED_TEXTS;
    if (isNested) texts += 1;
    const inner = isNested
      ? jsonObjectsIn(value)
      : typeof value === 'object' && value !== null
        ? Object.values(value)
        : [];
    for (const one of inner) if (queue.length < MOST_VALUES) queue.push(one);
  }
  return queue.filter((value): value is object => typeof value === 'object' && value !== null && !Array.isArray(value));
}

/** The first of those that look most like Genesys' own. */
function bestBody(values: readonly object[]): ErrorBody | undefined {
  const bodies = values.flatMap((value) => body.safeParse(value).data ?? []);
  const highest = Math.max(0, ...bodies.map(rankOf));
  return highest === 0 ? undefined : bodies.find((one) => rankOf(one) === highest);
}

/** Genesys' codes are words with dots between them; those of client libraries (`ERR_BAD_REQUEST`) are not. */
const CODE = /^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)+$/;

function rankOf({ code, message, status, error }: ErrorBody): number {
  if (code && CODE.test(code)) return 4;
  if (message && status) return 2;
  return error && CODE.test(error) ? 3 : 0;
}
