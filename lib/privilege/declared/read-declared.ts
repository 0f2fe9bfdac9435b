import type { DeclaredReading } from './declared-call.ts';
import { readList } from './read-list.ts';
import { isOpenApi, readOpenApi } from './read-openapi.ts';
import { isPostman, readPostman } from './read-postman.ts';

/** A file as somebody gave it. */
export interface DeclaredFile {
  /** As it is shown in places. */
  readonly name: string;
  readonly text: string;
}

/** Reads YAML, of which JSON is a part. Throws what tells the line. */
export type ParseYaml = (text: string) => unknown;

/**
 * Reads a list of calls, a Postman collection (v2.0, v2.1), OpenAPI 3 or Swagger 2 (JSON or YAML), whichever the file
 * shows itself to be. Nothing is thrown: what cannot be read is a problem with its place.
 */
export function readDeclared({ name, text }: DeclaredFile, parseYaml: ParseYaml): DeclaredReading {
  const reading = readAny(text.replace(/^\ufeff/, ''), parseYaml);
  return {
    ...reading,
    calls: reading.calls.map((call) => ({ ...call, place: `${name}, ${call.place}` })),
    problems: reading.problems.map((problem) => ({ ...problem, place: `${name}, ${problem.place}` })),
  };
}

function readAny(text: string, parseYaml: ParseYaml): DeclaredReading {
  if (!/^\s*\{/.test(text) && !/^["']?(?:openapi|swagger)["']?\s*:/m.test(text)) return readList(text);
  const parsed = parsedText(text, parseYaml);
  if ('message' in parsed) return unreadable(parsed.message);
  const { document } = parsed;
  if (isOpenApi(document)) return readOpenApi(document);
  if (isPostman(document)) return readPostman(document);
  return unreadable('neither a list of calls, nor a Postman collection, OpenAPI 3 or Swagger 2');
}

function parsedText(text: string, parseYaml: ParseYaml): { readonly document: unknown } | { readonly message: string } {
  try {
    return { document: /^\s*\{/.test(text) ? JSON.parse(text) : parseYaml(text) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { message: `cannot be read: ${error.message.split('\n', 1)[0]}` };
  }
}

function unreadable(message: string): DeclaredReading {
  return { form: 'list', calls: [], problems: [{ place: 'the whole file', message }] };
}
