import * as z from 'zod';
import { ENV } from '../env.ts';
import { ConfigError, type Problem } from './problem.ts';
import { Secret } from './secret.ts';
import { didYouMean } from './suggestion.ts';

/** What the environment says, checked. */
export interface Environment {
  readonly connection: Connection;
  /** Path of `guardian.yaml`, where one is named. */
  readonly configFile?: string;
  /** Folder of the embedded store, as it was written. */
  readonly home: string;
  /** ISO time in UTC that replaces the clock. */
  readonly now?: string;
  /** Key that signs what webhooks get. */
  readonly webhookKey?: Secret;
}

/** The org to talk to: the bundled demo org where nobody gave credentials. */
export type Connection = { readonly kind: 'demo' } | OrgConnection;

export interface OrgConnection {
  readonly kind: 'org';
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** AWS region name or Genesys host. Absent only where there is a gateway. */
  readonly region?: string;
  /** Base URL without a slash at the end. */
  readonly gateway?: string;
}

export const DEFAULT_HOME = '.guardian';

export interface EnvironmentOptions {
  /** The region that `guardian.yaml` gives the org: used where `GENESYS_REGION` is not set. */
  readonly configuredRegion?: string | undefined;
  /** AWS region names and Genesys hosts. Left out: any will do. */
  readonly knownRegions?: readonly string[];
}

/**
 * Reads the variables of {@link ENV}. A variable that is set to nothing counts as not set, as CI systems do it.
 * @throws ConfigError with every problem at once; it repeats neither secret nor key nor client id nor gateway.
 */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  options: EnvironmentOptions = {},
): Environment {
  const parsed = EnvironmentSchema.safeParse(env);
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.map(({ path, message }) => problem(String(path[0]), message))),
    ...connectionProblems(env, options),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const { data } = parsed;
  const { [ENV.config]: configFile, [ENV.now]: now, [ENV.webhookKey]: webhookKey } = data;
  return {
    connection: connectionOf(data, options),
    home: data[ENV.home] ?? DEFAULT_HOME,
    ...(configFile && { configFile }),
    ...(now && { now: new Date(now).toISOString() }),
    ...(webhookKey && { webhookKey: new Secret(webhookKey) }),
  };
}

const text = z
  .string()
  .optional()
  .transform((value) => value?.trim() || undefined);

/** What nobody guesses. */
const SHORTEST_KEY = 16;

const EnvironmentSchema = z.object({
  [ENV.region]: text,
  [ENV.clientId]: text.refine(
    // HTTP Basic puts a colon between id and secret.
    (id) => id === undefined || !/[\s:]/.test(id),
    'a client id holds no spaces and no colons',
  ),
  [ENV.clientSecret]: text.refine((secret) => secret === undefined || !/\s/.test(secret), 'a secret holds no spaces'),
  [ENV.gateway]: text
    .refine((url) => url === undefined || isWebUrl(url), 'expected a URL with http:// or https://')
    .refine((url) => url === undefined || !hasCredentials(url), 'a URL with a user or password: leave them out')
    .refine((url) => url === undefined || !/[?#]/.test(url), 'a base URL has no query and no fragment'),
  [ENV.webhookKey]: text.refine(
    (key) => key === undefined || key.length >= SHORTEST_KEY,
    `a key has at least ${SHORTEST_KEY} characters`,
  ),
  [ENV.config]: text,
  [ENV.home]: text,
  [ENV.now]: text.pipe(
    z.iso
      .datetime({ offset: true, error: 'expected an ISO 8601 time with its offset, such as 2026-03-03T12:00:00Z' })
      .optional(),
  ),
});

type Variables = z.output<typeof EnvironmentSchema>;

/** What no single variable shows: half a pair of credentials, and an org that nobody says where to find. */
function connectionProblems(
  env: Readonly<Record<string, string | undefined>>,
  { configuredRegion, knownRegions }: EnvironmentOptions,
): Problem[] {
  const isSet = (name: string) => Boolean(env[name]?.trim());
  const problems: Problem[] = [];
  const region = env[ENV.region]?.trim() || undefined;
  if (region && knownRegions && !knownRegions.some((known) => known === region.toLowerCase())) {
    const message = `unknown region${didYouMean(region, knownRegions)}`;
    problems.push({ ...problem(ENV.region, message), given: region.slice(0, LONGEST_GIVEN), allowed: knownRegions });
  }
  const missing = [ENV.clientId, ENV.clientSecret].filter((name) => !isSet(name));
  if (missing.length === 1 && missing[0]) {
    const other = missing[0] === ENV.clientId ? ENV.clientSecret : ENV.clientId;
    problems.push(problem(missing[0], `missing, though ${other} is set: set both, or neither for the demo org`));
  }
  const hasCredentials = missing.length < 2;
  if (hasCredentials && !region && !configuredRegion && !isSet(ENV.gateway)) {
    problems.push(problem(ENV.region, 'missing: where is the org? Such as eu-central-1 or mypurecloud.de'));
  }
  if (!hasCredentials && isSet(ENV.gateway)) {
    const message = `set without ${ENV.clientId} and ${ENV.clientSecret}: the demo org has no gateway`;
    problems.push(problem(ENV.gateway, message));
  }
  return problems;
}

const LONGEST_GIVEN = 60;

function connectionOf(data: Variables, { configuredRegion }: EnvironmentOptions): Connection {
  const clientId = data[ENV.clientId];
  const clientSecret = data[ENV.clientSecret];
  if (clientId === undefined || clientSecret === undefined) return { kind: 'demo' };
  const region = data[ENV.region] ?? configuredRegion;
  const gateway = data[ENV.gateway]?.replace(/\/+$/, '');
  return {
    kind: 'org',
    clientId,
    clientSecret: new Secret(clientSecret),
    ...(region && { region }),
    ...(gateway && { gateway }),
  };
}

function problem(name: string, message: string): Problem {
  return { file: 'environment', path: name, message };
}

function isWebUrl(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
}

function hasCredentials(url: string): boolean {
  if (!URL.canParse(url)) return url.includes('@');
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
}
