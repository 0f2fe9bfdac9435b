import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AlertError } from '../alerts/error.ts';
import { webhookSink } from '../alerts/sinks/webhook.ts';
import type { GuardianConfig } from '../domain/manifest.ts';
import type { AlertSink, Clock } from '../ports.ts';
import { clientSettings } from './client-settings.ts';

/** The webhooks that `guardian.yaml` names, signed with the key in the secret that it names. */
export function webhookSinks(
  { webhooks, webhookSecretName }: GuardianConfig['alerts'],
  clock: Pick<Clock, 'now'>,
): AlertSink[] {
  if (webhooks.length === 0) return [];
  const now = () => clock.now();
  const signingKey = webhookSecretName === undefined ? undefined : keptKey(webhookSecretName, now);
  return webhooks.map(({ address, ...wishes }) =>
    webhookSink({ url: address, wishes, now, ...(signingKey && { signingKey }) }),
  );
}

/** A key that was replaced is used after five minutes at the latest. */
const KEY_TTL_MS = 5 * 60_000;

/**
 * The key in a secret, read when it is needed and kept for a while. Without it nothing is sent: a message that is not
 * signed where all are would teach receivers to take such.
 */
function keptKey(secretName: string, now: () => Date): () => Promise<string> {
  const secrets = new SecretsManagerClient(clientSettings());
  let kept: { readonly key: string; readonly atMs: number } | undefined;
  return async () => {
    const nowMs = now().getTime();
    if (!kept || nowMs - kept.atMs >= KEY_TTL_MS) kept = { key: await readKey(secrets, secretName), atMs: nowMs };
    return kept.key;
  };
}

async function readKey(secrets: SecretsManagerClient, secretName: string): Promise<string> {
  const { SecretString: text } = await secrets
    .send(new GetSecretValueCommand({ SecretId: secretName }))
    .catch((error: unknown) => {
      throw unusable(secretName, error instanceof Error ? error.name : 'unknown error');
    });
  const key = text?.trim() ?? '';
  if (key.length < SHORTEST_KEY) throw unusable(secretName, `its text is shorter than ${SHORTEST_KEY} characters`);
  return key;
}

function unusable(secretName: string, reason: string): AlertError {
  return new AlertError({
    what: `The key that signs webhooks cannot be had from the secret ${secretName} (${reason})`,
    fix: 'Write it as plain text into that secret; messages are kept until then',
  });
}

/** What a few hours of trying cannot guess. */
const SHORTEST_KEY = 16;
