import { type Document, isScalar, LineCounter, parseDocument, type YAMLError } from 'yaml';
import { ConfigError, type Path, type Problem, pathText } from './problem.ts';
import { follow, offsetOf, repairTree } from './yaml-tree.ts';

/** A YAML text that was read, with the place of everything in it. */
export interface YamlText {
  /** Comments, order and blank lines included, so that an edit keeps them. */
  readonly document: Document.Parsed;
  /** Undefined for an empty text. */
  readonly value: unknown;
  /** What is wrong with the YAML itself. */
  readonly problems: readonly Problem[];
  /** Line from which on the structure is guesswork, because the syntax is broken there. */
  readonly brokenFromLine: number;
  /** Where the key or the value at `path` stands; where there is none, the nearest thing around it. */
  place(path: Path, at: 'key' | 'value'): { readonly line: number; readonly column: number };
  /** The scalar at `path` as it is written, without quotes; undefined for lists, mappings and nothing. */
  written(path: Path): string | undefined;
}

/** Far above any manifest (more than a thousand vendors), far below what hurts. */
export const MAX_CONFIG_BYTES = 512 * 1024;
/** Uses of anchors, one inside another multiplied: enough to share lists, too few for a "billion laughs". */
export const MAX_ALIASES = 100;

/**
 * Reads one YAML 1.2 document.
 * @throws ConfigError where nothing can be read at all: too large a text, or too many aliases.
 */
export function readYaml(textOfFile: string, file: string): YamlText {
  if (Buffer.byteLength(textOfFile) > MAX_CONFIG_BYTES) {
    throw new ConfigError([
      { file, path: '', message: `larger than ${MAX_CONFIG_BYTES} bytes, the most that is read` },
    ]);
  }
  // Editors show no column for a byte order mark.
  const text = textOfFile.replace(/^\uFEFF/, '');
  const lines = new LineCounter();
  // Duplicate keys are looked for below, where their path is known.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, version: '1.2' });
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const found = repairTree(document, text).map(({ offset, path, message }) => ({
    file,
    ...placeAt(offset),
    path: pathText(path),
    message,
  }));
  const syntax = [...document.errors, ...document.warnings].map((error) => ({ error, ...placeAt(error.pos[0]) }));
  const linesWithProblem = new Set(found.map(({ line }) => line));
  const problems: Problem[] = [...found];
  for (const { error, line, column } of syntax) {
    // One slip makes the parser stumble over the rest of the line: the first message of a line is the true one.
    if (linesWithProblem.has(line)) continue;
    linesWithProblem.add(line);
    problems.push({ file, line, column, path: '', message: syntaxMessage(error) });
  }
  return {
    document,
    value: plainValue(document, file),
    problems,
    brokenFromLine: Math.min(...syntax.filter(({ error }) => !HARMLESS.has(error.code)).map(({ line }) => line)),
    place: (path, at) => placeAt(offsetOf(document, path, at)),
    written: (path) => {
      const { value } = follow(document, path);
      return isScalar(value) ? (value.source ?? String(value.value)) : undefined;
    },
  };
}

/** Mistakes after which the rest of the text still means what it says. */
const HARMLESS: ReadonlySet<string> = new Set(['BAD_ALIAS', 'BAD_SCALAR_START', 'MULTIPLE_DOCS', 'TAG_RESOLVE_FAILED']);

function syntaxMessage({ code, message }: YAMLError): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'a tab may not indent in YAML: use spaces';
    case 'MULTIPLE_DOCS':
      return 'a second document starts here: everything has to stand in one';
    case 'BAD_SCALAR_START':
      return `${message}: put the value in quotes`;
    default:
      return message;
  }
}

function plainValue(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES }) ?? undefined;
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    const message = `aliases stand for too much: at most ${MAX_ALIASES} uses, nested ones multiplied`;
    throw new ConfigError([{ file, line: 1, column: 1, path: '', message }], { cause });
  }
}
