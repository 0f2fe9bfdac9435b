import type { AlertMessage } from '../../ports.ts';
import { clip } from '../text/clean.ts';
import { listCommand } from '../text/command.ts';
import { wrapCommand } from '../text/wrap.ts';
import { chatNotification } from './chat-notification.ts';

/** SNS takes 256 KB for a message with all of its renderings; some of it is for the subject and the attributes. */
export const MOST_BODY_BYTES = 256 * 1024 - 8 * 1024;

/**
 * The renderings of a message by protocol, as `MessageStructure: json` wants them. What has no rendering of its own gets
 * the short one: a telephone that subscribed to everything is not sent a page of text.
 */
export function snsBody(message: AlertMessage): string {
  for (let bytes = Buffer.byteLength(message.text); ; bytes = Math.floor(bytes * SHRINK)) {
    const body = JSON.stringify({
      default: message.sms ?? message.subject,
      email: firstBytes(message, bytes),
      ...(message.sms !== undefined && { sms: message.sms }),
      https: JSON.stringify(chatNotification(message)),
    });
    if (Buffer.byteLength(body) <= MOST_BODY_BYTES) return body;
  }
}

/** As much of the text as there is room for, by whole lines. JSON escapes some characters, so its room is not known. */
function firstBytes(message: AlertMessage, bytes: number): string {
  const { text, org } = message;
  if (bytes >= Buffer.byteLength(text)) return text;
  const kept = Buffer.from(text).subarray(0, bytes).toString();
  const whole = kept.slice(0, Math.max(0, kept.lastIndexOf('\n')));
  const command = wrapCommand(listCommand({ org: clip(org, MOST_ORG) }), { first: '  ' });
  return [whole, '', 'This message was too long to be sent whole. All of it:', ...command, ''].join('\n');
}

const SHRINK = 0.9;
const MOST_ORG = 200;
