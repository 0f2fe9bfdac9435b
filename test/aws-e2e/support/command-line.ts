import { join } from 'node:path';
import { REPOSITORY } from './cdk.ts';
import type { Stage } from './stage.ts';
import { type Finished, run } from './subprocess.ts';

/** `guardian …` beside the deployment's `guardian.yaml`, with the AWS credentials of the stage. */
export function guardian(
  args: readonly string[],
  { emulator, folder }: Stage,
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return run(process.execPath, [join(REPOSITORY, 'bin', 'guardian.mjs'), ...args], {
    cwd: folder,
    env: { ...emulator.env, ...env },
    seconds: 60,
  });
}
