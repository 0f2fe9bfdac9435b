import * as z from 'zod';
import { listOf } from './parts.ts';

/** One permission that exists, and whether divisions restrict it. */
export interface KnownPermission {
  /** `domain:entity:action`. */
  readonly permission: string;
  readonly divisionAware: boolean;
}

const permission = z.object({
  domain: z.string().min(1),
  entityType: z.string().min(1),
  action: z.string().min(1),
  /** Absent: not known, so left out. */
  divisionAware: z.boolean().nullish(),
});

/** All permissions of one domain. Source: `GET /api/v2/authorization/permissions`. */
export const permissionCollection = z
  .object({ domain: z.string().min(1), permissionMap: z.record(z.string(), listOf(permission)) })
  .transform(({ domain: id, permissionMap }) => ({
    id,
    permissions: Object.values(permissionMap)
      .flat()
      .flatMap(({ domain, entityType, action, divisionAware }): KnownPermission[] =>
        typeof divisionAware === 'boolean' ? [{ permission: `${domain}:${entityType}:${action}`, divisionAware }] : [],
      ),
  }));
