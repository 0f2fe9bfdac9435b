import { Annotations, Stack } from 'aws-cdk-lib';
import { Grant, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { FUNCTION_ENV } from '../env.ts';
import type { GuardianFunction } from './guardian-function.ts';

/** Properties of {@link OperatorTopic}. */
export interface OperatorTopicProps {
  /** E-mail addresses. */
  readonly operators: readonly string[];
  readonly encryptionKey: IKey;
}

/**
 * Where alarms about the guardian itself are told. Not the alert topic: its subscribers filter by attributes that
 * CloudWatch does not send, and an alarm that says "alerts do not arrive" had better take another way.
 */
export class OperatorTopic extends Construct {
  readonly topic: Topic;
  readonly #key: IKey;

  constructor(scope: Construct, id: string, { operators, encryptionKey }: OperatorTopicProps) {
    super(scope, id);
    this.#key = encryptionKey;
    this.topic = new Topic(this, 'Topic', {
      displayName: 'OAuth guardian: alarms',
      masterKey: encryptionKey,
      enforceSSL: true,
    });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (operators.length === 0) {
      Annotations.of(this).addWarningV2(
        'oauth-guardian:no-operators',
        'Nobody is told of alarms about the guardian itself: name e-mail addresses in alerts.operators of guardian.yaml.',
      );
    }
    for (const address of new Set(operators)) this.topic.addSubscription(new EmailSubscription(address));
  }

  /** Lets a function see which subscriptions are confirmed, and tell those who are reached of those who are not. */
  grantLookAfter({ fn }: GuardianFunction): void {
    fn.addEnvironment(FUNCTION_ENV.operators, this.topic.topicArn);
    Grant.addToPrincipal({
      grantee: fn,
      actions: ['sns:ListSubscriptionsByTopic', 'sns:Publish'],
      resourceArns: [this.topic.topicArn],
    });
    this.#key.grant(fn, 'kms:Decrypt', 'kms:GenerateDataKey');
  }
}
