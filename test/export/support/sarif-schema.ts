import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

/** The published schema (`test/export/published`). */
const schema = JSON.parse(readFileSync(join(__dirname, '..', 'published', 'sarif-2.1.0.json'), 'utf8'));
const validate = addFormats(new Ajv({ allErrors: true, strict: false })).compile(schema);

/** All that is wrong with a log; empty where nothing is. */
export function sarifProblems(log: unknown): string[] {
  if (validate(JSON.parse(JSON.stringify(log)))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
