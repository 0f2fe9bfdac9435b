import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';

/** File beside each function's code that holds the validated configuration. JSON is YAML, so the same reader takes it. */
export const CONFIG_FILE = 'guardian.json';

const LAMBDAS = fileURLToPath(new URL('../../lambdas/', import.meta.url));
const BUNDLE_PROCESS = fileURLToPath(new URL('../bundle-process.ts', import.meta.url));

/**
 * The bundle of a handler with the configuration beside it.
 *
 * @param handler name of a file in `lambdas`, without its ending
 * @param config text of the configuration
 */
export function functionCode(handler: string, config: string): Code {
  return Code.fromAsset(LAMBDAS, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never pulled: what follows bundles here, or fails and says why.
      image: DockerImage.fromRegistry('no-image-is-needed'),
      // Not run either. CDK bundles once what looks the same, and a function does not count for that.
      command: [handler, createHash('sha256').update(config).digest('hex')],
      local: {
        tryBundle: (folder) => {
          bundle(join(LAMBDAS, `${handler}.ts`), folder);
          writeFileSync(join(folder, CONFIG_FILE), config);
          return true;
        },
      },
    },
  });
}

function bundle(entry: string, folder: string): void {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  execFileSync(process.execPath, ['--import', tsx, BUNDLE_PROCESS, entry, folder], { stdio: 'inherit' });
}
