import * as z from 'zod';

/** As much of an export of schema.ocsf.io as a check of events needs. */
const Attribute = z.object({
  type: z.string(),
  object_type: z.string().optional(),
  is_array: z.boolean().optional(),
  requirement: z.enum(['required', 'recommended', 'optional']),
  enum: z.record(z.string(), z.unknown()).optional(),
  /** Events have the attribute only if they name the profile in `metadata.profiles`. */
  profile: z.string().nullish(),
  '@deprecated': z.unknown().optional(),
});
const Shape = z.object({
  uid: z.number().optional(),
  caption: z.string(),
  constraints: z.record(z.string(), z.array(z.string())).nullish(),
  attributes: z.record(z.string(), Attribute),
});
const Type = z.object({
  type: z.string().optional(),
  regex: z.string().optional(),
  range: z.tuple([z.number(), z.number()]).optional(),
  max_len: z.number().optional(),
});
const Export = z.object({
  version: z.string(),
  types: z.record(z.string(), Type),
  classes: z.record(z.string(), Shape),
  objects: z.record(z.string(), Shape),
});

/** The classes that the guardian sends, and the objects that it uses in them. Each is kept whole. */
const CLASSES = ['compliance_finding', 'detection_finding', 'iam_analysis_finding'];
const OBJECTS = [
  'actor',
  'analytic',
  'application',
  'compliance',
  'evidences',
  'finding_info',
  'group',
  'metadata',
  'object',
  'organization',
  'permission_analysis_result',
  'product',
  'remediation',
  'resource_details',
  'user',
];

/** The published schema without what the guardian does not use: descriptions, and other classes and objects. */
export function ocsfExcerpt(text: string): unknown {
  const { version, types, classes, objects } = Export.parse(JSON.parse(text));
  return {
    source: `OCSF ${version}, https://schema.ocsf.io/${version}: excerpt, made by scripts/published-schemas.ts`,
    licence: 'Apache-2.0, Copyright OCSF a Series of LF Projects, LLC',
    version,
    types,
    classes: picked(classes, CLASSES),
    objects: picked(objects, OBJECTS),
  };
}

function picked(shapes: z.output<typeof Export>['classes'], names: readonly string[]) {
  return Object.fromEntries(
    names.map((name) => {
      const shape = shapes[name];
      if (!shape) throw new Error(`the export has no '${name}'`);
      return [name, { ...shape, attributes: mapped(shape.attributes) }];
    }),
  );
}

function mapped(attributes: z.output<typeof Shape>['attributes']) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { enum: values, profile, '@deprecated': deprecated, ...rest }]) => [
      name,
      {
        ...rest,
        ...(values && { values: Object.keys(values) }),
        ...(profile && { profile }),
        ...(deprecated !== undefined && { isDeprecated: true }),
      },
    ]),
  );
}
