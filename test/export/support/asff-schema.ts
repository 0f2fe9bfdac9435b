import * as hub from '@aws-sdk/client-securityhub';
import Ajv from 'ajv';
import { z } from 'zod';

/**
 * Judges findings by the schema that AWS publishes: the model that the AWS SDK serialises by. It holds names, types and
 * what is required; enumerations and limits stand beside it in the SDK's constants and documentation.
 */
const STRUCTURE = 3;
/** A number stands for a plain type: text, number, truth, and lists or maps of text. */
const PLAIN: Readonly<Record<number, object>> = {
  0: { type: 'string', minLength: 1 },
  1: { type: 'number' },
  2: { type: 'boolean' },
  64: { type: 'array', items: { type: 'string', minLength: 1 } },
  128: { type: 'object', additionalProperties: { type: 'string', minLength: 1 } },
};

const Structure = z.tuple([
  z.literal(STRUCTURE),
  z.string(),
  z.string(),
  z.unknown(),
  z.array(z.string()),
  z.array(z.unknown()),
  z.number().default(0),
]);
/** A list (1) or a map (2) of something. */
const Collection = z.union([
  z.tuple([z.literal(1), z.string(), z.string(), z.unknown(), z.unknown()]),
  z.tuple([z.literal(2), z.string(), z.string(), z.unknown(), z.unknown(), z.unknown()]),
]);

const definitions: Record<string, object> = {};

function schemaOf(given: unknown): object {
  const node = typeof given === 'function' ? given() : given;
  if (typeof node === 'number') return PLAIN[node] ?? {};
  const collection = Collection.safeParse(node);
  if (collection.success) {
    const [kind, , , , first, second] = collection.data;
    return kind === 1
      ? { type: 'array', items: schemaOf(first) }
      : { type: 'object', additionalProperties: schemaOf(second) };
  }
  const parsed = Structure.safeParse(node);
  // What is annotated: a list of the type and its annotations.
  if (!parsed.success) return Array.isArray(node) ? schemaOf(node[0]) : {};
  const [, , name, , members, types, required] = parsed.data;
  if (!(name in definitions)) {
    definitions[name] = {};
    definitions[name] = {
      type: 'object',
      properties: Object.fromEntries(members.map((member, index) => [member, schemaOf(types[index])])),
      required: members.slice(0, required),
      additionalProperties: false,
    };
  }
  return { $ref: `#/definitions/${name}` };
}

const root = schemaOf(hub.AwsSecurityFinding$);
const validate = new Ajv({ allErrors: true }).compile({ definitions, ...root });

const timestamp = z.iso.datetime({ precision: 3 });
const field = (most: number) =>
  z
    .record(z.string().min(1).max(128), z.string().min(1).max(most))
    .refine((fields) => Object.keys(fields).length <= 50);

/** What the API reference documents beyond names and types. */
const Documented = z.looseObject({
  SchemaVersion: z.literal('2018-10-08'),
  Id: z.string().min(1).max(512),
  ProductArn: z.string().regex(/^arn:aws(-cn|-us-gov)?:securityhub:[a-z0-9-]+:(\d{12}):product\/\2\/default$/),
  ProductName: z.string().min(1).max(128),
  CompanyName: z.string().min(1).max(128),
  Region: z.string().min(1).max(16),
  GeneratorId: z.string().min(1).max(512),
  AwsAccountId: z.string().regex(/^\d{12}$/),
  Title: z.string().min(1).max(256),
  Description: z.string().min(1).max(1024),
  CreatedAt: timestamp,
  UpdatedAt: timestamp,
  FirstObservedAt: timestamp,
  LastObservedAt: timestamp,
  Types: z
    .array(z.string().regex(/^(Software and Configuration Checks|TTPs|Effects|Unusual Behaviors)\/[^/]+\/[^/]+$/))
    .min(1)
    .max(50),
  Severity: z.looseObject({
    Label: z.enum(Object.values(hub.SeverityLabel)),
    Normalized: z.int().min(0).max(100),
  }),
  Remediation: z.object({ Recommendation: z.object({ Text: z.string().min(1).max(512) }) }).optional(),
  Note: z.looseObject({ Text: z.string().min(1).max(512), UpdatedAt: timestamp }).optional(),
  ProductFields: field(2048),
  Resources: z
    .array(z.looseObject({ Id: z.string().min(1).max(512), Details: z.object({ Other: field(1024) }) }))
    .min(1)
    .max(32),
  Workflow: z.object({ Status: z.enum(Object.values(hub.WorkflowStatus)) }),
  RecordState: z.enum(Object.values(hub.RecordState)),
});

/** All that is wrong with a finding; empty where nothing is. */
export function asffProblems(finding: unknown): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(finding));
  const documented = Documented.safeParse(finding);
  return [
    ...(validate(finding)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message, params }) => {
          return `${instancePath} ${message} ${JSON.stringify(params)}`;
        })),
    ...(documented.success ? [] : documented.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)),
    ...(bytes > 240_000 ? [`${bytes} bytes`] : []),
  ];
}
