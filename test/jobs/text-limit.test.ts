import fc from 'fast-check';
import { mostTexts, texted } from '../../lib/jobs/text-limit.ts';
import type { AlertMessage, TextRules, TextsSent } from '../../lib/ports.ts';

const NOON = Date.parse('2026-03-03T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const alert: AlertMessage = {
  key: 'prod/2/alert/high',
  org: 'prod',
  severity: 'high',
  kind: 'alert',
  subject: '[HIGH] Acme',
  text: 'Acme\n',
  sms: 'HIGH prod: Acme',
  attributes: {
    severity: 'high',
    vendor: 'none',
    owner: 'none',
    rule: 'none',
    state: 'open',
    kind: 'alert',
    org: 'prod',
  },
  at: '2026-03-03T12:00:00.000Z',
};
const critical: AlertMessage = { ...alert, severity: 'critical' };
const { sms: _, ...silent } = alert;

function rules(nowMs = NOON, perHour = 4): TextRules {
  return {
    perHour,
    now: () => new Date(nowMs),
    textOf: ({ sms }, heldBack) => (sms === undefined ? undefined : `${sms}${heldBack > 0 ? ` +${heldBack}` : ''}`),
  };
}

function sent(...minutesAgo: readonly number[]): TextsSent {
  return { sentAt: minutesAgo.map((minutes) => new Date(NOON - minutes * MINUTE).toISOString()), heldBack: 0 };
}

describe('a text message', () => {
  it('goes out, and is remembered', () => {
    expect(texted(alert, rules(), undefined)).toEqual({ message: alert, texts: sent(0) });
  });

  it('is held back when as many have gone out in the hour as may; the rest of the message goes out', () => {
    const { message, texts } = texted(critical, rules(), sent(59, 30, 20, 10));
    expect(message).toEqual({ ...silent, severity: 'critical' });
    expect(texts).toEqual({ ...sent(59, 30, 20, 10), heldBack: 1 });
  });

  it('goes out again when one of them is an hour old', () => {
    const { message, texts } = texted(critical, rules(), sent(60, 30, 20, 10));
    expect(message.sms).toBe('HIGH prod: Acme');
    expect(texts).toEqual(sent(30, 20, 10, 0));
  });

  it('says how many were held back before it, once', () => {
    const before = { ...sent(61), heldBack: 3 };
    const first = texted(alert, rules(), before);
    expect(first.message.sms).toBe('HIGH prod: Acme +3');
    expect(texted(alert, rules(), first.texts).message.sms).toBe('HIGH prod: Acme');
  });

  it('of a lesser finding leaves the last one of the hour to a critical one', () => {
    const before = sent(30, 20, 10);
    expect(texted(alert, rules(), before).message.sms).toBeUndefined();
    expect(texted(critical, rules(), before).message.sms).toBe('HIGH prod: Acme');
  });

  it('goes out for high too where there is only one in an hour', () => {
    expect(texted(alert, rules(NOON, 1), undefined).message.sms).toBe('HIGH prod: Acme');
  });

  it('is not counted where there is none', () => {
    expect(texted(silent, rules(), undefined)).toEqual({ message: silent, texts: undefined });
    expect(texted(silent, rules(), { ...sent(10), heldBack: 2 }).texts).toEqual({ ...sent(10), heldBack: 2 });
  });

  it('of a clock that ran ahead counts for an hour, and not for ever', () => {
    const ahead = { sentAt: Array.from({ length: 4 }, () => new Date(NOON + 9 * HOUR).toISOString()), heldBack: 0 };
    const { texts } = texted(critical, rules(), ahead);
    expect(texts?.heldBack).toBe(1);
    expect(texted(critical, rules(NOON + HOUR), texts).message.sms).toBe('HIGH prod: Acme +1');
  });

  it('is never one of more than the limit in any hour, and none is lost count of', () => {
    const step = fc.record({ minutes: fc.nat(30), isCritical: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 6 }), (steps, perHour) => {
        let nowMs = NOON;
        let texts: TextsSent | undefined;
        const times: number[] = [];
        let told = 0;
        for (const { minutes, isCritical } of steps) {
          nowMs += minutes * MINUTE;
          const going = texted(isCritical ? critical : alert, rules(nowMs, perHour), texts);
          texts = going.texts;
          if (going.message.sms === undefined) continue;
          times.push(nowMs);
          told += 1 + Number(/\+(\d+)$/.exec(going.message.sms)?.[1] ?? 0);
        }
        for (const [index, time] of times.entries()) {
          expect(times.slice(index).filter((later) => later - time < HOUR).length).toBeLessThanOrEqual(perHour);
        }
        expect(told + (texts?.heldBack ?? 0)).toBe(steps.length);
      }),
    );
  });
});

describe('mostTexts', () => {
  it('lets at least one of any severity through', () => {
    expect(mostTexts(1, 'high')).toBe(1);
    expect([mostTexts(4, 'high'), mostTexts(4, 'critical')]).toEqual([3, 4]);
  });
});
