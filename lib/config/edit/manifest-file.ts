import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ManifestDraft, ManifestEdit, ManifestFile } from '../../domain/manifest-edit.ts';
import { UsageError } from '../../errors.ts';
import type { KnownNames } from '../cross-checks.ts';
import { editedManifest } from './edited-manifest.ts';
import { lineChange } from './line-change.ts';

/**
 * The `guardian.yaml` at `path`, for edits that keep everything else of it as it is.
 *
 * @throws UsageError where there is none
 */
export function openManifest(options: {
  readonly path: string;
  /** Its name in messages. */
  readonly file: string;
  readonly known?: KnownNames;
}): ManifestFile {
  const { path, file } = options;
  const bytes = readBytes(path, file);
  return {
    file,
    draft: (edits) => drafted(bytes, edits, options),
  };
}

function drafted(
  bytes: Buffer,
  edits: readonly ManifestEdit[],
  { path, file, known }: { readonly path: string; readonly file: string; readonly known?: KnownNames },
): ManifestDraft {
  const before = bytes.toString('utf8');
  const { text, config } = editedManifest({ text: before, file, edits, ...(known && { known }) });
  return {
    file,
    config,
    ...lineChange(before, text),
    save: async () => {
      if (!bytes.equals(await readFile(path))) {
        throw new UsageError(`${file} was changed by somebody else meanwhile, so it was left as it is: try again`);
      }
      if (text === before) return;
      await replace(path, text).catch((cause: unknown) => {
        const detail = cause instanceof Error ? cause.message : String(cause);
        throw new UsageError(`${file} could not be written, so it was left as it is: ${detail}`, { cause });
      });
    },
  };
}

/** Written aside, synced and renamed: whoever reads the file finds the old one or the new one, whole. */
async function replace(path: string, text: string): Promise<void> {
  // A link goes on pointing where it does.
  const target = await realpath(path);
  const { mode } = await stat(target);
  const aside = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
  try {
    const handle = await open(aside, 'wx', mode);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, target);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

function readBytes(path: string, file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new UsageError(
      `there is no ${file} to write into (or it cannot be read). Make one that names your org, 'orgs: [{ name: prod }]', and check it with 'guardian manifest check'`,
      { cause },
    );
  }
  if (!isUtf8(bytes)) throw new UsageError(`${file} is not UTF-8 text`);
  return bytes;
}
