import { systemClock } from '../clock.ts';
import { once } from './handler.ts';
import { historyParts } from './history-parts.ts';
import { readSettings } from './settings.ts';
import { topicSink } from './topic-sink.ts';

/** What the functions work with that tell people by the topic. */
export const alertParts = once(() => {
  const parts = historyParts();
  const { topic } = readSettings(['topic']);
  return { ...parts, sink: topicSink(topic, parts.config.alerts, systemClock) };
});
