import * as z from 'zod';
import type { EndpointRow } from '../../domain/usage/day.ts';
import { canonicalId, count, text } from './parts.ts';

const counts = { status200: count, status300: count, status400: count, status429: count, status500: count };

/** A UTC day, of a date or of a time. */
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/)
  .transform((value) => value.slice(0, 10));

/** A row of `GET /api/v2/usage/aggregates/query/jobs/{jobId}`. */
export const jobRow = z
  .object({
    date: day,
    oauthClient: z.object({ id: text, name: text }).nullish(),
    httpMethod: text,
    templateUri: text,
    requestCount: z.number().nonnegative(),
    ...counts,
  })
  .transform(({ date, oauthClient, httpMethod, templateUri, requestCount, ...statuses }): EndpointRow => {
    const clientId = canonicalId(oauthClient?.id ?? '');
    return {
      ...{ date, clientId, clientName: oauthClient?.name ?? '', method: httpMethod, template: withSlash(templateUri) },
      ...{ requests: requestCount, ...statuses },
    };
  });

/** A row of `GET /api/v2/usage/query/{executionId}/results`. */
export const queryRow = z
  .object({
    date: day,
    clientId: text,
    clientName: text,
    httpMethod: text,
    templateUri: text,
    requests: z.number().nonnegative(),
    ...counts,
  })
  .transform(({ httpMethod, templateUri, clientId, ...row }): EndpointRow => {
    return { ...row, clientId: canonicalId(clientId), method: httpMethod, template: withSlash(templateUri) };
  });

/** Genesys writes templates without the leading slash in usage, and with it in its API definition. */
function withSlash(template: string): string {
  return template === '' || template.startsWith('/') ? template : `/${template}`;
}
