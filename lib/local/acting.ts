import { userInfo } from 'node:os';
import { relative } from 'node:path';
import type { ActingBench } from '../cli/acting-bench.ts';
import { openManifest } from '../config/edit/manifest-file.ts';
import type { LoadedConfig } from '../config/index.ts';
import { UsageError } from '../errors.ts';
import { KNOWN_NAMES, localSetup, localWorkbench, type Machine } from './workbench.ts';

interface ActingOptions {
  readonly configFile?: string | undefined;
  readonly stack?: string | undefined;
}

/** The guardian of this machine, or a deployed one, for people who decide something. */
export async function actingBench(machine: Machine, { configFile, stack }: ActingOptions): Promise<ActingBench> {
  if (stack !== undefined) {
    const { deployedForActs } = await import('./deployed.ts');
    const { bench, loaded } = await deployedForActs(machine, { stack, configFile });
    return { ...bench, ...personOf(machine), stack, manifest: () => manifestAt(loaded, machine) };
  }
  const setup = localSetup(machine, configFile);
  const isDemo = setup.environment.connection.kind === 'demo';
  return {
    ...localWorkbench(setup),
    ...personOf(machine),
    manifest: () => {
      if (isDemo) throw new UsageError(DEMO_HAS_NO_FILE);
      return manifestAt(setup.loaded, machine);
    },
  };
}

function manifestAt({ origin: { path } }: LoadedConfig, { workingFolder }: Machine) {
  const near = relative(workingFolder, path);
  return openManifest({ path, file: near.startsWith('..') ? path : near, known: KNOWN_NAMES });
}

/** Containers run as users without a name. */
function personOf({ env }: Machine): Pick<ActingBench, 'person'> {
  const person = nameOfUser() ?? (env.USER?.trim() || env.USERNAME?.trim());
  return person ? { person } : {};
}

function nameOfUser(): string | undefined {
  try {
    return userInfo().username || undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

const DEMO_HAS_NO_FILE =
  'the demo org has a manifest of its own, and no file that could be edited: acknowledge or waive it there ' +
  '(guardian ack, or guardian waive without --to-manifest); with an org of yours, your guardian.yaml is edited';
