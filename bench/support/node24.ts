import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The major version of the functions' runtime. */
const MAJOR = 24;

/**
 * A Node of the functions' version: this one, or one that npm puts into a folder that is thrown away. Packages of this
 * name hold the binary and nothing else, so no script of a package runs.
 *
 * @returns its path, or why there is none
 */
export async function node24(folder: string): Promise<{ readonly path: string } | { readonly reason: string }> {
  if (process.versions.node.startsWith(`${MAJOR}.`)) return { path: process.execPath };
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  try {
    await run('npm', ['install', '--prefix', folder, '--no-save', '--ignore-scripts', `${name}@${MAJOR}`]);
    const path = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    await run(path, ['--version']);
    return { path };
  } catch (error) {
    return { reason: `npm could not provide ${name}@${MAJOR}: ${error instanceof Error ? error.message : error}` };
  }
}

const run = promisify(execFile);
