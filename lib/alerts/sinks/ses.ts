import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { AlertSink } from '../../ports.ts';
import { AlertError } from '../error.ts';
import { sesChannel } from './channel-names.ts';
import { emlOf } from './eml.ts';
import { isWanted, type Wishes } from './wanted.ts';

export interface SesOptions {
  readonly client: SESv2Client;
  /** An address whose identity, or whose domain's, is verified in SES. */
  readonly from: string;
  readonly to: string;
  readonly wishes?: Wishes;
}

/**
 * Sends each message as a mail of one recipient, with its HTML part where it has one. A channel for each: an address that
 * SES refuses keeps the others from nothing. SES gives every mail a Message-ID of its own, so one that is sent twice
 * arrives twice.
 */
export function sesSink({ client, from, to, wishes = {} }: SesOptions): AlertSink {
  const channel = sesChannel(to);
  return {
    channel,
    wants: (message) => isWanted(message, wishes),
    send: async (message) => {
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: { Raw: { Data: await emlOf(message, { from, to: [to] }) } },
      });
      try {
        await client.send(command);
      } catch (error) {
        // Without its cause: SES repeats addresses in what it says, and nothing that is logged names a person.
        throw new AlertError({
          what: `SES did not accept the message ${message.key} for ${channel} (${textOf(error)})`,
          fix: 'It is kept and sent again; if that goes on, see "Alerts undeliverable" in the runbook',
          isFinal: isAboutTheMessage(error),
        });
      }
    },
  };
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.name}: ${error.message.replaceAll(/[^\s<>,:]+@[^\s<>,:]+/g, 'ADDRESS')}`;
}

/**
 * True for what SES holds against the content of a mail. An address or domain that is not verified has the same name, and
 * is about every mail. Source: SES API v2 Reference, SendEmail, Errors.
 */
function isAboutTheMessage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ['BadRequestException', 'MessageRejected'].includes(error.name) && !/not verified/i.test(error.message);
}
