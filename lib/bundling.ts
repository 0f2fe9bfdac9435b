import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, Plugin } from 'esbuild';

/** File that a function's bundle is written to, below its folder: the handler's name is then `index.handler`. */
export const BUNDLE_FILE = 'index.mjs';

/**
 * How a function is bundled: for the construct that deploys it and for the tests that weigh it. The AWS SDK is bundled
 * too: only the parts that are used are loaded, it is the one that was tested, and it loads faster than the runtime's.
 *
 * @param entry path of the handler's source, such as `lambdas/scan.ts`
 * @param outfile path of the bundle
 */
export function bundleOptions({ entry, outfile }: { readonly entry: string; readonly outfile: string }): BuildOptions {
  return {
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    external: [],
    legalComments: 'none',
    // Packages that were written for CommonJS call `require`, which an ES module does not have.
    banner: { js: REQUIRE },
    define: { 'process.env.NODE_ENV': '"production"' },
    alias: { '@aws-sdk/credential-provider-node': FUNCTION_CREDENTIALS },
    plugins: [withoutSdkApiClient, withoutOtherOperations, withoutIdeographs, withoutTexts],
  };
}

const REQUIRE =
  "import{createRequire as guardianRequire}from'node:module';const require=guardianRequire(import.meta.url);";

/** Functions find their credentials in the environment: the files, logins and metadata of other places are dead weight. */
const FUNCTION_CREDENTIALS = fileURLToPath(new URL('./aws/function-credentials.ts', import.meta.url));

/**
 * Every API class of the Genesys SDK imports the SDK's own `ApiClient`, for callers who bring none. We always do
 * (`lib/genesys/api-client.ts`), and theirs is half a megabyte that reads and watches a file in the home folder when it
 * is loaded.
 */
const withoutSdkApiClient: Plugin = {
  name: 'without-sdk-api-client',
  setup: (build) => {
    const namespace = 'left-out';
    build.onResolve({ filter: /^\.\.\/ApiClient\.js$/ }, ({ importer }) =>
      importer.includes('purecloud-platform-client-v2') ? { path: 'ApiClient', namespace } : undefined,
    );
    build.onLoad({ filter: /^ApiClient$/, namespace }, () => ({ contents: 'export default undefined;' }));
  },
};

/**
 * The AWS SDK describes every operation of a service in one file. Its keys are written `[_h]`, with a constant for each name,
 * and bundlers keep whatever has a key that is computed: with the names in their places they see that only a few
 * descriptions are used. Of S3's 68 kB that leaves 8.
 */
const withoutOtherOperations: Plugin = {
  name: 'without-other-operations',
  setup: (build) => {
    build.onLoad(
      { filter: /[\\/]@aws-sdk[\\/]client-[a-z0-9-]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ },
      async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const names = new Map(
          [...source.matchAll(/^const (\w+) = ("[^"\\]*");$/gm)].map(([, name, text]) => [name, text]),
        );
        return {
          contents: source.replaceAll(/\[(\w+)\]:/g, (key, name: string) =>
            names.has(name) ? `${names.get(name)}:` : key,
          ),
        };
      },
    );
  },
};

/**
 * Subjects and text messages spell names in ASCII. The spellings of alphabets and symbols are a few kilobytes, those of
 * ideographs and syllables the rest of half a megabyte: in a function they become `?`; the body of a message has them as
 * they are.
 */
const withoutIdeographs: Plugin = {
  name: 'without-ideographs',
  setup: (build) => {
    build.onLoad({ filter: /[\\/]any-ascii[\\/]block\.js$/ }, async ({ path }) => {
      const lines = (await readFile(path, 'utf8')).split('\n');
      return { contents: lines.filter((line) => isKept(/^case (\d+):/.exec(line)?.[1])).join('\n') };
    });
  },
};

/** The table is a switch with one line for each block. */
function isKept(block: string | undefined): boolean {
  return block === undefined || ALPHABETS.includes(Number(block));
}

/** Blocks of 256 characters: Latin to Arabic, Georgian, more Latin and Greek, punctuation to mathematics, full width. */
const ALPHABETS = [0, 1, 2, 3, 4, 5, 6, 0x10, 0x1e, 0x1f, 0x20, 0x21, 0x22, 0xfb, 0xff];

/** Functions answer programs: what the command line prints for people (and its tables and colours) is never called. */
const withoutTexts: Plugin = {
  name: 'without-texts',
  setup: (build) => {
    const namespace = 'texts';
    build.onResolve({ filter: /^\.\.\/render\/[a-z-]+-text\.ts$/ }, ({ path }) => ({ path, namespace }));
    build.onLoad({ filter: /./, namespace }, () => ({ contents: 'module.exports = {};' }));
  },
};
