import * as z from 'zod';

/**
 * What failed of a file, read off its shape: errors of Node's own modules are not instances of `Error` in every realm.
 */
const failure = z.object({ code: z.string().optional(), message: z.string() });

/** True if the file, or a folder on the way to it, is not there. */
export function isMissingFile(error: unknown): boolean {
  const code = failure.safeParse(error).data?.code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** In words, without the name of the error. */
export function reasonOf(error: unknown): string {
  return failure.safeParse(error).data?.message ?? String(error);
}
