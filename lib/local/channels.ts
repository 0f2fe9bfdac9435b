import { webhookSink } from '../alerts/sinks/webhook.ts';
import type { Secret } from '../config/index.ts';
import type { GuardianConfig } from '../domain/manifest.ts';
import type { Check } from '../jobs/doctor/check.ts';
import { stuckChannels } from '../jobs/stuck-channels.ts';
import type { AlertSink, Clock, Store } from '../ports.ts';

/** The webhooks that `guardian.yaml` names, signed where the environment has a key. */
export function localWebhooks(
  { webhooks }: GuardianConfig['alerts'],
  { key, clock }: { readonly key: Secret | undefined; readonly clock: Clock },
): AlertSink[] {
  return webhooks.map(({ address, ...wishes }) =>
    webhookSink({
      url: address,
      wishes,
      now: () => clock.now(),
      ...(key && { signingKey: async () => key.reveal() }),
    }),
  );
}

/** Channels of this machine that do not take what runs found. */
export async function stuckChecks(
  store: Store,
  org: string,
  channels: readonly AlertSink[],
  now: Date,
): Promise<Check[]> {
  const stuck = await stuckChannels({ store, org, channels: channels.map(({ channel }) => channel), now });
  return stuck.map((channel) => ({
    name: 'alert channels',
    status: 'fail',
    detail: `${channel} has not taken what runs found for over an hour`,
    fix: "run 'guardian scan': it tries again and says what is wrong",
  }));
}
