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
    plugins: [withoutSdkApiClient],
  };
}

const REQUIRE =
  "import{createRequire as guardianRequire}from'node:module';const require=guardianRequire(import.meta.url);";

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
