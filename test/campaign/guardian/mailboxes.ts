import type { AlertMessage, AlertSink } from '../../../lib/ports.ts';
import type { SINK_FATES } from '../schedule/schedule.ts';
import type { Incarnation } from './incarnation.ts';

export type SinkFate = (typeof SINK_FATES)[number] | 'crash before' | 'crash after' | 'arrives';

/** A process that delivers, and whether anything struck it: only then may what it sent be sent again. */
export interface Deliverer extends Pick<Incarnation, 'breathe' | 'kill'> {
  readonly isStruck: boolean;
}

/** A message that a channel has. */
export interface Accepted {
  readonly step: number;
  readonly message: AlertMessage;
  readonly by: Deliverer;
}

/** The channels of the campaign: one that takes everything, and one that is woken for what is grave only. */
export const CHANNELS = ['mail', 'pager'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What each channel was given, in order. */
export type Mailboxes = Readonly<Record<Channel, readonly Accepted[]>>;

export const EMPTY_MAILBOXES: Mailboxes = { mail: [], pager: [] };

/** True where a channel is meant to have a message. */
export function isMeantFor(channel: Channel, { severity }: Pick<AlertMessage, 'severity'>): boolean {
  return channel === 'mail' || severity === 'critical' || severity === 'high';
}

/** A way to people for one process, with the faults of a channel. `accept` keeps what arrives. */
export function recordingSink(options: {
  readonly channel: Channel;
  readonly process: Deliverer;
  /** The fate of the nth message that is handed over, from 1. */
  readonly fateOf: (n: number) => SinkFate;
  readonly accept: (message: AlertMessage) => void;
}): AlertSink {
  const { channel, process, fateOf, accept } = options;
  let messages = 0;
  return {
    channel,
    wants: (message) => isMeantFor(channel, message),
    send: async (message) => {
      await process.breathe();
      messages += 1;
      const fate = fateOf(messages);
      if (fate === 'refused') throw new Error('the channel is throttled');
      if (fate === 'crash before') process.kill();
      await process.breathe();
      accept(message);
      if (fate === 'crash after') process.kill();
      if (fate === 'lost answer') throw new Error('the connection was lost');
      await process.breathe();
    },
  };
}
