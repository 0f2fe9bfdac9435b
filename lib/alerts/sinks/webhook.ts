import { createHash, createHmac } from 'node:crypto';
import type { AlertMessage, AlertSink } from '../../ports.ts';
import { AlertError } from '../error.ts';
import { webhookDocument } from '../webhook-document.ts';
import { webhookChannel } from './channel-names.ts';
import { isWanted, type Wishes } from './wanted.ts';

export interface WebhookOptions {
  /** Often a password: it is neither logged nor shown. */
  readonly url: string;
  readonly wishes?: Wishes;
  /** Key of the signature, asked for with every message. Answers undefined, or is left out: messages are not signed. */
  readonly signingKey?: () => Promise<string | undefined>;
  readonly now: () => Date;
  /** Milliseconds until an endpoint that does not answer counts as one that did not take the message. Default: 10,000. */
  readonly timeoutMs?: number;
}

/**
 * Posts each message as a JSON document (docs/json.md, "Webhooks") to one endpoint. `send` resolves when it answers 2xx,
 * and rejects with an AlertError for every other answer, redirects included: whoever gets the message was named in
 * `guardian.yaml`. The same message has the same `Idempotency-Key`, so that a repeat can be told.
 */
export function webhookSink({
  url,
  wishes = {},
  signingKey,
  now,
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: WebhookOptions): AlertSink {
  const channel = webhookChannel(url);
  const name = `${channel} (${new URL(url).host})`;
  return {
    channel,
    wants: (message) => isWanted(message, wishes),
    send: async (message) => {
      const body = JSON.stringify(webhookDocument(message));
      const key = await signingKey?.();
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'oauth-guardian',
        'idempotency-key': idempotencyKey(message),
        ...(key !== undefined && { 'x-guardian-signature': signatureOf({ body, key, at: now() }) }),
      };
      const request = { method: 'POST', redirect: 'manual', headers, body } as const;
      const status = await statusOf(url, { ...request, signal: AbortSignal.timeout(timeoutMs) }).catch((error) => {
        throw notTaken(name, message, reasonOf(error));
      });
      if (status >= 200 && status < 300) return;
      throw notTaken(name, message, `it answered ${status}`, ABOUT_THE_MESSAGE.has(status));
    },
  };
}

/**
 * `t=1772539200,v1=<hex>`: the time in seconds since 1970, and the HMAC-SHA256 of that time, a full stop and the body as it
 * was sent. The time is part of it so that an old message cannot be played again.
 */
export function signatureOf({
  body,
  key,
  at,
}: {
  readonly body: string;
  readonly key: string;
  readonly at: Date;
}): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  return `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`;
}

/** Names of orgs may hold characters that a header cannot. */
function idempotencyKey({ key }: AlertMessage): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

async function statusOf(url: string, request: RequestInit): Promise<number> {
  const response = await fetch(url, request);
  // Nobody reads what it says; without this the connection would wait for somebody to.
  await response.body?.cancel();
  return response.status;
}

function notTaken(name: string, { key }: AlertMessage, reason: string, isFinal = false): AlertError {
  return new AlertError({
    what: `The ${name} did not take the message ${key} (${reason})`,
    fix: 'It is kept and sent again; if that goes on, see "Alerts undeliverable" in the runbook',
    isFinal,
  });
}

/** The error of `fetch` hides why in its cause, and some causes repeat the URL: their code says as much as anybody needs. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  const { cause } = error;
  if (error.name === 'TimeoutError') return 'no answer in time';
  return cause instanceof Error && 'code' in cause ? `no answer: ${String(cause.code)}` : 'no answer';
}

/**
 * Bad Request, Content Too Large, Unsupported Media Type, Unprocessable Content: what is wrong with it will be wrong with
 * it tomorrow. Wrong credentials, a path that is gone and the like are about every message.
 */
const ABOUT_THE_MESSAGE: ReadonlySet<number> = new Set([400, 413, 415, 422]);
const DEFAULT_TIMEOUT_MS = 10_000;
