import fc from 'fast-check';
import { toAscii } from '../../lib/alerts/text/ascii.ts';
import { cleanText, clip } from '../../lib/alerts/text/clean.ts';
import { ackCommand, listCommand } from '../../lib/alerts/text/command.ts';
import { clipGsm7, gsm7Length, isGsm7, toGsm7 } from '../../lib/alerts/text/gsm7.ts';
import { ageText, timeText } from '../../lib/alerts/text/time-text.ts';
import { wrap, wrapCommand } from '../../lib/alerts/text/wrap.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('timeText', () => {
  it.each([
    ['2026-11-20T09:00:00.000Z', 'UTC', '2026-11-20 09:00 UTC'],
    ['2026-11-20T09:00:00.000Z', 'Europe/Berlin', '2026-11-20 10:00 +01:00 (09:00 UTC)'],
    ['2026-07-20T09:00:00.000Z', 'Europe/Berlin', '2026-07-20 11:00 +02:00 (09:00 UTC)'],
    ['2026-11-20T09:00:00.000Z', 'Asia/Kolkata', '2026-11-20 14:30 +05:30 (09:00 UTC)'],
    ['2026-11-20T23:30:00.000Z', 'Europe/Berlin', '2026-11-21 00:30 +01:00 (2026-11-20 23:30 UTC)'],
    ['2026-11-20T00:00:00.000Z', 'America/New_York', '2026-11-19 19:00 -05:00 (2026-11-20 00:00 UTC)'],
  ])('writes %s in %s as %s', (time, zone, text) => {
    expect(timeText(time, zone)).toBe(text);
  });
});

describe('ageText', () => {
  it.each([
    ['2026-11-20T08:59:00.000Z', undefined],
    ['2026-11-20T08:58:00.000Z', '2 minutes'],
    ['2026-11-20T07:00:00.000Z', '2 hours'],
    ['2026-11-18T09:00:01.000Z', '47 hours'],
    ['2026-11-18T09:00:00.000Z', '2 days'],
    ['2026-11-20T09:05:00.000Z', undefined],
  ])('calls data of %s, at nine, %s old', (time, age) => {
    expect(ageText(time, '2026-11-20T09:00:00.000Z')).toBe(age);
  });
});

describe('toAscii', () => {
  it.each([
    ['Müller & Söhne', 'Muller & Sohne'],
    ['Łódź Straße', 'Lodz Strasse'],
    ['Звук', 'Zvuk'],
    ['a\u2014b \u2019c\u2019', "a-b 'c'"],
    ['one\r\nBcc: x', 'one Bcc: x'],
  ])('spells %j as %j', (text, ascii) => {
    expect(toAscii(text)).toBe(ascii);
  });

  it('leaves a mark where a character has no spelling', () => {
    expect(toAscii('a\u{10FFFD}b\u{1D173}c\uFFFFd')).toMatch(/^ab?c\?d$/);
  });

  it('is printable ASCII for any text, and changes nothing in what is already', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const ascii = toAscii(text);
        expect(ascii).toMatch(/^[\x20-\x7e]*$/);
        expect(toAscii(ascii)).toBe(ascii);
      }),
    );
  });
});

describe('cleanText', () => {
  it('takes out what hides or turns round the text after it', () => {
    expect(cleanText(' Acme\u202e \u200bRec\u0000order\u2028two\ttabs ')).toBe('Acme Rec order two tabs');
  });
});

describe('clip', () => {
  it('shows that something is missing, and tears no character apart', () => {
    expect(clip('Acme Recorder', 13)).toBe('Acme Recorder');
    expect(clip('Acme Recorder', 12)).toBe('Acme Reco...');
    expect(clip('ab\u{1F600}cdef', 6)).toBe('ab...');
  });

  it('is never longer than asked', () => {
    fc.assert(fc.property(anyText, fc.nat(50), (text, max) => expect(clip(text, max).length).toBeLessThanOrEqual(max)));
  });
});

describe('the GSM 7-bit alphabet', () => {
  it.each([
    ['', 0],
    ['Acme', 4],
    ['Grüße €', 8],
    ['[x]', 5],
    ['^{}\\[~]|€', 18],
  ])('takes %j as %d septets', (text, septets) => {
    expect(gsm7Length(text)).toBe(septets);
  });

  it('does not guess the length of what is not in it', () => {
    expect(() => gsm7Length('Звук')).toThrow('not in the GSM 7-bit alphabet');
  });

  it.each([
    ['Ägäis Größe', 'Ägäis Größe'],
    ['Łódź', 'Lódz'.replace('ó', 'o')],
    ['`id`', "'id'"],
    ['a\nb', 'a b'],
  ])('has %j become %j', (text, spelled) => {
    expect(toGsm7(text)).toBe(spelled);
  });

  it('holds any text after spelling, cut to any length', () => {
    fc.assert(
      fc.property(anyText, fc.nat(160), (text, max) => {
        const spelled = toGsm7(text);
        expect(isGsm7(spelled)).toBe(true);
        expect(gsm7Length(clipGsm7(spelled, max))).toBeLessThanOrEqual(max);
      }),
    );
  });
});

describe('wrap', () => {
  it('indents the lines after the first', () => {
    const lines = wrap(`${'word '.repeat(20)}end`, { first: '- ' });
    expect(lines).toEqual([`- ${'word '.repeat(15).trim()}`, `  ${'word '.repeat(5)}end`]);
  });

  it('loses no character and keeps to 76 columns', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('', '- ', '            '), (text, first) => {
        const lines = wrap(text, { first });
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(76);
        const glued = lines.map((line) => line.slice(first.length)).join('');
        expect(glued.replaceAll(' ', '')).toBe(cleanText(text).replaceAll(' ', ''));
      }),
    );
  });
});

describe('a command in a message', () => {
  it('is broken between options, so that it can be pasted', () => {
    const words = listCommand({
      org: 'prod',
      client: { id: 'c0000000-0000-4000-8000-000000000001' },
      severity: 'high',
    });
    expect(wrapCommand(words, { first: '  ' })).toEqual([
      '  guardian findings --org prod \\',
      '    --client c0000000-0000-4000-8000-000000000001 --severity high',
    ]);
  });

  it('is one command, whatever the org is called', () => {
    expect(ackCommand({ org: "it's; rm -rf ~", id: '$(id)' }).join(' ')).toBe(
      "guardian ack '$(id)' --org 'it'\\''s; rm -rf ~' --owner NAME",
    );
  });
});
