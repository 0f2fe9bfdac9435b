import type { RunRecord } from '../domain/run.ts';
import { isAtLeast, type Severity } from '../domain/severity.ts';
import type { AlertMessage } from '../ports.ts';
import { attributeText, messageKey } from './message.ts';
import { toAscii } from './text/ascii.ts';
import { cleanText, clip } from './text/clean.ts';
import { historyCommand, listCommand } from './text/command.ts';
import { counted } from './text/counts.ts';
import { clipGsm7, toGsm7 } from './text/gsm7.ts';
import { MOST_SMS_SEPTETS } from './text/sms-text.ts';
import { MOST_SUBJECT_CHARACTERS } from './text/subject.ts';
import { textOf } from './text/text-size.ts';
import { timeText } from './text/time-text.ts';
import { wrap, wrapCommand } from './text/wrap.ts';

/** What the guardian says of itself, beside any run. */

/**
 * The message of `guardian doctor --send-test`: it takes the way of every alert, and passes every filter of subscribers.
 * It is routed as critical for that, and says that it is none.
 */
export function testMessage({ org, now }: { readonly org: string; readonly now: Date }): AlertMessage {
  const at = now.toISOString();
  return notice({
    key: `${org}/test/${at}`,
    org,
    kind: 'test',
    severity: 'info',
    routedAs: 'critical',
    subject: `[TEST] Alerts of OAuth Guardian arrive | org ${org}`,
    sms: `TEST ${org}: alerts of OAuth Guardian arrive`,
    lines: [
      ...wrap(`TEST of alerts of org ${cleanText(org)}, sent ${timeText(at, 'UTC')}`),
      '',
      ...wrap('If you read this, alerts of this org reach you. There is nothing to do.'),
    ],
    at,
  });
}

/**
 * Goes out in the place of a message that a channel will never take, or of a run that cannot be read: that there is
 * something must be told, whatever keeps it from being told well. Of the refused message it repeats nothing that came
 * from outside.
 */
export function plainNotice({
  run,
  message,
}: {
  readonly run: Pick<RunRecord, 'org' | 'seq' | 'at'>;
  /** Absent where the run could not be read or put into words. */
  readonly message?: AlertMessage;
}): AlertMessage {
  const { org, seq, at } = run;
  const kind = message?.kind ?? 'alert';
  const severity = message?.severity ?? 'high';
  const name = clip(toAscii(org), MOST_ORG_CHARACTERS);
  const what = message
    ? `Run ${seq} has a message of severity ${severity} that could not be sent as it was written.`
    : `Run ${seq} found something, and what it found could not be read.`;
  const ids = (message?.findings ?? []).map(({ id }) => id);
  return notice({
    key: `${message?.key ?? messageKey({ org, seq, kind, severity })}/plain`,
    org,
    kind,
    severity,
    ...(!message && { routedAs: 'critical' }),
    subject: `[${severity.toUpperCase()}] Run ${seq} has news that could not be sent as written | org ${name}`,
    ...(isAtLeast(severity, 'high') && {
      sms: `${severity.toUpperCase()} ${name}: run ${seq} has news, see guardian findings`,
    }),
    lines: [
      ...wrap(what),
      '',
      ...wrapCommand(listCommand({ org }), { first: '  ' }),
      ...wrapCommand(historyCommand({ org, since: at }), { first: '  ' }),
      ...(ids.length > 0 ? ['', ...wrap(`Findings: ${clip(ids.join(', '), MOST_IDS_CHARACTERS)}`)] : []),
      '',
      ...wrap('Pass this on to whoever looks after the guardian: see "Alerts undeliverable" of the runbook.'),
    ],
    at,
  });
}

/** An address or a channel that should be told of alerts, and why it is not. */
export interface Unreached {
  /** `email`, `sms`, `https`, `sqs` of the topic, `alarms by email`, `topic`, `webhook`, `ses`. */
  readonly protocol: string;
  readonly address: string;
  /** Where only alerts of one org do not reach it. */
  readonly org?: string;
  readonly reason: 'pending' | 'missing' | 'stuck';
}

/** Tells those whom alerts do reach that others are not reached. `unreached` is not empty. */
export function unreachedMessage({
  unreached,
  now,
}: {
  readonly unreached: readonly Unreached[];
  readonly now: Date;
}): AlertMessage {
  const at = now.toISOString();
  const count = counted(unreached.length, 'address', 'addresses');
  return notice({
    key: `guardian/unreached/${at}`,
    org: 'all',
    kind: 'alert',
    severity: 'high',
    subject: `[HIGH] Alerts do not reach ${count} of guardian.yaml`,
    sms: `HIGH: alerts of OAuth Guardian do not reach ${count}`,
    lines: [
      ...wrap(`Alerts do not reach ${count} (${timeText(at, 'UTC')})`),
      '',
      ...unreached.flatMap((one) => wrap(unreachedText(one), { first: '  - ', rest: '    ' })),
      '',
      ...wrap('You read this because your own subscription works. Pass it on to whoever looks after the guardian.'),
      ...wrap('See the section "Alerts undeliverable" of the runbook.'),
    ],
    at,
  });
}

/** `email a@example.com: the subscription was never confirmed: …`. */
export function unreachedText({ protocol, address, org, reason }: Unreached): string {
  const place = org === undefined ? '' : ` (org ${cleanText(org)})`;
  return `${protocol} ${shownAddress(address)}${place}: ${REASONS[reason]}`;
}

/** As it may be shown: what follows the host of a web address is often a password. */
export function shownAddress(address: string): string {
  const clean = cleanText(address);
  return URL.canParse(clean) && /^https?:/i.test(clean) ? `${new URL(clean).origin}/...` : clean;
}

const REASONS: Readonly<Record<Unreached['reason'], string>> = {
  pending: 'the subscription was never confirmed: open the mail of AWS Notifications and confirm it',
  missing: 'there is no subscription any more (it was ended, or never confirmed in time): deploy the stack again',
  stuck: 'has not taken what runs found for over an hour: the log of the function says why',
};

const MOST_ORG_CHARACTERS = 20;
const MOST_IDS_CHARACTERS = 2_000;

function notice(parts: {
  readonly key: string;
  readonly org: string;
  readonly kind: AlertMessage['kind'];
  readonly severity: Severity;
  /** What subscribers filter by. Default: the severity. */
  readonly routedAs?: Severity;
  readonly subject: string;
  /** For telephones; clipped to one part. */
  readonly sms?: string;
  readonly lines: readonly string[];
  readonly at: string;
}): AlertMessage {
  const { key, org, kind, severity, routedAs = severity, subject, sms, lines, at } = parts;
  return {
    key,
    org,
    severity,
    kind,
    subject: clip(toAscii(subject), MOST_SUBJECT_CHARACTERS),
    text: textOf(lines),
    ...(sms !== undefined && { sms: clipGsm7(toGsm7(sms), MOST_SMS_SEPTETS) }),
    // About all vendors and rules: whoever hears of some of them only has to know it too.
    attributes: {
      severity: routedAs,
      vendor: 'several',
      owner: 'several',
      rule: 'several',
      state: 'none',
      kind,
      org: attributeText(org),
    },
    at,
  };
}
