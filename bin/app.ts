import { App, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as z from 'zod';
import { ConfigError, loadConfig } from '../lib/config/index.ts';
import { REGIONS } from '../lib/genesys/region.ts';
import { OAuthGuardian } from '../lib/infra/oauth-guardian.ts';
import { RULES } from '../lib/rules/index.ts';

/** What `cdk deploy -c KEY=VALUE` and cdk.json may say: how to deploy. What to watch is guardian.yaml's business. */
const ContextSchema = z.object({
  /** Path of guardian.yaml. */
  config: z.string().optional(),
  stack: z.string().default('OAuthGuardian'),
  gateway: z.url().optional(),
  maxConcurrentScans: z.coerce.number().int().min(2).max(1000).optional(),
  reserveConcurrency: z.stringbool().or(z.boolean()).optional(),
  secretNamePrefix: z.string().optional(),
  /** `true` lets the history go with the stack, and the bucket of the reports if it is empty: for trials. */
  disposable: z.stringbool().or(z.boolean()).default(false),
});

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
try {
  const { config, stack, disposable, ...options } = readContext();
  new OAuthGuardian(new Stack(app, stack, { description: 'Guardian of OAuth clients in Genesys Cloud' }), 'Guardian', {
    ...options,
    settings: settingsFrom(config),
    removalPolicy: disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
  });
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  // What is wrong, and where: a stack trace would bury it.
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

function settingsFrom(path: string | undefined) {
  const known = {
    rules: RULES.map(({ id }) => id),
    regions: REGIONS.flatMap(({ name, host }) => [name, host]),
    isDeployed: true,
  };
  return loadConfig({ path, cwd: process.cwd(), env: process.env, known }).config;
}

function readContext() {
  const keys = Object.keys(ContextSchema.shape);
  const given = Object.fromEntries(keys.map((key) => [key, app.node.tryGetContext(key)]));
  const parsed = ContextSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map(({ path, message }) => ({ file: 'context', path: path.join('.'), message })),
  );
}
