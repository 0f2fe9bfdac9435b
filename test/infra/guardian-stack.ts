import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { parseConfig } from '../../lib/config/index.ts';
import { OAuthGuardian, type OAuthGuardianProps } from '../../lib/infra/oauth-guardian.ts';

const root = join(__dirname, '../..');
const { context } = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')));

/** The flags of cdk.json, and no bundling: templates need none, and it is slow. */
export function quickApp(): App {
  return new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
}

export function settingsOf(yaml: string): OAuthGuardianProps['settings'] {
  return parseConfig(yaml, 'guardian.yaml').config;
}

export const oneOrg = 'orgs: [{ name: prod, region: eu-central-1 }]\n';

/** A stack with a guardian for this `guardian.yaml`. */
export function guardianStack(yaml: string = oneOrg, options: Partial<OAuthGuardianProps> = {}, app = quickApp()) {
  const stack = new Stack(app, 'Watcher');
  const guardian = new OAuthGuardian(stack, 'Guardian', { settings: settingsOf(yaml), ...options });
  return { app, stack, guardian };
}

export function templateOf(yaml?: string, options?: Partial<OAuthGuardianProps>): Template {
  return Template.fromStack(guardianStack(yaml, options).stack);
}

/** Properties of all resources of a type, by logical id. Templates are plain JSON. */
export function resourcesOf<T>(template: Template, type: string, schema: z.ZodType<T>): Map<string, T> {
  const found = Object.entries(template.findResources(type));
  return new Map(found.map(([id, { Properties }]) => [id, schema.parse(Properties ?? {})]));
}
