import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { STACK_OUTPUTS } from '../env.ts';

/** What `--stack NAME` has to find. */
export interface OutputValues {
  readonly table: string;
  readonly query: string;
  readonly topic: string;
  readonly operators: string;
  readonly queue: string;
  /** Name of the bucket; undefined where no reports are written. */
  readonly reports: string | undefined;
  /** Name of the secret by the name of the org. */
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * Outputs with exactly the names that `--stack NAME` looks for, wherever in the stack the guardian is: so a stack has one
 * guardian.
 */
export function stackOutputs(scope: Construct, values: OutputValues): void {
  const { table, query, topic, operators, queue, reports, secrets } = values;
  const stack = Stack.of(scope);
  const output = (name: keyof typeof STACK_OUTPUTS, value: string, description: string) =>
    new CfnOutput(stack, STACK_OUTPUTS[name], { value, description });
  output('table', table, 'Table that holds the history');
  output('query', query, 'Function that answers queries of programs');
  output('topic', topic, 'Topic of the alerts');
  output('operators', operators, 'Topic of the alarms about the guardian itself');
  output('queue', queue, 'Queue of the runs that are to be done');
  if (reports !== undefined) output('reports', reports, 'Bucket of the reports');
  const names = JSON.stringify(secrets);
  // Of very many orgs the names do not fit; each is then the one that guardian.yaml gives.
  if (names.length <= MOST_CHARACTERS) output('secrets', names, "Secrets with the guardian's clients, by org");
}

/** CloudFormation: the value of an output has at most 4,096 characters. */
const MOST_CHARACTERS = 4_096;
