import { SESv2Client } from '@aws-sdk/client-sesv2';
import { sesSink } from '../alerts/sinks/ses.ts';
import type { GuardianConfig } from '../domain/manifest.ts';
import type { AlertSink, Clock } from '../ports.ts';
import { clientSettings } from './client-settings.ts';
import { webhookSinks } from './webhook-sinks.ts';

/** The channels that take no way over the topic: webhooks, and mails by SES. */
export function directSinks(alerts: GuardianConfig['alerts'], clock: Pick<Clock, 'now'>): AlertSink[] {
  return [...webhookSinks(alerts, clock), ...sesSinks(alerts)];
}

/** A channel for each recipient. */
export function sesSinks({ ses }: Pick<GuardianConfig['alerts'], 'ses'>): AlertSink[] {
  if (!ses) return [];
  const client = new SESv2Client(clientSettings());
  return ses.to.map(({ address, ...wishes }) => sesSink({ client, from: ses.from, to: address, wishes }));
}
