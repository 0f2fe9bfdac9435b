import type { Severity } from '../domain/severity.ts';
import type { AlertMessage } from '../ports.ts';
import { toAscii } from './text/ascii.ts';
import { cleanText, clip } from './text/clean.ts';
import { counted } from './text/counts.ts';
import { MOST_SUBJECT_CHARACTERS } from './text/subject.ts';
import { textOf } from './text/text-size.ts';
import { timeText } from './text/time-text.ts';
import { wrap } from './text/wrap.ts';

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
    lines: [
      ...wrap(`TEST of alerts of org ${cleanText(org)}, sent ${timeText(at, 'UTC')}`),
      '',
      ...wrap('If you read this, alerts of this org reach you. There is nothing to do.'),
    ],
    at,
  });
}

/** An address that should be told of alerts, and why it is not. */
export interface UnreachedAddress {
  readonly protocol: string;
  readonly address: string;
  readonly reason: 'pending' | 'missing';
}

/** Tells those whom alerts do reach that others are not reached. `addresses` is not empty. */
export function unreachedMessage({
  addresses,
  now,
}: {
  readonly addresses: readonly UnreachedAddress[];
  readonly now: Date;
}): AlertMessage {
  const at = now.toISOString();
  return notice({
    key: `guardian/unreached/${at}`,
    org: 'all',
    kind: 'alert',
    severity: 'high',
    subject: `[HIGH] Alerts do not reach ${counted(addresses.length, 'address', 'addresses')} of guardian.yaml`,
    lines: [
      ...wrap(`Alerts do not reach ${counted(addresses.length, 'address', 'addresses')} (${timeText(at, 'UTC')})`),
      '',
      ...addresses.flatMap(({ protocol, address, reason }) =>
        wrap(`${protocol} ${cleanText(address)}: ${REASONS[reason]}`, { first: '  - ', rest: '    ' }),
      ),
      '',
      ...wrap('You read this because your own subscription works. Pass it on to whoever looks after the guardian.'),
      ...wrap('See the section "Alerts undeliverable" of the runbook.'),
    ],
    at,
  });
}

const REASONS: Readonly<Record<UnreachedAddress['reason'], string>> = {
  pending: 'the subscription was never confirmed: open the mail of AWS Notifications and confirm it',
  missing: 'there is no subscription any more (it was ended, or never confirmed in time): deploy the stack again',
};

function notice(parts: {
  readonly key: string;
  readonly org: string;
  readonly kind: AlertMessage['kind'];
  readonly severity: Severity;
  /** What subscribers filter by. Default: the severity. */
  readonly routedAs?: Severity;
  readonly subject: string;
  readonly lines: readonly string[];
  readonly at: string;
}): AlertMessage {
  const { key, org, kind, severity, routedAs = severity, subject, lines, at } = parts;
  return {
    key,
    org,
    severity,
    kind,
    subject: clip(toAscii(subject), MOST_SUBJECT_CHARACTERS),
    text: textOf(lines),
    // About all vendors and rules: whoever hears of some of them only has to know it too.
    attributes: { severity: routedAs, vendor: 'several', owner: 'several', rule: 'several', state: 'none', kind, org },
    at,
  };
}
