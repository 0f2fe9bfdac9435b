/**
 * Bundles one function in a process of its own: `node --import tsx lib/bundle-process.ts ENTRY FOLDER [SCRIPT]`. CDK's
 * constructors cannot wait for a promise, and esbuild runs plugins in asynchronous builds only. SCRIPT is a path to which
 * the browser script of reports is written.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE_FILE, bundleOptions } from './bundling.ts';
import { pageScript } from './page-bundle.ts';

const [entry, folder, script] = process.argv.slice(2);
if (!entry || !folder) throw new Error('bundle-process ENTRY FOLDER [SCRIPT]: the first two are needed');
await build(bundleOptions({ entry, outfile: join(folder, BUNDLE_FILE) }));
if (script) await writeFile(script, await pageScript());
