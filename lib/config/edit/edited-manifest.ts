import { isDeepStrictEqual } from 'node:util';
import type { GuardianConfig } from '../../domain/manifest.ts';
import type { ManifestEdit } from '../../domain/manifest-edit.ts';
import { UsageError } from '../../errors.ts';
import { parseConfig } from '../config-file.ts';
import type { KnownNames } from '../cross-checks.ts';
import { ConfigError, problemLine } from '../problem.ts';
import { readYaml } from '../yaml-document.ts';
import { editedText } from './edited-text.ts';
import { intended } from './intention.ts';

/** A text after an edit, and what it means. */
export interface EditedManifest {
  readonly text: string;
  readonly config: GuardianConfig;
}

/**
 * Edits the text of a `guardian.yaml`. Nothing else of it changes, to the byte; and the text reads back as exactly what
 * was meant, or there is none.
 *
 * @throws ConfigError if the text was not valid before
 * @throws UsageError if it cannot be edited so
 */
export function editedManifest(options: {
  readonly text: string;
  readonly file: string;
  readonly edits: readonly ManifestEdit[];
  readonly known?: KnownNames;
}): EditedManifest {
  const { file, edits, known } = options;
  parseConfig(options.text, file, known);
  // Offsets of the reader and of the editor agree without it.
  const mark = options.text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const text = options.text.slice(mark.length);
  const after = edits.reduce(editedText, text);
  const wanted = edits.reduce(intended, readYaml(text, file).value);
  if (!isDeepStrictEqual(plain(readBack(after, file)), plain(wanted))) throw new UsageError(beyondUs(file));
  return { text: mark + after, config: configOf(after, file, known) };
}

function readBack(text: string, file: string): unknown {
  const { value, problems } = readYaml(text, file);
  if (problems.length > 0) throw new UsageError(beyondUs(file));
  return value;
}

function configOf(text: string, file: string, known: KnownNames | undefined): GuardianConfig {
  try {
    return parseConfig(text, file, known).config;
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    const problems = cause.problems.map(problemLine).join('\n');
    throw new UsageError(`${file} would not be valid after the edit, so it was left as it is:\n${problems}`, { cause });
  }
}

function beyondUs(file: string): string {
  return `${file} is written in a way that cannot be edited here without changing something else, so it was left as it is: edit it by hand`;
}

/** Without the difference between a mapping of the reader and an object of ours. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? {}));
}

const BYTE_ORDER_MARK = '\uFEFF';
