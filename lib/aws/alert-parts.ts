import { SNSClient } from '@aws-sdk/client-sns';
import { snsSink } from '../alerts/sinks/sns.ts';
import { openStore } from '../store/store.ts';
import { clientSettings } from './client-settings.ts';
import { once } from './handler.ts';
import { readSettings } from './settings.ts';

/** What the functions work with that tell people: the history, and the topic. */
export const alertParts = once(() => {
  const { config, orgs, table, topic } = readSettings(['table', 'topic']);
  return {
    config,
    orgs,
    store: openStore({ table, retention: config.retention }),
    sink: snsSink({ client: new SNSClient(clientSettings()), topicArn: topic }),
  };
});
