import { createReadStream } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { UsageError } from '../errors.ts';
import { reasonOf } from './file-error.ts';

/** An answer of the API has some hundred characters, a dump of it some thousands. */
const MOST_BYTES = 1024 * 1024;

/**
 * The text of a file, or of stdin for `-`, as UTF-8; what is no text becomes replacement characters.
 *
 * @throws UsageError for one that cannot be read, or is too large to be the answer of one call
 */
export async function readText(
  name: string,
  workingFolder: string,
  { stdin = process.stdin }: { readonly stdin?: NodeJS.ReadStream } = {},
): Promise<string> {
  const what = name === '-' ? 'stdin' : name;
  const stream = name === '-' ? stdin : createReadStream(isAbsolute(name) ? name : join(workingFolder, name));
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of stream) {
      const chunk = Buffer.from(part);
      bytes += chunk.byteLength;
      if (bytes > MOST_BYTES) {
        throw new UsageError(
          `${what} is larger than 1 MiB: give the answer of one call, or the lines of the log around it`,
        );
      }
      parts.push(chunk);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${what} cannot be read (${reasonOf(error)})`);
  }
  return Buffer.concat(parts).toString('utf8');
}
