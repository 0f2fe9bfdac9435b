import fc from 'fast-check';
import stringWidth from 'string-width';
import { safe, safeJson, safeLines, shorten } from '../../lib/cli/render/safe.ts';

const HOSTILE = {
  'a colour': '\u001b[31mred\u001b[0m',
  'an eight-bit control sequence': '\u009b2J',
  'a link': '\u001b]8;;https://evil.example\u0007Acme\u001b]8;;\u0007',
  'a carriage return': 'Acme\rOK   ',
  'a line break': 'Acme\nCRITICAL',
  'an override of direction': 'Acme \u202egnp.exe',
  'isolates of direction': '\u2066Acme\u2069',
  'a space without width': 'Ac\u200bme',
  'a byte order mark': '\ufeffAcme',
  'a line separator': 'Acme\u2028CRITICAL',
  'a tag character': 'Acme\u{e0041}',
  'half a pair': 'Acme\ud83d',
} as const;

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/u;
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(...Object.values(HOSTILE)),
);

describe('a name from outside', () => {
  it.each(Object.entries(HOSTILE))('with %s steers no terminal', (_what, name) => {
    expect(safe(name)).not.toMatch(UNPRINTABLE);
    expect(safe(name)).toContain('\ufffd');
  });

  it('keeps letters of any script', () => {
    for (const name of ['Müller & Söhne', 'Ελληνικά', '株式会社', 'شركة', '🎧 Recorder']) expect(safe(name)).toBe(name);
  });

  it('is one line, whatever it holds, and lines of a text stay lines', () => {
    fc.assert(fc.property(anyText, (text) => !UNPRINTABLE.test(safe(text))));
    expect(safeLines('one\ntwo\u001b[2J')).toBe('one\ntwo\ufffd[2J');
  });
});

describe('JSON for programs', () => {
  it('says the same value, with nothing in it that steers a terminal', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          anyText,
          fc.oneof(anyText, fc.array(anyText), fc.double({ noNaN: true, noDefaultInfinity: true })),
        ),
        (value) => {
          const document = { schema: 1, value: JSON.parse(JSON.stringify(value)) };
          const json = safeJson(document);
          expect(JSON.parse(json)).toEqual(document);
          expect(json.replaceAll('\n', '')).not.toMatch(UNPRINTABLE);
        },
      ),
    );
  });
});

describe('a shortened text', () => {
  it.each([
    ['Acme Recorder', 20, 'Acme Recorder'],
    ['Acme Recorder', 13, 'Acme Recorder'],
    ['Acme Recorder', 12, 'Acme Record…'],
    ['株式会社レコーダ', 9, '株式会社…'],
    ['👩‍👩‍👧 family', 3, '👩‍👩‍👧…'],
  ])('of %j in %i columns is %j', (text, columns, shortened) => {
    expect(shorten(text, columns)).toBe(shortened);
  });

  it('is never wider than it may be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, columns) => {
        expect(stringWidth(shorten(text, columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
