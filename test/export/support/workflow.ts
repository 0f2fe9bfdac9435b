import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const Permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const Step = z.strictObject({
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  run: z.string().optional(),
  'working-directory': z.string().optional(),
});
const Workflow = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: Permissions,
  concurrency: z.unknown(),
  env: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.strictObject({
      if: z.string().optional(),
      'runs-on': z.string(),
      'timeout-minutes': z.number(),
      permissions: Permissions,
      steps: z.array(Step),
    }),
  ),
});

const FILE = join(__dirname, '..', '..', '..', 'docs', 'examples', 'github-actions-manifest.yml');

/** The example of docs/exports.md. */
export const exampleWorkflow = Workflow.parse(parse(readFileSync(FILE, 'utf8')));

/** The arguments of each call of the guardian in it, as a shell would pass them. */
export function guardianCalls(): string[][] {
  return Object.values(exampleWorkflow.jobs)
    .flatMap(({ steps }) => steps.flatMap(({ run = '' }) => run.split('\n')))
    .filter((command) => command.includes('guardian.mjs'))
    .map((command) => {
      const filled = command.replace(/\$\{\{[^}]*\}\}/g, (expression) =>
        expression.includes('server_url') ? 'https://github.com' : 'filled-in',
      );
      const words = [...filled.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
      return words.slice(words.findIndex((word) => word.endsWith('guardian.mjs')) + 1);
    });
}
