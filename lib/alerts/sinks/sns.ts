import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { AlertMessage, AlertSink } from '../../ports.ts';
import { AlertError } from '../error.ts';
import { snsBody } from './sns-body.ts';

/** Name of the channel: its delivery mark hangs on it. */
export const SNS_CHANNEL = 'sns';

/**
 * Publishes each message to one topic, with a rendering for each protocol and attributes to filter by. `send` resolves
 * when SNS has accepted the message, and rejects with an AlertError when it refuses, throttles or does not answer: SNS
 * may then have it all the same, so that asking again sends it twice at worst.
 */
export function snsSink({ client, topicArn }: { readonly client: SNSClient; readonly topicArn: string }): AlertSink {
  return {
    channel: SNS_CHANNEL,
    send: async (message) => {
      const command = new PublishCommand({
        TopicArn: topicArn,
        Subject: message.subject,
        Message: snsBody(message),
        MessageStructure: 'json',
        MessageAttributes: attributesOf(message),
      });
      try {
        await client.send(command);
      } catch (error) {
        const name = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        throw new AlertError({
          what: `SNS did not accept the message ${message.key} for ${topicArn} (${name})`,
          fix: 'It is kept and sent again; if that goes on, see "Alerts undeliverable" in the runbook',
          cause: error,
        });
      }
    },
  };
}

function attributesOf({ attributes }: AlertMessage) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  );
}
