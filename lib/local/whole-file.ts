import { randomUUID } from 'node:crypto';
import { lstat, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { complaintOf, isMissingFile } from './file-error.ts';

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
  const complain = (error: unknown): never => {
    throw complaintOf(error, path);
  };
  const draft = join(dirname(target), `.${basename(target).slice(0, 40)}.${randomUUID()}.partial`);
  try {
    const file = await open(draft, 'wx').catch(complain);
    try {
      // What fails in the text itself is not of the file.
      for await (const chunk of text) await file.writeFile(chunk).catch(complain);
      await file.sync().catch(complain);
    } finally {
      await file.close();
    }
    await rename(draft, target).catch(complain);
  } finally {
    await rm(draft, { force: true });
  }
}

/** A link counts as what it is: the file behind it belongs to somebody who put a link there. */
async function assertReplaceable(target: string, shown: string): Promise<void> {
  const found = await lstat(target).catch((error: unknown) => {
    if (isMissingFile(error)) return undefined;
    throw complaintOf(error, shown);
  });
  if (found && !found.isFile()) throw new UsageError(`${shown} is there and no ordinary file: nothing was written`);
}
