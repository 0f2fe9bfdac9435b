import { SNSClient } from '@aws-sdk/client-sns';
import { unreachedMessage } from '../lib/alerts/notices.ts';
import { snsSink } from '../lib/alerts/sinks/sns.ts';
import { clientSettings } from '../lib/aws/client-settings.ts';
import { observed, once } from '../lib/aws/handler.ts';
import { historyParts } from '../lib/aws/history-parts.ts';
import { readSettings } from '../lib/aws/settings.ts';
import { countUnreached, logger } from '../lib/aws/telemetry.ts';
import { unreached } from '../lib/aws/unreached.ts';
import { systemClock } from '../lib/clock.ts';

const parts = once(() => ({
  ...historyParts(),
  ...readSettings(['topic', 'operators']),
  client: new SNSClient(clientSettings()),
}));

/**
 * Called by a schedule: whom do alerts not reach? Raises the alarm, and tells by both topics: whoever is not reached by one
 * may be by the other.
 */
export const handler = observed(async () => {
  const { client, topic, operators, config, orgs, store } = parts();
  const now = systemClock.now();
  const options = { client, topic, operators, alerts: config.alerts, store, now };
  const found = await unreached(
    options,
    orgs.map(({ name }) => name),
  );
  countUnreached(found.length);
  if (found.length === 0) return;
  logger.warn('alerts do not reach everybody', { count: found.length });
  const message = unreachedMessage({ unreached: found, now });
  const told = await Promise.allSettled(
    [topic, operators].map((topicArn) => snsSink({ client, topicArn }).send(message)),
  );
  const errors = told.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join('; '));
});
