import type { Severity } from '../domain/severity.ts';
import type { AlertMessage, TextRules, TextsSent } from '../ports.ts';

/** A message as it goes out, and what is to be remembered of text messages once it was accepted. */
export interface Texted {
  readonly message: AlertMessage;
  readonly texts: TextsSent | undefined;
}

/**
 * Decides whether telephones ring for a message. The last text message of an hour is kept for a critical finding: a
 * flood of lesser ones must not silence it. One that is held back is counted, and the next one that goes out says so.
 * Pure.
 */
export function texted(message: AlertMessage, rules: TextRules, before: TextsSent | undefined): Texted {
  const { sms: _, ...silent } = message;
  const now = rules.now();
  const sentAt = lastHour(before?.sentAt ?? [], now);
  const heldBack = before?.heldBack ?? 0;
  const sms = rules.textOf(message, heldBack);
  if (sms === undefined) return { message: silent, texts: remembered({ sentAt, heldBack }) };
  if (sentAt.length >= mostTexts(rules.perHour, message.severity)) {
    return { message: silent, texts: { sentAt, heldBack: heldBack + 1 } };
  }
  return { message: { ...message, sms }, texts: { sentAt: [...sentAt, now.toISOString()], heldBack: 0 } };
}

/** Text messages in an hour before one of this severity is held back. */
export function mostTexts(perHour: number, severity: Severity): number {
  return severity === 'critical' ? perHour : Math.max(1, perHour - 1);
}

/** A time in the future is of a clock that was set back since: it counts from now on, and not for ever. */
function lastHour(times: readonly string[], now: Date): string[] {
  const nowMs = now.getTime();
  return times
    .map((time) => Math.min(Date.parse(time), nowMs))
    .filter((time) => nowMs - time < HOUR_MS)
    .map((time) => new Date(time).toISOString());
}

/** Nothing is to be written where there is nothing to remember. */
function remembered(texts: TextsSent): TextsSent | undefined {
  return texts.sentAt.length + texts.heldBack > 0 ? texts : undefined;
}

const HOUR_MS = 3_600_000;
