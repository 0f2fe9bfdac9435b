import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from '../errors.ts';
import type { CatalogueFile } from '../jobs/catalogue/catalogue-file.ts';
import { isMissingFile, reasonOf } from './file-error.ts';
import { replaceFile } from './replace-file.ts';

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
      const complain = (error: unknown): never => {
        throw new UsageError(
          `the catalogue ${path} cannot be written (${reasonOf(error)}): the one before is still in use`,
        );
      };
      await mkdir(dirname(path), { recursive: true }).catch(complain);
      await replaceFile(path, [text], complain);
    },
  };
}
