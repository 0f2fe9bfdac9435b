import { isAtLeast, type Severity } from '../../domain/severity.ts';
import type { ClientNews } from '../group.ts';
import { newsWord } from './cause-text.ts';
import { counted } from './counts.ts';
import { clipGsm7, gsm7Length, toGsm7 } from './gsm7.ts';
import { headlineOf } from './headline.ts';

/** Septets of a text message: one part holds 160, and SNS puts the sender's name before it. */
export const MOST_SMS_SEPTETS = 140;

/** `HIGH prod: Acme Recorder: +3 scopes (users, ...), +2 more`; undefined below high: no telephone rings for that. */
export function alertSms(org: string, severity: Severity, groups: readonly ClientNews[]): string | undefined {
  const [first] = groups;
  if (!first || !isAtLeast(severity, 'high')) return undefined;
  const { text, covers } = headlineOf(first);
  const more = groups.reduce((sum, { transitions }) => sum + transitions.length, 0) - covers;
  const word = newsWord(groups.flatMap(({ transitions }) => transitions));
  return smsText(org, severity, word === undefined ? text : `${word}: ${text}`, more > 0 ? `, +${more} more` : '');
}

export function stormSms(org: string, severity: Severity, count: number): string | undefined {
  if (!isAtLeast(severity, 'high')) return undefined;
  return smsText(org, severity, `${counted(count, 'new finding')} at once, the worst is ${severity}`, '');
}

function smsText(org: string, severity: Severity, what: string, suffix: string): string {
  const start = `${severity.toUpperCase()} ${clipGsm7(toGsm7(org), MOST_ORG_SEPTETS)}: `;
  const room = MOST_SMS_SEPTETS - gsm7Length(start) - gsm7Length(suffix);
  return `${start}${clipGsm7(toGsm7(what), room)}${suffix}`;
}

const MOST_ORG_SEPTETS = 20;
