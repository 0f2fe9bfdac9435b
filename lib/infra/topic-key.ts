import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/**
 * Key of the topics: the customer's, or one of our own. Not the account's key for SNS: its policy cannot be changed, and
 * CloudWatch may not use it, so alarms about the guardian would vanish without a word.
 */
export function topicKey(scope: Construct, id: string, customerKey?: IKey): IKey {
  const key =
    customerKey ??
    new Key(scope, id, {
      description: 'Encrypts the alerts of the OAuth guardian',
      enableKeyRotation: true,
      // Messages rest in a topic for moments only: nothing is lost with the key.
      removalPolicy: RemovalPolicy.DESTROY,
    });
  const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com', {
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
  });
  key.grant(cloudWatch, 'kms:Decrypt', 'kms:GenerateDataKey');
  return key;
}
