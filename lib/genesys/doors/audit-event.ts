import * as z from 'zod';
import type { ChangeNotice } from '../../ports.ts';

/** Kinds of entity whose change is worth a look. */
const WATCHED = [
  'OAuthClient',
  'OAuthClientAuthorization',
  'Role',
  'AuthorizationRole',
  'Division',
  'AuthorizationDivision',
];

/**
 * An audit event as Genesys Cloud hands it to EventBridge. Its field names are not those of the audit API, and its
 * detail type is literally `v2.audits.entitytype.{id}.entityid.{id}`: what it is about is in its body (FACTS §4).
 */
export const auditEvent = z
  .object({
    source: z.string(),
    time: z.iso.datetime({ offset: true }),
    detail: z.object({ eventBody: z.object({ entityType: z.string() }) }),
  })
  .transform(({ source, time, detail }, context): ChangeNotice | undefined => {
    const genesysOrgId = /^aws\.partner\/genesys\.com\/[^/]+\/([0-9a-f-]{36})\//i.exec(source)?.[1]?.toLowerCase();
    if (genesysOrgId === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['source'],
        message: 'expected aws.partner/genesys.com/cloud/ORG/NAME',
      });
      return z.NEVER;
    }
    if (!WATCHED.includes(detail.eventBody.entityType)) return undefined;
    return { genesysOrgId, at: new Date(time).toISOString() };
  });
