import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** A request and its answer, as the simulator's log has them. */
export interface Exchange {
  readonly method: string;
  /** Path without its query. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly body?: unknown;
  readonly status: number;
  readonly responseBody?: unknown;
}

/** The definition of Genesys' API is not part of this repository: where it is absent, checks against it are skipped. */
const FILE = join(__dirname, '..', '..', '..', 'shared', 'genesys', 'guardian-subset.swagger.json');
export const hasApiDefinition = existsSync(FILE);
/** `it` or `it.skip`, with the reason in the title of the suite that uses it. */
export const itWithDefinition: jest.It = hasApiDefinition ? it : it.skip;

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header' | 'body';
  readonly required?: boolean;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: { readonly enum?: readonly string[] };
  readonly schema?: object;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly schema?: object }>>;
}

interface Definition {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly definitions: Readonly<Record<string, object>>;
}

/**
 * What is wrong with an exchange by Genesys' definition: unknown paths, methods, parameters and fields, wrong types, missing
 * fields, and values that no enumeration knows. Empty for an exchange that conforms, and where the definition is absent.
 */
export function validateExchange(exchange: Exchange): string[] {
  const api = load();
  if (!api) return [];
  const operation = operationOf(api, exchange);
  const where = `${exchange.method} ${exchange.path}`;
  if (!operation) return [`${where}: no such operation`];
  return [
    ...queryProblems(operation, exchange),
    ...bodyProblems(operation, exchange),
    ...answerProblems(operation, exchange),
  ].map((problem) => `${where}: ${problem}`);
}

function queryProblems({ parameters = [] }: Operation, { query }: Exchange): string[] {
  const known = new Map(parameters.filter((one) => one.in === 'query').map((one) => [one.name, one]));
  const given = new Set(query.map(([name]) => name));
  const missing = [...known.values()].filter(({ name, required }) => required && !given.has(name));
  return [
    ...missing.map(({ name }) => `query parameter ${name} is missing`),
    ...query.flatMap(([name, value]) => {
      const parameter = known.get(name);
      if (!parameter) return [`unknown query parameter ${name}`];
      return fits(parameter, value) ? [] : [`query parameter ${name}=${value} is no ${parameter.type}`];
    }),
  ];
}

function fits({ type, enum: values, items }: Parameter, value: string): boolean {
  if (type === 'array') return value.split(',').every((one) => items?.enum?.includes(one) ?? true);
  if (values && !values.includes(value)) return false;
  if (type === 'integer') return /^-?\d+$/.test(value);
  if (type === 'boolean') return value === 'true' || value === 'false';
  return true;
}

function bodyProblems({ parameters = [] }: Operation, { body }: Exchange): string[] {
  const wanted = parameters.find((parameter) => parameter.in === 'body');
  if (!wanted?.schema) return body === undefined ? [] : ['takes no body'];
  if (body === undefined) return wanted.required ? ['body is missing'] : [];
  return problems(wanted.schema, body, 'body');
}

function answerProblems({ responses }: Operation, { status, responseBody }: Exchange): string[] {
  const response = responses[String(status)];
  if (!response) return [`status ${status} is not defined`];
  if (!response.schema || responseBody === undefined) return [];
  return problems(response.schema, responseBody, `answer ${status}`);
}

let loaded: Definition | undefined;
const validators = new Map<object, ValidateFunction>();
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
// Genesys' own links are paths, and its intervals have no format in JSON Schema.
ajv.addFormat('uri', true);
ajv.addFormat('interval', /^[^/]+\/[^/]+$/);

function load(): Definition | undefined {
  if (loaded || !hasApiDefinition) return loaded;
  loaded = JSON.parse(readFileSync(FILE, 'utf8'), closed) as Definition;
  ajv.addSchema({ $id: 'api', definitions: loaded.definitions });
  return loaded;
}

/** Closes every object that lists its properties, so that fields which Genesys does not have are found. */
function closed(this: unknown, key: string, value: unknown): unknown {
  if (key === '$ref' && typeof value === 'string') return `api${value}`;
  const isObject = typeof value === 'object' && value !== null && 'properties' in value && 'type' in value;
  return isObject && value.type === 'object' && !('additionalProperties' in value)
    ? { ...value, additionalProperties: false }
    : value;
}

function problems(schema: object, value: unknown, what: string): string[] {
  const validate = validators.get(schema) ?? ajv.compile(schema);
  validators.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const detail = 'additionalProperty' in params ? ` (${String(params.additionalProperty)})` : '';
    return `${what}${instancePath} ${message}${detail}`;
  });
}

/** A path without parameters wins over one that it would fit with them. */
function operationOf({ paths }: Definition, { method, path }: Exchange): Operation | undefined {
  const fitting = Object.keys(paths).filter((template) => pattern(template).test(path));
  const best = fitting.sort((a, b) => a.split('{').length - b.split('{').length)[0];
  return best === undefined ? undefined : paths[best]?.[method.toLowerCase()];
}

function pattern(template: string): RegExp {
  return new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`);
}
