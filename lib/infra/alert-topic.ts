import { createHash } from 'node:crypto';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Subscription, SubscriptionFilter, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { FUNCTION_ENV } from '../env.ts';
import { type FilterPolicy, filterPolicy, smsFilterPolicy } from './filter-policy.ts';
import type { GuardianFunction } from './guardian-function.ts';
import type { AlertSettings } from './settings.ts';

/** Properties of {@link AlertTopic}. */
export interface AlertTopicProps {
  readonly alerts: AlertSettings;
  readonly encryptionKey: IKey;
  /** Takes what an endpoint or a queue did not accept. */
  readonly deadLetters: IQueue;
}

/** Where findings are told: one topic, encrypted and over TLS only, with a subscription for each address. */
export class AlertTopic extends Construct {
  readonly topic: Topic;
  readonly #key: IKey;

  constructor(scope: Construct, id: string, { alerts, encryptionKey, deadLetters }: AlertTopicProps) {
    super(scope, id);
    this.#key = encryptionKey;
    this.topic = new Topic(this, 'Topic', {
      displayName: 'OAuth guardian',
      masterKey: encryptionKey,
      enforceSSL: true,
    });
    for (const subscriber of alerts.email) {
      this.#subscribe(SubscriptionProtocol.EMAIL, subscriber.address, filterPolicy(subscriber));
    }
    for (const subscriber of alerts.sms) {
      this.#subscribe(SubscriptionProtocol.SMS, subscriber.address, smsFilterPolicy(subscriber));
    }
    for (const subscriber of alerts.chat) {
      this.#subscribe(SubscriptionProtocol.HTTPS, subscriber.address, filterPolicy(subscriber), deadLetters);
    }
    for (const subscriber of alerts.sqs) {
      this.#subscribe(SubscriptionProtocol.SQS, subscriber.address, filterPolicy(subscriber), deadLetters);
    }
  }

  /** Lets a function publish alerts. */
  grantPublish(to: GuardianFunction): void {
    this.#grant(to, ['sns:Publish']);
    this.#key.grant(to.fn, 'kms:Decrypt', 'kms:GenerateDataKey');
  }

  /** Lets a function see which subscriptions are confirmed. */
  grantInspect(to: GuardianFunction): void {
    this.#grant(to, ['sns:ListSubscriptionsByTopic']);
  }

  #grant({ fn }: GuardianFunction, actions: string[]): void {
    fn.addEnvironment(FUNCTION_ENV.topic, this.topic.topicArn);
    Grant.addToPrincipal({ grantee: fn, actions, resourceArns: [this.topic.topicArn] });
  }

  #subscribe(protocol: SubscriptionProtocol, endpoint: string, filter?: FilterPolicy, deadLetterQueue?: IQueue): void {
    new Subscription(this, subscriptionId(protocol, endpoint), {
      topic: this.topic,
      protocol,
      endpoint,
      ...(filter && { filterPolicy: conditions(filter) }),
      ...(deadLetterQueue && { deadLetterQueue }),
    });
  }
}

/** From the address and not from its place: or a new line in the file would make everybody confirm again. */
function subscriptionId(protocol: SubscriptionProtocol, endpoint: string): string {
  return `${protocol}-${createHash('sha256').update(endpoint).digest('hex').slice(0, 8)}`;
}

function conditions(filter: FilterPolicy): Record<string, SubscriptionFilter> {
  return Object.fromEntries(
    Object.entries(filter).map(([attribute, allowlist]) => [
      attribute,
      SubscriptionFilter.stringFilter({ allowlist: [...allowlist] }),
    ]),
  );
}
