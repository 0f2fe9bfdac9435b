import type { GuardianConfig } from '../../domain/manifest.ts';
import { safe, safeLines } from '../render/safe.ts';
import { plural } from '../render/style.ts';
import { type Answer, EXIT } from '../workbench.ts';

/** One thing that is wrong with a `guardian.yaml`, and where. */
export interface ManifestProblem {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly path: string;
  readonly message: string;
  readonly given?: string;
  readonly allowed?: readonly string[];
}

/** A file as it was read: its configuration, or all that is wrong with it. */
export type ManifestReading =
  | { readonly file: string; readonly isMissing: boolean; readonly config: GuardianConfig }
  | { readonly file: string; readonly problems: readonly ManifestProblem[]; readonly message: string };

/** Whether a `guardian.yaml` can be used: every problem at once, with line and column. */
export function manifestCheckCommand(reading: ManifestReading): Answer {
  if ('problems' in reading) {
    const { file, problems, message } = reading;
    return {
      document: { schema: 1, file, ok: false, problems },
      text: () => `${safeLines(message)}\n\n${plural(problems.length, 'problem')} in ${safe(file)}\n`,
      exitCode: EXIT.usageError,
    };
  }
  const { file, config, isMissing } = reading;
  const orgs = (config.orgs ?? []).map(({ name }) => name);
  const vendors = config.vendors.map(({ name }) => name);
  return {
    document: { schema: 1, file, ok: true, problems: [], orgs, vendors },
    text: ({ paint }) =>
      isMissing
        ? `There is no ${safe(file)}: the defaults hold, and every client is judged by its first sighting.\n`
        : `${paint.bold(safe(file))} is in order: ${plural(orgs.length, 'org')}, ${plural(vendors.length, 'vendor')}${vendors.length > 0 ? ` (${vendors.map(safe).join(', ')})` : ''}\n`,
    exitCode: EXIT.nothingOpen,
  };
}
