import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** ARN of a secret that exists already, by the name or the ARN that `guardian.yaml` gives. */
export function secretArnOf(scope: IConstruct, secretName: string): string {
  // Secrets Manager ends every ARN with six characters of its own.
  return secretName.startsWith('arn:') ? secretName : secretArn(scope, `${secretName}-??????`);
}

/** ARN of a secret by the end of its ARN, in the stack's account and region. */
export function secretArn(scope: IConstruct, resourceName: string): string {
  return Stack.of(scope).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
