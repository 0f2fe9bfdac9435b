import type { ManifestReading } from '../cli/commands/manifest-check.ts';
import { ConfigError, DEFAULT_CONFIG_FILE, loadConfig } from '../config/index.ts';
import { ENV } from '../env.ts';
import { KNOWN_NAMES, type Machine } from './workbench.ts';

/** A `guardian.yaml` of this machine with all that is wrong with it. */
export function localManifest({ env, workingFolder }: Machine, file: string | undefined): ManifestReading {
  try {
    const { config, origin } = loadConfig({ path: file, cwd: workingFolder, env, known: KNOWN_NAMES });
    return { file: origin.path, isMissing: origin.kind === 'defaults', config };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { problems, message } = error;
    return { file: file ?? (env[ENV.config]?.trim() || DEFAULT_CONFIG_FILE), problems, message };
  }
}
