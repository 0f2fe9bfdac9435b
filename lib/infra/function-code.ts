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

/** File beside the code of a function that makes reports: the script that runs in their readers' browsers. */
export const REPORT_SCRIPT_FILE = 'report-script.js';

const LAMBDAS = fileURLToPath(new URL('../../lambdas/', import.meta.url));
const BUNDLE_PROCESS = fileURLToPath(new URL('../bundle-process.ts', import.meta.url));

export interface FunctionCodeOptions {
  /** Name of a file in `lambdas`, without its ending. */
  readonly handler: string;
  /** Text of the configuration. */
  readonly config: string;
  readonly hasReportScript: boolean;
}

/** The bundle of a handler with the configuration beside it, and the browser script of reports where it makes any. */
export function functionCode({ handler, config, hasReportScript }: FunctionCodeOptions): Code {
  return Code.fromAsset(LAMBDAS, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never pulled: what follows bundles here, or fails and says why.
      image: DockerImage.fromRegistry('no-image-is-needed'),
      // Not run either. CDK bundles once what looks the same, and a function does not count for that.
      command: [handler, createHash('sha256').update(config).digest('hex')],
      local: {
        tryBundle: (folder) => {
          const scripts = hasReportScript ? [join(folder, REPORT_SCRIPT_FILE)] : [];
          runBundler(join(LAMBDAS, `${handler}.ts`), folder, ...scripts);
          writeFileSync(join(folder, CONFIG_FILE), config);
          return true;
        },
      },
    },
  });
}

function runBundler(...args: readonly string[]): void {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  execFileSync(process.execPath, ['--import', tsx, BUNDLE_PROCESS, ...args], { stdio: 'inherit' });
}
