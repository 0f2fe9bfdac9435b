import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileName } from '../cli/commands/report.ts';
import type { ReportPlace } from '../ports.ts';
import { isMissingFile } from './file-error.ts';

/** Finds the report that `guardian report` wrote into a folder, where nobody named another place; undefined where none is. */
export function reportsIn(folder: string): (org: string) => Promise<ReportPlace | undefined> {
  return async (org) => {
    const location = resolve(folder, fileName(org));
    try {
      const { mtime } = await stat(location);
      return { at: mtime.toISOString(), location };
    } catch (error) {
      if (isMissingFile(error)) return undefined;
      throw error;
    }
  };
}
