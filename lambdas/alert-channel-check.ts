import { SNSClient } from '@aws-sdk/client-sns';
import { unreachedMessage } from '../lib/alerts/notices.ts';
import { snsSink } from '../lib/alerts/sinks/sns.ts';
import { clientSettings } from '../lib/aws/client-settings.ts';
import { observed, once } from '../lib/aws/handler.ts';
import { readSettings } from '../lib/aws/settings.ts';
import { subscriptionsOf, unreachedAddresses } from '../lib/aws/subscriptions.ts';
import { countUnreached, logger } from '../lib/aws/telemetry.ts';
import { systemClock } from '../lib/clock.ts';

const parts = once(() => ({ settings: readSettings(['topic']), client: new SNSClient(clientSettings()) }));

/** Called by a schedule: whom do alerts not reach? Raises the alarm, and tells those whom they do reach. */
export const handler = observed(async () => {
  const { settings, client } = parts();
  const unreached = unreachedAddresses(await subscriptionsOf(client, settings.topic), settings.config.alerts);
  countUnreached(unreached.length);
  if (unreached.length === 0) return;
  logger.warn('alerts do not reach everybody', { count: unreached.length });
  const message = unreachedMessage({ unreached, now: systemClock.now() });
  await snsSink({ client, topicArn: settings.topic }).send(message);
});
