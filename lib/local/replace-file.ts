import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file beside its place, waits until it is on the disk, and gives it its name: whoever has the old one open, or
 * reads it after the power failed, never sees half of the new one.
 *
 * @param complain what to throw for what the file system says; what fails in the text itself stays as it is
 */
export async function replaceFile(
  target: string,
  text: Iterable<string> | AsyncIterable<string>,
  complain: (error: unknown) => never,
): Promise<void> {
  const draft = join(dirname(target), `.${basename(target).slice(0, LONGEST_NAME)}.${randomUUID()}.partial`);
  try {
    const file = await open(draft, 'wx').catch(complain);
    try {
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

/** A draft's name is longer than the file's, and a disk takes 255 bytes. */
const LONGEST_NAME = 40;
