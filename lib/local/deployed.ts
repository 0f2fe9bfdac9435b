import { findStack } from '../aws/stack.ts';
import { stackSetup } from '../aws/stack-setup.ts';
import { stackWorkbench } from '../aws/stack-workbench.ts';
import type { SetupBench } from '../cli/commands/setup.ts';
import type { Workbench } from '../cli/workbench.ts';
import { systemClock } from '../clock.ts';
import { loadConfig } from '../config/index.ts';
import { ENV } from '../env.ts';
import { askCredentials } from './ask-credentials.ts';
import { KNOWN_NAMES, type Machine } from './workbench.ts';

interface DeployedOptions {
  readonly stack: string;
  readonly configFile?: string | undefined;
}

/** A deployed guardian as this machine's command line reads it, with the `guardian.yaml` that lies here. */
export async function deployedWorkbench(machine: Machine, { stack, configFile }: DeployedOptions): Promise<Workbench> {
  const parts = partsOf(machine, configFile);
  return stackWorkbench({ ...parts, stack: await findStack(stack) });
}

/** What `guardian setup` needs: the stack's secrets, and credentials from the environment or the keyboard. */
export async function deployedSetup(machine: Machine, { stack, configFile }: DeployedOptions): Promise<SetupBench> {
  const parts = partsOf(machine, configFile);
  const { stdin, stderr } = process;
  const credentials = () => askCredentials({ env: machine.env, stdin, stderr });
  return stackSetup({ ...parts, stack: await findStack(stack), credentials });
}

function partsOf({ env, workingFolder }: Machine, configFile: string | undefined) {
  const { config } = loadConfig({ path: configFile, cwd: workingFolder, env, known: KNOWN_NAMES });
  return { config, clock: systemClock, gateway: env[ENV.gateway]?.trim() || undefined };
}
