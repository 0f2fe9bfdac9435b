import { createHash } from 'node:crypto';

/**
 * Names of channels. Delivery marks hang on them, so they never change; and they are logged, so they hold no address: that
 * of a webhook is often a password, that of a mail is somebody's.
 */

/** The alert topic. */
export const SNS_CHANNEL = 'sns';

/** A webhook: another URL is another channel. */
export function webhookChannel(url: string): string {
  return `webhook ${fingerprint(url)}`;
}

/** A recipient of mails by SES. */
export function sesChannel(address: string): string {
  return `ses ${fingerprint(address)}`;
}

function fingerprint(address: string): string {
  return createHash('sha256').update(address).digest('hex').slice(0, 8);
}
