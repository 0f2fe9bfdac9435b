import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SDK = 'purecloud-platform-client-v2';
const CLASSES = [
  'AuditApi',
  'AuthorizationApi',
  'IntegrationsApi',
  'OAuthApi',
  'OrganizationApi',
  'TokensApi',
  'UsageApi',
];

/** How most people bundle a function: the SDK by its name, everything else as esbuild does it if it is told nothing. */
export async function naiveBundle(entry: string, folder: string): Promise<string> {
  const outfile = join(folder, 'naive', 'index.cjs');
  const options: BuildOptions = {
    entryPoints: [join(ROOT, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    nodePaths: [join(ROOT, 'node_modules')],
    alias: await classesFromRoot(join(folder, 'from-root')),
    logLevel: 'error',
  };
  await build(options);
  return outfile;
}

/** Our code imports the classes one by one: each import is led to a file that takes the class from the package's root. */
async function classesFromRoot(folder: string): Promise<Record<string, string>> {
  await mkdir(folder, { recursive: true });
  const entries = CLASSES.map(async (name) => {
    const file = join(folder, `${name}.js`);
    await writeFile(file, `import sdk from '${SDK}';\nexport default sdk.${name};\n`);
    return [`${SDK}/src/${SDK}/api/${name}.js`, file] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
