import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { FileDesk } from '../cli/file-desk.ts';
import { complaintOf } from './file-error.ts';
import { readText } from './text-input.ts';
import { writeWholeFile } from './whole-file.ts';

/** The files below a folder, and stdin. */
export function fileDesk({ workingFolder }: { readonly workingFolder: string }): FileDesk {
  return {
    read: async (path) => ({ name: path, text: await readText(path, { workingFolder, ...DOCUMENT }) }),
    readAnswer: (name) => readText(name, { workingFolder, stdin: process.stdin, ...ANSWER }),
    write: (folder, files, { force }) => writeAll(resolve(workingFolder, folder), files, { force, shown: folder }),
    writeWhole: (path, text) => writeWholeFile(path, text, { workingFolder }),
    parseYaml: (text) => parse(text, { maxAliasCount: 1000 }),
  };
}

/** The definition of the whole Platform API has 12 MB. */
const DOCUMENT = { mostMebibytes: 32, tooLarge: 'no document of calls is', isStrict: true };
/** An answer of the API has some hundred characters, a dump of it some thousands. */
const ANSWER = { mostMebibytes: 1, tooLarge: 'give the answer of one call, or the lines of the log around it' };

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
    throw complaintOf(error, shown);
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
