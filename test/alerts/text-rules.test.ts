import fc from 'fast-check';
import { testMessage } from '../../lib/alerts/notices.ts';
import { textRules } from '../../lib/alerts/sinks/text-rules.ts';
import { gsm7Length, isGsm7 } from '../../lib/alerts/text/gsm7.ts';
import type { Severity } from '../../lib/domain/severity.ts';
import type { AlertMessage } from '../../lib/ports.ts';

const NOW = new Date('2026-03-03T12:00:00Z');

function messageOf(severity: Severity, difference: Partial<AlertMessage> = {}): AlertMessage {
  const plain = testMessage({ org: 'prod', now: NOW });
  const { sms: _, ...silent } = plain;
  return {
    ...silent,
    kind: 'alert',
    severity,
    subject: `[${severity.toUpperCase()}] Acme: +1 scope | org prod`,
    attributes: { ...plain.attributes, severity, kind: 'alert' },
    ...difference,
  };
}

function textOf(message: AlertMessage, { least = 'high' as Severity, heldBack = 0 } = {}): string | undefined {
  return textRules({ perHour: 4, leastSeverity: least, now: () => NOW }).textOf(message, heldBack);
}

describe('the text message of a message', () => {
  const urgent = messageOf('high', { sms: 'HIGH prod: Acme: +1 scope' });

  it('is the one that it has', () => {
    expect(textOf(urgent)).toBe('HIGH prod: Acme: +1 scope');
  });

  it('is none below what any telephone is to ring for, so that it counts for nothing', () => {
    expect(textOf(urgent, { least: 'critical' })).toBeUndefined();
    expect(textOf(messageOf('medium'))).toBeUndefined();
  });

  it('is the subject where somebody asked to be rung for less', () => {
    expect(textOf(messageOf('medium'), { least: 'medium' })).toBe('[MEDIUM] Acme: +1 scope | org prod');
  });

  it.each(['reminder', 'resolved', 'digest'] as const)('is none of a %s: that can wait', (kind) => {
    expect(textOf(messageOf('high', { kind }), { least: 'info' })).toBeUndefined();
  });

  it('says how many were held back before it', () => {
    expect(textOf(urgent, { heldBack: 3 })).toBe('HIGH prod: Acme: +1 scope (+3 more held back)');
  });

  it('stays in one part, whatever it says and however many were held back', () => {
    const anySms = fc.string({ maxLength: 140, unit: fc.constantFrom('a', '{', 'é', ' ') });
    fc.assert(
      fc.property(anySms, fc.nat(1_000_000), (sms, heldBack) => {
        fc.pre(gsm7Length(sms) <= 140);
        const text = textOf({ ...urgent, sms }, { heldBack }) ?? '';
        expect(isGsm7(text)).toBe(true);
        expect(gsm7Length(text)).toBeLessThanOrEqual(140);
        if (heldBack > 0) expect(text).toMatch(new RegExp(`\\(\\+${heldBack} more held back\\)$`));
      }),
    );
  });
});
