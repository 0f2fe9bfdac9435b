import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { ACCOUNT, type Emulator, REGION } from './emulator.ts';
import { mustRun } from './subprocess.ts';

export const REPOSITORY = join(__dirname, '..', '..', '..');

export interface CdkOptions {
  readonly emulator: Emulator;
  /** Folder for what the CDK writes. */
  readonly folder: string;
  /** Context of the app, as `--context` gives it. */
  readonly context: Readonly<Record<string, string>>;
}

/** What `cdk deploy` left. */
export interface Deployed {
  readonly stackName: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** `cdk bootstrap`, as somebody with a new account runs it. */
export async function bootstrap({ emulator, folder }: Omit<CdkOptions, 'context'>): Promise<void> {
  // In a folder without an app: there is no need to synthesise one.
  const args = ['bootstrap', `aws://${ACCOUNT}/${REGION}`, ...QUIET];
  await mustRun(CDK, args, { cwd: folder, env: { ...emulator.env, ...NO_TELEMETRY }, seconds: 180 });
}

/** `cdk deploy` of the app in this repository, with `cdk.json` as it is. */
export async function deploy({ emulator, folder, context }: CdkOptions): Promise<Deployed> {
  const outputs = join(folder, 'outputs.json');
  const contexts = Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`]);
  const output = ['--output', join(folder, 'cdk.out'), '--outputs-file', outputs];
  await mustRun(CDK, ['deploy', '--require-approval', 'never', ...contexts, ...output, ...QUIET], {
    cwd: REPOSITORY,
    env: { ...emulator.env, ...NO_TELEMETRY, PATH: `${dirname(CDK)}:${emulator.env.PATH ?? ''}` },
    seconds: 300,
  });
  const [stack, ...others] = Object.entries(Outputs.parse(JSON.parse(readFileSync(outputs, 'utf8'))));
  if (!stack || others.length > 0) throw new Error('Expected the outputs of one stack');
  return { stackName: stack[0], outputs: stack[1] };
}

const CDK = join(REPOSITORY, 'node_modules', '.bin', 'cdk');
const QUIET = ['--no-notices', '--no-version-reporting', '--no-color', '--progress', 'events'];
const NO_TELEMETRY = { CDK_DISABLE_CLI_TELEMETRY: 'true', CI: 'true' };
const Outputs = z.record(z.string(), z.record(z.string(), z.string()));
