import * as z from 'zod';

/**
 * What the cross checks look at, with everything malformed read as absent: so they also speak about a file that breaks
 * the schema elsewhere, and all problems are told at once. Entries keep their index.
 */
const text = z.string().trim().optional().catch(undefined);
const texts = z.array(text).optional().catch(undefined);
const anyRecord = z.record(z.string(), z.unknown()).optional().catch(undefined);

const orgSketch = z.object({
  name: text,
  region: text,
  secretName: text,
  licences: anyRecord,
  monthlyAllowance: z.unknown().optional(),
  hourlyQuota: z.unknown().optional(),
});
const vendorSketch = z.object({ name: text, owner: text, orgs: texts, clients: texts });

const SketchSchema = z.object({
  orgs: z.array(orgSketch.optional().catch(undefined)).optional().catch(undefined),
  vendors: z.array(vendorSketch.optional().catch(undefined)).default([]).catch([]),
  rules: anyRecord,
  alerts: z.unknown().optional(),
});

export type OrgSketch = z.output<typeof orgSketch>;
export type VendorSketch = z.output<typeof vendorSketch>;
export type ConfigSketch = z.output<typeof SketchSchema>;

/** The outline of any value at all; never throws. */
export function sketchOf(value: unknown): ConfigSketch {
  return SketchSchema.catch({ vendors: [] }).parse(value);
}
