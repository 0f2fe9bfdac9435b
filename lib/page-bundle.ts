import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

let bundled: Promise<string> | undefined;

/**
 * The script of the report's page, bundled and minified: once in a process, and from any working folder. It is text to
 * hand to `reportHtml`; a function has it laid beside its code instead, for esbuild is no part of its bundle.
 */
export function pageScript(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: place('..'),
    entryPoints: [place('./report/browser/main.ts')],
    tsconfig: place('./report/browser/tsconfig.json'),
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    // What can inflate the facts (DecompressionStream) knows all of this.
    target: ['chrome103', 'firefox113', 'safari16.4'],
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    banner: { js: NOTICE },
  });
  const [script] = outputFiles;
  if (!script) throw new Error('the bundle of the page has no output');
  return script.text.trimEnd();
}

/** A report goes to other people: it says whose work it carries. */
const NOTICE =
  '/* Contains Apache ECharts (Apache-2.0), ZRender (BSD-3-Clause), tslib (0BSD), Preact (MIT). Licences: npmjs.com. */';

function place(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
