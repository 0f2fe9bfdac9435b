/**
 * Bundles one function in a process of its own: `node --import tsx lib/bundle-process.ts ENTRY FOLDER`. CDK's
 * constructors cannot wait for a promise, and esbuild runs plugins in asynchronous builds only.
 */
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE_FILE, bundleOptions } from './bundling.ts';

const [entry, folder] = process.argv.slice(2);
if (!entry || !folder) throw new Error('bundle-process ENTRY FOLDER: both are needed');
await build(bundleOptions({ entry, outfile: join(folder, BUNDLE_FILE) }));
