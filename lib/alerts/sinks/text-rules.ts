import type { Severity } from '../../domain/severity.ts';
import type { AlertMessage, TextRules } from '../../ports.ts';
import { clipGsm7, gsm7Length, toGsm7 } from '../text/gsm7.ts';
import { MOST_SMS_SEPTETS } from '../text/sms-text.ts';
import { isWanted } from './wanted.ts';

export interface TextRulesOptions {
  /** Text messages to a telephone in an hour at most. */
  readonly perHour: number;
  /** The least severity that any telephone is to ring for: what is below counts for nothing. */
  readonly leastSeverity: Severity;
  readonly now: () => Date;
}

/** The text messages of a channel that reaches telephones. */
export function textRules({ perHour, leastSeverity, now }: TextRulesOptions): TextRules {
  return {
    perHour,
    now,
    textOf: (message, heldBack) => {
      const text = isWanted(message, { minSeverity: leastSeverity }) ? (message.sms ?? inPlace(message)) : undefined;
      return text === undefined ? undefined : afterHeldBack(text, heldBack);
    },
  };
}

/** Somebody asked to be rung for less than what has a text message of its own. */
function inPlace({ kind, subject }: AlertMessage): string | undefined {
  return kind === 'alert' || kind === 'summary' ? clipGsm7(toGsm7(subject), MOST_SMS_SEPTETS) : undefined;
}

/** In one part, whatever has to make room for it. */
function afterHeldBack(text: string, heldBack: number): string {
  if (heldBack === 0) return text;
  const end = ` (+${heldBack} more held back)`;
  return `${clipGsm7(text, MOST_SMS_SEPTETS - gsm7Length(end))}${end}`;
}
