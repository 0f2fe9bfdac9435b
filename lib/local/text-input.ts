import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { complaintOf } from './file-error.ts';

export interface TextInput {
  readonly workingFolder: string;
  readonly mostMebibytes: number;
  /** What to do about a larger one, or what it says about it, in words. */
  readonly tooLarge: string;
  /** Refuses what is no text. Default: it becomes replacement characters. */
  readonly isStrict?: boolean;
  /** What `-` stands for. Default: a file of that name. */
  readonly stdin?: NodeJS.ReadableStream;
}

/**
 * The text of a file that somebody names, as UTF-8 without its mark of byte order.
 *
 * @throws UsageError for one that cannot be read, or is too large
 */
export async function readText(
  name: string,
  { workingFolder, mostMebibytes, tooLarge, isStrict = false, stdin }: TextInput,
): Promise<string> {
  const input = name === '-' ? stdin : undefined;
  const shown = input ? 'stdin' : name;
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of input ?? createReadStream(resolve(workingFolder, name))) {
      const chunk = Buffer.from(part);
      bytes += chunk.byteLength;
      if (bytes > mostMebibytes * MEBIBYTE) {
        throw new UsageError(`${shown} is larger than ${mostMebibytes} MiB: ${tooLarge}`);
      }
      parts.push(chunk);
    }
    return new TextDecoder('utf-8', { fatal: isStrict }).decode(Buffer.concat(parts));
  } catch (error) {
    throw complaintOf(error, shown);
  }
}

const MEBIBYTE = 1024 * 1024;
