import type { Finding } from '../domain/finding.ts';
import type { AlertMessage } from '../ports.ts';

/** What a webhook is sent: docs/json.md, "Webhooks". */
export interface WebhookDocument
  extends Pick<AlertMessage, 'key' | 'kind' | 'severity' | 'org' | 'at' | 'subject' | 'text'> {
  readonly schema: 1;
  /** What the message is about; empty for a digest, a test, and whatever the guardian says of itself. */
  readonly findings: readonly Finding[];
}

/** A message for programs: the same message is the same document, and its key tells a repeated one. */
export function webhookDocument(message: AlertMessage): WebhookDocument {
  const { key, kind, severity, org, at, subject, text, findings = [] } = message;
  return { schema: 1, key, kind, severity, org, at, subject, text, findings };
}
