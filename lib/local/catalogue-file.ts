import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from '../errors.ts';
import type { CatalogueFile } from '../jobs/catalogue/catalogue-file.ts';
import { isMissingFile, reasonOf } from './file-error.ts';

/** A catalogue in a file of this machine. It is replaced wholly or not at all, also when the power fails. */
export function catalogueFileAt(path: string): CatalogueFile {
  return {
    path,
    read: async () => {
      try {
        return await readFile(path, 'utf8');
      } catch (error) {
        if (isMissingFile(error)) return undefined;
        throw new UsageError(`the catalogue ${path} cannot be read (${reasonOf(error)})`);
      }
    },
    write: async (text) => {
      try {
        await replace(path, text);
      } catch (error) {
        throw new UsageError(
          `the catalogue ${path} cannot be written (${reasonOf(error)}): the one before is still in use`,
        );
      }
    },
  };
}

async function replace(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  try {
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
