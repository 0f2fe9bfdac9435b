import * as z from 'zod';
import { UsageError } from '../errors.ts';

/**
 * What failed of a file, read off its shape: errors of Node's own modules are not instances of `Error` in every realm.
 */
const failure = z.object({ code: z.string().optional(), message: z.string(), dest: z.string().optional() });

/** True if the file, or a folder on the way to it, is not there. */
export function isMissingFile(error: unknown): boolean {
  const code = failure.safeParse(error).data?.code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** In words, without the name of the error. */
export function reasonOf(error: unknown): string {
  return failure.safeParse(error).data?.message ?? String(error);
}

/** A UsageError in place of an error of the file system, by its code; whatever else it is stays what it is. */
export function complaintOf(error: unknown, shown: string): unknown {
  const { data } = failure.safeParse(error);
  switch (data?.code) {
    case 'ENOENT':
      return new UsageError(`${shown}: there is no such file`);
    case 'EEXIST':
      return new UsageError(`${data.dest ?? shown} exists: nothing was written (--force overwrites)`);
    case 'EISDIR':
    case 'ENOTDIR':
      return new UsageError(`${shown}: a folder where a file is expected, or the other way round`);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new UsageError(`${shown}: not allowed (${data.code})`);
    case 'ENOSPC':
    case 'EDQUOT':
      return new UsageError(`${shown}: the disk is full (${data.code})`);
    case 'ENAMETOOLONG':
      return new UsageError(`${shown}: the name is too long`);
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return new UsageError(`${shown}: no text in UTF-8`);
    default:
      return error;
  }
}
