import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { z } from 'zod';

/**
 * Judges events by the published schema of OCSF (`test/export/published`): required attributes, types, enumerations,
 * constraints, no attribute that does not exist, none of a profile that the event does not name, none that is deprecated.
 */
const Attribute = z.object({
  type: z.string(),
  object_type: z.string().optional(),
  is_array: z.boolean().optional(),
  requirement: z.enum(['required', 'recommended', 'optional']),
  values: z.array(z.string()).optional(),
  profile: z.string().optional(),
  isDeprecated: z.boolean().optional(),
});
const Shape = z.object({
  uid: z.number().optional(),
  constraints: z.record(z.string(), z.array(z.string())).nullish(),
  attributes: z.record(z.string(), Attribute),
});
type Shape = z.output<typeof Shape>;
const Published = z.object({
  version: z.string(),
  types: z.record(
    z.string(),
    z.object({
      type: z.string().optional(),
      regex: z.string().optional(),
      range: z.tuple([z.number(), z.number()]).optional(),
      max_len: z.number().optional(),
    }),
  ),
  classes: z.record(z.string(), Shape),
  objects: z.record(z.string(), Shape),
});

export const publishedOcsf = Published.parse(
  JSON.parse(readFileSync(join(__dirname, '..', 'published', 'ocsf-1.6.0.json'), 'utf8')),
);

const Event = z.looseObject({
  class_uid: z.number(),
  metadata: z.looseObject({ profiles: z.array(z.string()).optional() }),
});

/** All that is wrong with an event; empty where nothing is. */
export function ocsfProblems(event: unknown): string[] {
  const { class_uid: uid, metadata } = Event.parse(event);
  const [name] = Object.entries(publishedOcsf.classes).find(([, shape]) => shape.uid === uid) ?? [];
  if (!name) return [`there is no class ${uid}`];
  const validate = validatorOf(name, metadata.profiles ?? []);
  return validate(event)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message, params }) => {
        return `${instancePath} ${message} ${JSON.stringify(params)}`;
      });
}

const validators = new Map<string, ReturnType<Ajv['compile']>>();

function validatorOf(className: string, profiles: readonly string[]) {
  const key = [className, ...profiles].join();
  const known = validators.get(key);
  if (known) return known;
  const definitions = Object.fromEntries(
    Object.entries(publishedOcsf.objects).map(([name, shape]) => [name, schemaOf(shape, profiles)]),
  );
  const shape = publishedOcsf.classes[className];
  if (!shape) throw new Error(`no class ${className}`);
  const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true }).compile({
    definitions,
    ...schemaOf(shape, profiles),
  });
  validators.set(key, validate);
  return validate;
}

function schemaOf({ attributes, constraints }: Shape, profiles: readonly string[]): object {
  const allowed = Object.entries(attributes).filter(
    ([, { profile, isDeprecated }]) => !isDeprecated && (profile === undefined || profiles.includes(profile)),
  );
  // OCSF's `object` is what anything may stand in.
  if (Object.keys(attributes).length === 0) return { type: 'object' };
  return {
    type: 'object',
    properties: Object.fromEntries(allowed.map(([name, attribute]) => [name, valueSchema(attribute)])),
    required: allowed.filter(([, { requirement }]) => requirement === 'required').map(([name]) => name),
    additionalProperties: false,
    ...(constraints?.at_least_one && { anyOf: constraints.at_least_one.map((name) => ({ required: [name] })) }),
  };
}

function valueSchema(attribute: z.output<typeof Attribute>): object | boolean {
  const one = oneSchema(attribute);
  return attribute.is_array ? { type: 'array', items: one } : one;
}

function oneSchema({ type, object_type: object, values }: z.output<typeof Attribute>): object | boolean {
  if (type === 'object_t') {
    // An object that the excerpt does not have: add it in scripts/published/ocsf.ts before it is sent.
    return object !== undefined && object in publishedOcsf.objects ? { $ref: `#/definitions/${object}` } : false;
  }
  const base = typeSchema(type);
  if (values === undefined) return base;
  return { ...base, enum: type === 'string_t' ? values : values.map(Number) };
}

function typeSchema(name: string): object {
  const type = publishedOcsf.types[name];
  if (!type) throw new Error(`OCSF has no type ${name}`);
  const { type: base = name, regex, range, max_len: length } = type;
  return {
    ...BASE_TYPES[base],
    ...(regex !== undefined && { pattern: regex }),
    ...(range && { minimum: range[0], maximum: range[1] }),
    ...(length !== undefined && { maxLength: length }),
  };
}

const BASE_TYPES: Readonly<Record<string, object>> = {
  boolean_t: { type: 'boolean' },
  integer_t: { type: 'integer' },
  long_t: { type: 'integer' },
  float_t: { type: 'number' },
  string_t: { type: 'string' },
  json_t: {},
};
