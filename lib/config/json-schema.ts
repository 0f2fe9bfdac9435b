import * as z from 'zod';
import { GuardianConfigSchema } from '../domain/manifest.ts';
import type { Path } from './problem.ts';

type JsonSchema = z.core.JSONSchema._JSONSchema;

/** The JSON Schema of `guardian.yaml` as people write it (defaults may be left out). Draft 7 is what editors read best. */
export function configJsonSchema(): z.core.JSONSchema.BaseSchema {
  return { title: 'guardian.yaml', ...z.toJSONSchema(GuardianConfigSchema, { io: 'input', target: 'draft-7' }) };
}

/** The keys that the schema knows for the mapping at `path`; empty where any key may stand. */
export function keysAllowedAt(path: Path): string[] {
  // Built once: a file may hold any number of unknown keys.
  built ??= configJsonSchema();
  let reached: JsonSchema[] = [built];
  for (const step of path) reached = reached.flatMap((schema) => below(schema, step));
  const keys = reached.flatMap(alternatives).flatMap((schema) => Object.keys(schema.properties ?? {}));
  return [...new Set(keys)];
}

let built: JsonSchema | undefined;

function below(schema: JsonSchema, step: string | number): JsonSchema[] {
  return alternatives(schema).flatMap(({ items, properties, additionalProperties }) => {
    const next =
      typeof step === 'number'
        ? items
        : properties && Object.hasOwn(properties, step)
          ? properties[step]
          : additionalProperties;
    return next === undefined || Array.isArray(next) ? [] : [next];
  });
}

function alternatives(schema: JsonSchema): z.core.JSONSchema.BaseSchema[] {
  if (typeof schema === 'boolean') return [];
  return schema.anyOf ? schema.anyOf.flatMap(alternatives) : [schema];
}
