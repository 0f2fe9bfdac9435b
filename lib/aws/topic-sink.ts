import { SNSClient } from '@aws-sdk/client-sns';
import { snsSink } from '../alerts/sinks/sns.ts';
import { textRules } from '../alerts/sinks/text-rules.ts';
import type { GuardianConfig } from '../domain/manifest.ts';
import { SEVERITIES, type Severity } from '../domain/severity.ts';
import type { AlertSink, Clock } from '../ports.ts';
import { clientSettings } from './client-settings.ts';

/** The alert topic as a channel, for the subscribers that `guardian.yaml` names. */
export function topicSink(
  topicArn: string,
  { email, sms, smsPerHour }: GuardianConfig['alerts'],
  clock: Pick<Clock, 'now'>,
): AlertSink {
  const leastSeverity = leastOf(sms);
  return snsSink({
    client: new SNSClient(clientSettings()),
    topicArn,
    mailSubscribers: email.length,
    ...(leastSeverity && { texts: textRules({ perHour: smsPerHour, leastSeverity, now: () => clock.now() }) }),
  });
}

/** The least severity that any telephone is to ring for; undefined where there is no telephone. */
function leastOf(
  telephones: readonly { readonly address: string; readonly minSeverity?: Severity | undefined }[],
): Severity | undefined {
  return SEVERITIES[Math.max(...telephones.map(({ minSeverity = 'high' }) => SEVERITIES.indexOf(minSeverity)))];
}
