import * as z from 'zod';

/** What a security requirement names: schemes with their scopes. Source: Swagger 2.0, Security Requirement Object. */
const security = z.array(z.record(z.string(), z.array(z.string())));

/**
 * An operation, as far as the catalogue wants it. Its permissions are prose often enough to be read one by one; its scopes
 * are not, and an operation whose scopes cannot be read must not pass for one that needs none.
 */
export const operationShape = z.object({
  security: security.optional(),
  deprecated: z.unknown().optional(),
  'x-inin-requires-permissions': z.unknown().optional(),
});

/** Swagger 2.0, as far as the catalogue wants it. Members of a path that are no methods are left alone. */
export const definitionShape = z.object({
  swagger: z.literal('2.0', { error: 'no Swagger 2.0 definition' }),
  basePath: z.string().default(''),
  security: security.default([]),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** Genesys' own extension: which permissions an operation wants. */
export const requirementShape = z.object({
  type: z.string(),
  permissions: z.array(z.unknown()),
});
