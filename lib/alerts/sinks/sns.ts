import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import pThrottle from 'p-throttle';
import type { AlertMessage, AlertSink, TextRules } from '../../ports.ts';
import { AlertError } from '../error.ts';
import { SNS_CHANNEL } from './channel-names.ts';
import { snsBody } from './sns-body.ts';

export interface SnsSinkOptions {
  readonly client: SNSClient;
  readonly topicArn: string;
  /** E-mail addresses that subscribe: SNS sends so many mails for a message. Default: one. */
  readonly mailSubscribers?: number;
  /** Left out: every message that has a text message sends it. */
  readonly texts?: TextRules;
}

/**
 * Publishes each message to one topic, with a rendering for each protocol and attributes to filter by. `send` resolves
 * when SNS has accepted the message, and rejects with an AlertError when it refuses, throttles or does not answer: SNS may
 * then have it all the same, so that asking again sends it twice at worst.
 */
export function snsSink({ client, topicArn, mailSubscribers = 1, texts }: SnsSinkOptions): AlertSink {
  const publish = pThrottle(publishRate(mailSubscribers))((command: PublishCommand) => client.send(command));
  return {
    channel: SNS_CHANNEL,
    ...(texts && { texts }),
    send: async (message) => {
      const command = new PublishCommand({
        TopicArn: topicArn,
        Subject: message.subject,
        Message: snsBody(message),
        MessageStructure: 'json',
        MessageAttributes: attributesOf(message),
      });
      try {
        await publish(command);
      } catch (error) {
        const name = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        throw new AlertError({
          what: `SNS did not accept the message ${message.key} for ${topicArn} (${name})`,
          fix: 'It is kept and sent again; if that goes on, see "Alerts undeliverable" in the runbook',
          isFinal: isAboutTheMessage(error),
          cause: error,
        });
      }
    },
  };
}

/** What subscriptions filter by: `sms` is `yes` only where telephones are to ring. */
export function publishedAttributes({ attributes, sms }: AlertMessage): Readonly<Record<string, string>> {
  return { ...attributes, sms: sms === undefined ? 'no' : 'yes' };
}

/** SNS sends ten mails a second for an account: what comes faster is refused or late. Pure. */
export function publishRate(mailSubscribers: number): { readonly limit: number; readonly interval: number } {
  const mails = Math.max(1, mailSubscribers);
  return mails <= MAILS_PER_SECOND
    ? { limit: Math.floor(MAILS_PER_SECOND / mails), interval: SECOND_MS }
    : { limit: 1, interval: Math.ceil((SECOND_MS * mails) / MAILS_PER_SECOND) };
}

/**
 * True for what SNS holds against the content of a message. Not so for a policy, a key or a topic: they refuse every
 * message. Source: SNS API Reference, Publish, Errors.
 */
function isAboutTheMessage(error: unknown): boolean {
  return error instanceof Error && REFUSALS.has(error.name.replace(/Exception$/, ''));
}

const REFUSALS: ReadonlySet<string> = new Set([
  'InvalidParameter',
  'InvalidParameterValue',
  'ParameterValueInvalid',
  'Validation',
  'ValidationError',
]);

const MAILS_PER_SECOND = 10;
const SECOND_MS = 1_000;

function attributesOf(message: AlertMessage) {
  return Object.fromEntries(
    Object.entries(publishedAttributes(message)).map(([name, value]) => [
      name,
      { DataType: 'String', StringValue: value },
    ]),
  );
}
