import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { STACK_OUTPUTS } from '../env.ts';
import { UsageError } from '../errors.ts';
import { clientSettings } from './client-settings.ts';

/** What a deployed guardian consists of, as far as its stack tells. */
export interface StackParts {
  readonly name: string;
  readonly table: string;
  readonly topic: string;
  /** Absent for a deployment of a version that did not tell it. */
  readonly operators?: string;
  /** Bucket of the reports; absent where none are written. */
  readonly reports?: string;
  /** Names of secrets by the names of orgs. */
  readonly secrets: Readonly<Record<string, string>>;
}

const outputs = z.object({
  [STACK_OUTPUTS.table]: z.string(),
  [STACK_OUTPUTS.topic]: z.string(),
  [STACK_OUTPUTS.operators]: z.string().optional(),
  [STACK_OUTPUTS.reports]: z.string().optional(),
  [STACK_OUTPUTS.secrets]: z
    .string()
    .default('{}')
    .transform((text) => JSON.parse(text))
    .pipe(z.record(z.string(), z.string())),
});

/**
 * Finds the parts of a deployed guardian by the outputs of its stack. Region and credentials are the SDK's usual ones.
 *
 * @throws UsageError if there is no such stack, it cannot be asked for, or it is no guardian's
 */
export async function findStack(
  name: string,
  client = new CloudFormationClient(clientSettings()),
): Promise<StackParts> {
  const { Stacks: [stack] = [] } = await client
    .send(new DescribeStacksCommand({ StackName: name }))
    .catch((error: unknown) => {
      const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new UsageError(
        `the stack '${name}' could not be looked up (${detail}): check its name, AWS_REGION and your AWS credentials`,
      );
    });
  const known = Object.fromEntries(
    (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue }) => [OutputKey, OutputValue]),
  );
  const parsed = outputs.safeParse(known);
  if (!parsed.success) {
    throw new UsageError(`the stack '${name}' is no guardian's, or an old one: its outputs lack what is needed`);
  }
  const { data } = parsed;
  const operators = data[STACK_OUTPUTS.operators];
  const reports = data[STACK_OUTPUTS.reports];
  return {
    name,
    table: data[STACK_OUTPUTS.table],
    topic: data[STACK_OUTPUTS.topic],
    secrets: data[STACK_OUTPUTS.secrets],
    ...(operators !== undefined && { operators }),
    ...(reports !== undefined && { reports }),
  };
}
