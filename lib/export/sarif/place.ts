import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Location } from 'sarif';
import type { FilePlace } from '../../domain/manifest-verdict.ts';

/** The folder that relative addresses begin at: of the repository, where the guardian is run in it. */
export const ROOT_ID = '%SRCROOT%';

/**
 * A place in a file, relative to the folder in which the guardian was run; an address of its own for a file outside of it.
 * What stands nowhere in particular stands in the first line: viewers show nothing without one.
 */
export function locationOf({ file, line, column }: FilePlace, root: string): Location {
  return {
    physicalLocation: {
      artifactLocation: artifactOf(file, root),
      region: { startLine: line ?? 1, ...(line !== undefined && column !== undefined && { startColumn: column }) },
    },
  };
}

function artifactOf(file: string, root: string) {
  const path = resolve(root, file);
  const near = relative(root, path);
  if (near === '' || near.startsWith('..') || isAbsolute(near)) return { uri: pathToFileURL(path).href };
  return { uri: near.split(sep).map(encodeURIComponent).join('/'), uriBaseId: ROOT_ID };
}
