import { readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import type { GoodManifest, ManifestDesk, ManifestReading } from '../cli/manifest-desk.ts';
import { FrozenClock, systemClock } from '../clock.ts';
import { editedManifest } from '../config/edit/edited-manifest.ts';
import { openManifest } from '../config/edit/manifest-file.ts';
import { ConfigError, DEFAULT_CONFIG_FILE, loadConfig, parseConfig } from '../config/index.ts';
import { proposalText } from '../config/init/proposal-text.ts';
import { StateFileError, stateOf } from '../domain/state-file.ts';
import { ENV } from '../env.ts';
import { UsageError } from '../errors.ts';
import { RULES } from '../rules/index.ts';
import { fileDesk } from './file-desk.ts';
import { readText } from './text-input.ts';
import { KNOWN_NAMES, type Machine } from './workbench.ts';

/** The manifests and snapshots of this machine. Nothing of it opens a store or needs credentials. */
export function manifestDesk(machine: Machine): ManifestDesk {
  const { env, workingFolder } = machine;
  const files = fileDesk(machine);
  const now = env[ENV.now]?.trim();
  if (now && Number.isNaN(Date.parse(now))) throw new UsageError(`${ENV.now} is no time: write 2026-12-31T12:00:00Z`);
  return {
    clock: now ? new FrozenClock(new Date(now).toISOString()) : systemClock,
    rules: RULES,
    read: (file) => localManifest(machine, file),
    readSnapshot: async (file) => {
      const text = await readText(file, { workingFolder, ...SNAPSHOT });
      try {
        return stateOf(parsed(text, file));
      } catch (cause) {
        if (!(cause instanceof StateFileError)) throw cause;
        const problems = cause.problems.map(({ path, message }) => `${file}: ${path ? `${path}: ` : ''}${message}`);
        throw new UsageError(problems.join('\n'), { cause });
      }
    },
    propose: (proposal) => {
      const text = proposalText(proposal);
      // What is proposed is in order, or it is a mistake of ours.
      parseConfig(text, DEFAULT_CONFIG_FILE, KNOWN_NAMES);
      return text;
    },
    merge: (named, vendors) => {
      const file = named ?? (env[ENV.config]?.trim() || DEFAULT_CONFIG_FILE);
      const path = resolve(workingFolder, file);
      const edits = [{ kind: 'add-vendors', vendors }] as const;
      const draft = openManifest({ path, file, known: KNOWN_NAMES }).draft(edits);
      const { text } = editedManifest({ text: readFileSync(path, 'utf8'), file, edits, known: KNOWN_NAMES });
      return { file, text, save: () => draft.save() };
    },
    write: async (file, text, options) => {
      await files.write(dirname(file), [{ name: basename(file), text }], options);
    },
  };
}

/** A snapshot of an org with five thousand clients has some twenty. */
const SNAPSHOT = { mostMebibytes: 128, tooLarge: 'no snapshot of an org is', isStrict: true };

/** A `guardian.yaml` of this machine with all that is wrong with it. */
function localManifest({ env, workingFolder }: Machine, file: string | undefined): ManifestReading {
  const named = file ?? (env[ENV.config]?.trim() || DEFAULT_CONFIG_FILE);
  try {
    const { config, origin, place } = loadConfig({ path: file, cwd: workingFolder, env, known: KNOWN_NAMES });
    const shown = near(named, workingFolder);
    const placeOf: GoodManifest['placeOf'] = (path, at = 'value') => ({ file: shown, ...place(path, at) });
    return { file: shown, isMissing: origin.kind === 'defaults', config, placeOf };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { problems, message } = error;
    return { file: named, problems, message };
  }
}

/** Relative where it lies below the working folder: that is how repositories and editors name files. */
function near(file: string, workingFolder: string): string {
  if (!isAbsolute(file)) return file;
  const path = relative(workingFolder, file);
  return path.startsWith('..') || isAbsolute(path) ? file : path;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${file} is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
