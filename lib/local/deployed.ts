import { findStack } from '../aws/stack.ts';
import { stackSetup } from '../aws/stack-setup.ts';
import { stackWorkbench } from '../aws/stack-workbench.ts';
import type { SetupBench } from '../cli/commands/setup.ts';
import type { Workbench } from '../cli/workbench.ts';
import { systemClock } from '../clock.ts';
import { type LoadedConfig, loadConfig } from '../config/index.ts';
import { ENV } from '../env.ts';
import { askCredentials } from './ask-credentials.ts';
import { KNOWN_NAMES, type Machine } from './workbench.ts';

interface DeployedOptions {
  readonly stack: string;
  readonly configFile?: string | undefined;
}

/** A deployed guardian as this machine's command line reads it, with the `guardian.yaml` that lies here. */
export async function deployedWorkbench(machine: Machine, { stack, configFile }: DeployedOptions): Promise<Workbench> {
  const { loaded: _, ...parts } = partsOf(machine, configFile);
  return stackWorkbench({ ...parts, stack: await findStack(stack) });
}

/** The same for people who decide something: what they decide is written with their own AWS permissions. */
export async function deployedForActs(
  machine: Machine,
  { stack, configFile }: DeployedOptions,
): Promise<{ readonly bench: Workbench; readonly loaded: LoadedConfig }> {
  const { loaded, ...parts } = partsOf(machine, configFile);
  return { bench: stackWorkbench({ ...parts, stack: await findStack(stack), takesActs: true }), loaded };
}

/** What `guardian setup` needs: the stack's secrets, and credentials from the environment or the keyboard. */
export async function deployedSetup(machine: Machine, { stack, configFile }: DeployedOptions): Promise<SetupBench> {
  const { loaded: _, ...parts } = partsOf(machine, configFile);
  const { stdin, stderr } = process;
  const credentials = () => askCredentials({ env: machine.env, stdin, stderr });
  return stackSetup({ ...parts, stack: await findStack(stack), credentials });
}

function partsOf({ env, workingFolder }: Machine, configFile: string | undefined) {
  const loaded = loadConfig({ path: configFile, cwd: workingFolder, env, known: KNOWN_NAMES });
  return { loaded, config: loaded.config, clock: systemClock, gateway: env[ENV.gateway]?.trim() || undefined };
}
