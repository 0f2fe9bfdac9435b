import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import type { FileDesk } from '../cli/file-desk.ts';
import { UsageError } from '../errors.ts';

/** The definition of the whole Platform API has 12 MB. */
const LARGEST_BYTES = 32 * 1024 * 1024;

export function fileDesk({ workingFolder }: { readonly workingFolder: string }): FileDesk {
  return {
    read: async (path) => ({ name: path, text: await readText(resolve(workingFolder, path), path) }),
    write: (folder, files, { force }) => writeAll(resolve(workingFolder, folder), files, { force, shown: folder }),
    parseYaml: (text) => parse(text, { maxAliasCount: 1000 }),
  };
}

async function readText(path: string, shown: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_BYTES) throw new UsageError(`${shown}: ${size} bytes are more than ${LARGEST_BYTES}`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    throw complaint(error, shown);
  }
}

interface Writing {
  readonly force: boolean;
  readonly shown: string;
}

/**
 * Every file is first written beside its place, and then given its name. Without `force` a name is given by a link, which
 * the file system refuses where one exists; what was named before is then taken back.
 */
async function writeAll(
  folder: string,
  files: Parameters<FileDesk['write']>[1],
  { force, shown }: Writing,
): Promise<string[]> {
  const drafts = files.map(({ name, text }) => ({
    draft: join(folder, `.guardian-${randomUUID()}`),
    path: join(folder, name),
    text,
  }));
  const named: string[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const { draft, text } of drafts) await writeThrough(draft, text);
    for (const { draft, path } of drafts) {
      if (force) await rename(draft, path);
      else await link(draft, path);
      named.push(path);
    }
  } catch (error) {
    // With `force` an older file may be gone already: what was renamed stays, and the message says that it failed.
    if (!force) await Promise.all(named.map((path) => rm(path, { force: true })));
    throw complaint(error, shown);
  } finally {
    await Promise.all(drafts.map(({ draft }) => rm(draft, { force: true })));
  }
  return files.map(({ name }) => join(shown, name));
}

async function writeThrough(path: string, text: string): Promise<void> {
  await writeFile(path, text, { flag: 'wx' });
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Errors of the file system by their codes; whatever else it is stays what it is. */
function complaint(error: unknown, shown: string): unknown {
  const { data } = systemError.safeParse(error);
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
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return new UsageError(`${shown}: no text in UTF-8`);
    default:
      return error;
  }
}

const systemError = z.object({ code: z.string(), dest: z.string().optional() });
