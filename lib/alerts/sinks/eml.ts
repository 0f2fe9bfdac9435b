import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { AlertMessage } from '../../ports.ts';
import { toAscii } from '../text/ascii.ts';

/** Who a mail is from and to. */
export interface MailAddresses {
  readonly from: string;
  readonly to: readonly string[];
}

/**
 * A message as an RFC 5322 mail: its text, and its HTML beside it where it has one. The same message makes the same bytes: its Message-ID follows from its key, its date
 * is that of the run.
 */
export async function emlOf(message: AlertMessage, { from, to }: MailAddresses): Promise<Buffer> {
  const fingerprint = createHash('sha256').update(message.key).digest('hex').slice(0, 32);
  const composer = new MailComposer({
    from,
    to: [...to],
    subject: toAscii(message.subject),
    date: new Date(message.at),
    messageId: `<${fingerprint}@${MAIL_DOMAIN}>`,
    baseBoundary: fingerprint,
    headers: attributeHeaders(message),
    text: message.text,
    ...(message.html !== undefined && { html: message.html }),
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** `X-Guardian-Severity: high`: what mail filters can sort by. */
function attributeHeaders({ attributes }: AlertMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      `X-Guardian-${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      toAscii(value),
    ]),
  );
}

/** RFC 2606 keeps `.invalid` free: no mail of ours can ever be taken for somebody else's. */
export const MAIL_DOMAIN = 'oauth-guardian.invalid';
