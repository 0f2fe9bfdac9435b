import { lstat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { complaintOf, isMissingFile } from './file-error.ts';
import { replaceFile } from './replace-file.ts';

/**
 * Writes a file whole or not at all: first beside its place, then under its name. What stood there before is replaced if it
 * was a file, and only then.
 *
 * @throws UsageError where something else stands there, or the folder cannot be written to
 */
export async function writeWholeFile(
  path: string,
  text: AsyncIterable<string>,
  { workingFolder }: { readonly workingFolder: string },
): Promise<void> {
  const target = resolve(workingFolder, path);
  await assertReplaceable(target, path);
  await replaceFile(target, text, (error) => {
    throw complaintOf(error, path);
  });
}

/** A link counts as what it is: the file behind it belongs to somebody who put a link there. */
async function assertReplaceable(target: string, shown: string): Promise<void> {
  const found = await lstat(target).catch((error: unknown) => {
    if (isMissingFile(error)) return undefined;
    throw complaintOf(error, shown);
  });
  if (found && !found.isFile()) throw new UsageError(`${shown} is there and no ordinary file: nothing was written`);
}
