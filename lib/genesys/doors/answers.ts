import * as z from 'zod';
import { GenesysError } from '../errors.ts';
import { text } from './parts.ts';

/** Absent is not empty: a page that lost its rows must not read as "nothing there". */
const rows = z.array(z.unknown()).nullish();
const size = z.number().int().nonnegative().nullish();

/** A page of a listing. Its entities are judged one by one, so that a bad one does not spoil the rest. */
export const page = z.object({
  entities: z.array(z.unknown()),
  total: size,
  pageSize: size,
  pageCount: size,
  nextUri: text,
});
export type Page = z.output<typeof page>;

/** `POST …/usage/aggregates/query/jobs` */
export const startedJob = z.object({ id: z.string().min(1) });
/** `POST …/usage/query` */
export const startedQuery = z.object({ executionId: z.string().min(1) });
/** `POST …/audits/query` and `GET …/audits/query/{id}` */
export const auditQuery = z.object({ id: z.string().min(1), state: text });

/** `GET …/usage/aggregates/query/jobs/{jobId}` */
export const jobPage = z.object({
  queryStatus: z.string().min(1),
  nextUri: text,
  entities: rows,
  errorBody: z.object({ code: text }).nullish(),
});
/** `GET …/usage/query/{executionId}/results` */
export const queryResults = z.object({
  queryStatus: z.string().min(1),
  results: rows,
  cursors: z.object({ after: text }).nullish(),
});
/** `GET …/audits/query/{id}/results`: too many entries come as a download instead, which is not followed. */
export const auditResults = z.object({ cursor: text, entities: rows });

/**
 * The answer as the door describes it.
 * @throws GenesysError of kind `malformed` that names the fields, never their values.
 */
export function answerOf<T extends z.ZodType>(door: T, answer: unknown): z.output<T> {
  const result = door.safeParse(answer);
  if (result.success) return result.data;
  throw new GenesysError({
    kind: 'malformed',
    fix: `the answer is not as the API definition says (${fieldsOf(result.error)}): check the gateway or proxy`,
  });
}

/** The fields that a door refused: `id, scope.0`. */
export function fieldsOf(error: z.ZodError): string {
  return [...new Set(error.issues.map(({ path }) => path.map(String).join('.') || 'body'))].slice(0, 5).join(', ');
}
