import { lstat, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ReportDesk } from '../cli/report-desk.ts';
import { UsageError } from '../errors.ts';
import { pageScript } from '../page-bundle.ts';
import { reportHtml } from '../report/index.ts';
import { complaintOf, isMissingFile } from './file-error.ts';
import { replaceFile } from './replace-file.ts';

/** Draws reports on this machine, and writes them below a folder. */
export function reportDesk({ workingFolder }: { readonly workingFolder: string }): ReportDesk {
  return {
    page: async (facts) => reportHtml(facts, { script: await pageScript() }),
    assertPlace: (path) => checkPlace(resolve(workingFolder, path), path),
    write: async (path, html) => {
      const place = resolve(workingFolder, path);
      await checkPlace(place, path);
      await replaceFile(place, [html], (error) => {
        throw complaintOf(error, path);
      });
      return place;
    },
  };
}

/** What can be told before anything is written: the errors of a rename speak of a file that nobody knows. */
async function checkPlace(place: string, shown: string): Promise<void> {
  const folder = await kindOf(dirname(place), shown);
  if (folder === undefined) throw new UsageError(`${shown}: there is no folder ${dirname(place)}`);
  if (folder !== 'folder') throw new UsageError(`${shown}: ${dirname(place)} is no folder`);
  // A link counts as what it is: a rename would put a file in its place.
  const known = await kindOf(place, shown, lstat);
  if (known === 'folder') throw new UsageError(`${shown}: a folder is there; name a file`);
  if (known === 'other') throw new UsageError(`${shown}: no ordinary file; use --out - for a pipe`);
}

async function kindOf(
  path: string,
  shown: string,
  look: typeof lstat = stat,
): Promise<'file' | 'folder' | 'other' | undefined> {
  try {
    const found = await look(path);
    if (found.isDirectory()) return 'folder';
    return found.isFile() ? 'file' : 'other';
  } catch (error) {
    if (isMissingFile(error)) return undefined;
    throw complaintOf(error, shown);
  }
}
