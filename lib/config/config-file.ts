import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Document } from 'yaml';
import * as z from 'zod';
import { type GuardianConfig, GuardianConfigSchema } from '../domain/manifest.ts';
import { ENV } from '../env.ts';
import type { Complaint } from './complaint.ts';
import { crossChecks, type KnownNames } from './cross-checks.ts';
import { ConfigError, type Problem, pathText } from './problem.ts';
import { schemaComplaints } from './schema-complaints.ts';
import { readYaml, type YamlText } from './yaml-document.ts';

export const DEFAULT_CONFIG_FILE = 'guardian.yaml';

export interface ParsedConfig {
  readonly config: GuardianConfig;
  /** The text with comments and order, for edits that keep them. */
  readonly document: Document.Parsed;
  /** Where the key or the value at a path stands; where there is none, the nearest thing around it. */
  readonly place: YamlText['place'];
}

export interface LoadedConfig extends ParsedConfig {
  /** `defaults` where there is no file and none was named; `path` is then where one would be read. */
  readonly origin: { readonly kind: 'file' | 'defaults'; readonly path: string };
}

/**
 * Reads the text of a `guardian.yaml`; an empty one gives the defaults. `file` is its name in messages.
 * @throws ConfigError with everything that is wrong, in the order of the file.
 * @example parseConfig('vendors: [{ name: Acme, clients: ["Acme *"] }]', 'guardian.yaml').config.vendors
 */
export function parseConfig(text: string, file: string, known: KnownNames = {}): ParsedConfig {
  const yaml = readYaml(text, file);
  const value = yaml.value ?? {};
  const parsed = GuardianConfigSchema.safeParse(value);
  const complaints = [
    ...(parsed.success ? [] : schemaComplaints(parsed.error.issues, value)),
    ...crossChecks(value, known),
  ];
  const problems = [...yaml.problems, ...complaints.flatMap((complaint) => placed(complaint, yaml, file))];
  if (parsed.success && problems.length === 0) {
    return { config: parsed.data, document: yaml.document, place: yaml.place };
  }
  throw new ConfigError(problems.sort(byPlace));
}

/**
 * Loads `path`, else the file that `GUARDIAN_CONFIG` names, else `guardian.yaml` of the folder `cwd`. Only the last may
 * be missing. Reads synchronously: it happens once at start, and CDK's constructors cannot wait.
 * @throws ConfigError for a file that is missing, unreadable, not UTF-8, or wrong.
 */
export function loadConfig(options: {
  readonly path?: string | undefined;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly known?: KnownNames;
}): LoadedConfig {
  const named = options.path || options.env[ENV.config]?.trim() || undefined;
  const file = named ?? DEFAULT_CONFIG_FILE;
  const path = resolve(options.cwd, file);
  const text = readText(path, file, named === undefined);
  if (text === undefined) {
    return { ...parseConfig('', file, options.known), origin: { kind: 'defaults', path } };
  }
  return { ...parseConfig(text, file, options.known), origin: { kind: 'file', path } };
}

function placed(complaint: Complaint, yaml: YamlText, file: string): Problem[] {
  const { line, column } = yaml.place(complaint.path, complaint.at);
  if (complaint.isAbsence ? yaml.brokenFromLine < Number.POSITIVE_INFINITY : line >= yaml.brokenFromLine) return [];
  const { path, message, allowed, showsGiven = true } = complaint;
  const written = showsGiven ? yaml.written(path) : undefined;
  return [
    {
      file,
      line,
      column,
      path: pathText(path),
      message,
      ...(written !== undefined && { given: shown(written) }),
      ...(allowed && { allowed }),
    },
  ];
}

/** Short, on one line, and without the password of a URL. */
function shown(written: string): string {
  const safe = written.replace(/\/\/[^/\s]*@/g, '//…@').replace(/\s+/g, ' ');
  return safe.length > LONGEST_GIVEN ? `${safe.slice(0, LONGEST_GIVEN)}…` : safe;
}

const LONGEST_GIVEN = 60;

function byPlace(a: Problem, b: Problem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

function readText(path: string, file: string, mayBeMissing: boolean): string | undefined {
  const bytes = readBytes(path, file, mayBeMissing);
  if (bytes && !isUtf8(bytes)) throw new ConfigError([{ file, path: '', message: 'the file is not UTF-8 text' }]);
  return bytes?.toString('utf8');
}

function readBytes(path: string, file: string, mayBeMissing: boolean): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (cause) {
    const code = SystemError.parse(cause).code;
    if (code === 'ENOENT' && mayBeMissing) return undefined;
    throw new ConfigError([{ file, path: '', message: readFailure(code) }], { cause });
  }
}

const SystemError = z.object({ code: z.string().catch('no code') });

function readFailure(code: string): string {
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'this is a folder, not a file';
    case 'EACCES':
      return 'the file may not be read (permission denied)';
    default:
      return `the file cannot be read (${code})`;
  }
}
