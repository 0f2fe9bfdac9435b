import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { type GuardianConfig, type OrgConfig, ReadConfigSchema } from '../domain/manifest.ts';
import { FUNCTION_ENV } from '../env.ts';
import { UsageError } from '../errors.ts';

type SettingName = Exclude<keyof typeof FUNCTION_ENV, 'config' | 'service'>;

/** Settings of a function, checked: those that it says it needs are there. */
export type Settings<Needed extends SettingName> = Readonly<Record<Needed, string>> & {
  readonly config: GuardianConfig;
  readonly orgs: readonly OrgConfig[];
  /** Base URL of an API gateway in front of Genesys Cloud. */
  readonly gateway?: string;
  /** Bucket of the reports; absent where none are written. */
  readonly reports?: string;
};

/**
 * Reads what the stack told a function, and the configuration that was bundled with it. The construct has checked both
 * at synthesis, so what is wrong here is a defect of the deployment.
 *
 * @throws UsageError with everything that is wrong at once
 */
export function readSettings<const Needed extends SettingName>(
  needed: readonly Needed[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): Settings<Needed> {
  const shape = Object.fromEntries(
    [...needed, 'config' as const].map((name) => [FUNCTION_ENV[name], z.string().min(1)]),
  );
  const variables = z.object(shape).safeParse(env);
  if (!variables.success) {
    throw new UsageError(`the function's environment is not whole: ${z.prettifyError(variables.error)}`);
  }
  const config = readConfiguration(resolve(env.LAMBDA_TASK_ROOT ?? '.', variables.data[FUNCTION_ENV.config] ?? ''));
  const gateway = env[FUNCTION_ENV.gateway];
  const reports = env[FUNCTION_ENV.reports];
  const named = (name: Needed) => [name, variables.data[FUNCTION_ENV[name]] ?? ''] as const;
  return {
    config,
    orgs: config.orgs ?? [],
    ...(gateway && { gateway }),
    ...(reports && { reports }),
    ...recordOf(needed.map(named)),
  };
}

/** The org of a message. @throws UsageError for one that the configuration does not name (any more) */
export function orgOf({ orgs }: Pick<Settings<never>, 'orgs'>, name: string): OrgConfig {
  const org = orgs.find((known) => known.name === name);
  if (!org) throw new UsageError(`the configuration of this deployment has no org '${name}'`);
  return org;
}

function readConfiguration(path: string): GuardianConfig {
  const parsed = ReadConfigSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new UsageError(`${path} is not the configuration that this version knows: ${z.prettifyError(parsed.error)}`);
}

function recordOf<K extends string>(entries: readonly (readonly [K, string])[]): Readonly<Record<K, string>> {
  return Object.fromEntries(entries) as Record<K, string>;
}
