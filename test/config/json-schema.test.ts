import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { parseConfig } from '../../lib/config/config-file.ts';
import { configJsonSchema, keysAllowedAt } from '../../lib/config/json-schema.ts';
import { REGIONS } from '../../lib/genesys/region.ts';
import { RULES } from '../../lib/rules/index.ts';

const docs = join(__dirname, '../../docs');
const example = readFileSync(join(docs, 'guardian.example.yaml'), 'utf8');
const committed = JSON.parse(readFileSync(join(docs, 'guardian.schema.json'), 'utf8'));

function accepts(value: unknown): boolean {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true });
  addFormats(ajv);
  return ajv.validate(committed, value);
}

describe('docs/guardian.schema.json', () => {
  it('is current (else run: npx tsx scripts/config-schema.ts)', () => {
    expect(committed).toEqual(JSON.parse(JSON.stringify(configJsonSchema())));
  });

  it.each([
    ['nothing', {}],
    ['the example', parse(example)],
    ['a rule that is off', { rules: { 'scope-added': 'off' } }],
    ['roles in either form', { vendors: [{ name: 'A', clients: ['a'], roles: [{ name: 'R', divisions: ['*'] }] }] }],
  ])('accepts %s', (_, value) => {
    expect(accepts(value)).toBe(true);
  });

  it.each([
    ['an unknown key', { vendor: [] }],
    ['a wrong scope', { vendors: [{ name: 'A', clients: ['a'], scopes: ['a b'] }] }],
    ['a vendor without clients', { vendors: [{ name: 'A' }] }],
    ['a wrong schedule', { schedules: { usage: 'hourly' } }],
  ])('refuses %s', (_, value) => {
    expect(accepts(value)).toBe(false);
  });

  it('says of every key what it is for', () => {
    expect(
      propertiesOf(committed)
        .filter(({ schema }) => !schema.description)
        .map(({ key }) => key),
    ).toEqual([]);
  });
});

describe('docs/guardian.example.yaml', () => {
  it('passes the parser', () => {
    expect(parseConfig(example, 'guardian.example.yaml').config.vendors).toHaveLength(3);
  });

  it('names rules and regions that exist', () => {
    const rules = RULES.map(({ id }) => id);
    const regions = REGIONS.flatMap(({ name, host }) => [name, host]);
    expect(() => parseConfig(example, 'guardian.example.yaml', { rules, regions })).not.toThrow();
  });

  it('names its schema for editors', () => {
    expect(example.split('\n')[0]).toBe('# yaml-language-server: $schema=./guardian.schema.json');
  });

  it('shows every key', () => {
    const missing = propertiesOf(committed).filter(({ key }) => !new RegExp(`\\b${key}:`).test(example));
    expect(missing.map(({ key }) => key)).toEqual([]);
  });

  it('shows the defaults where it shows a default', () => {
    const { thresholds, schedules } = parseConfig(example, 'guardian.example.yaml').config;
    const { config } = parseConfig('', 'empty');
    expect({ thresholds, schedules }).toEqual({ thresholds: config.thresholds, schedules: config.schedules });
  });
});

describe('keysAllowedAt', () => {
  it.each([
    [
      ['alerts'],
      [
        'email',
        'sms',
        'chat',
        'sqs',
        'webhooks',
        'webhookSecretName',
        'ses',
        'operators',
        'digest',
        'remindAfterDays',
        'smsPerHour',
      ],
    ],
    [
      ['vendors', 0, 'roles', 0],
      ['name', 'divisions'],
    ],
    [
      ['rules', 'any-rule'],
      ['severity', 'staging', 'off'],
    ],
    [
      ['orgs', 3, 'licences', 'CX3'],
      ['named', 'concurrent', 'hourly'],
    ],
    [['orgs', 3, 'licences'], []],
    [['nowhere', 'at', 'all'], []],
  ])('knows the keys of %j', (path, keys) => {
    expect(keysAllowedAt(path)).toEqual(keys);
  });
});

type Schema = { description?: string; properties?: Record<string, Schema>; [part: string]: unknown };

/** All properties of a schema, however deep, with their schemas. */
function propertiesOf(schema: Schema): { key: string; schema: Schema }[] {
  const own = Object.entries(schema.properties ?? {}).map(([key, below]) => ({ key, schema: below }));
  const inner = [schema.items, schema.additionalProperties, schema.anyOf].flat().filter((part) => isSchema(part));
  return [...own, ...own.flatMap((property) => propertiesOf(property.schema)), ...inner.flatMap(propertiesOf)];
}

function isSchema(part: unknown): part is Schema {
  return typeof part === 'object' && part !== null;
}
