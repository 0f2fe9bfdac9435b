import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { folded } from '../../lib/cli/render/fold.ts';
import { paperOf } from '../../lib/cli/render/paper.ts';
import { safe } from '../../lib/cli/render/safe.ts';
import { tableOf } from '../../lib/cli/render/table.ts';

describe('a text on a terminal', () => {
  it.each([
    ['goes on where a paragraph began', 'one two three four', 9, 'one two\nthree\nfour'],
    [
      'goes on behind a label',
      '  why     it reads more than before',
      24,
      '  why     it reads more\n          than before',
    ],
    [
      'goes on behind several labels',
      'ok    clients  12 of them are there',
      31,
      'ok    clients  12 of them are\n               there',
    ],
    ['goes on behind a mark', '- one two three', 9, '- one two\n  three'],
    ['is folded less deep where little would be left', '  verylonglabel  one two', 20, '  verylonglabel  one\n    two'],
    ['keeps an id whole', 'see scope-added-0123456789ab now', 12, 'see\nscope-added-0123456789ab\nnow'],
    ['keeps a command whole', 'do `guardian ack x --owner Voice` now', 20, 'do\n`guardian ack x --owner Voice`\nnow'],
    ['keeps a quoted command whole', "see 'guardian scan' now", 12, "see\n'guardian scan'\nnow"],
    ['keeps a line that is a command', '  $ guardian findings --client x', 10, '  $ guardian findings --client x'],
    ['keeps marks below what they point at', '        ^       ^', 10, '        ^       ^'],
    ['cuts a rule', '='.repeat(72), 10, '='.repeat(10)],
    ['counts a wide character as two', '株式 会社', 8, '株式\n会社'],
    ['counts no combining mark', 'cafe\u0301 au lait', 7, 'cafe\u0301 au\nlait'],
    ['is as it was where it fits', 'one  two', 8, 'one  two'],
  ])('%s', (_what, text, columns, expected) => {
    expect(folded(text, columns)).toBe(expected);
  });

  it('keeps its colours, which have no width', () => {
    const { red } = paperOf({ isTTY: true }, { FORCE_COLOR: '1' }).paint;
    expect(folded(red('- one two three'), 9)).toBe('\u001b[31m- one two\n  three\u001b[39m');
  });

  it('loses no word, and is wider than the terminal only by one word', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.integer({ min: 4, max: 60 }), (words, columns) => {
        const text = words.join(' ');
        const lines = folded(text, columns).split('\n');
        expect(lines.flatMap((line) => line.split(' ').filter(Boolean))).toEqual(words);
        for (const line of lines) if (stringWidth(line) > columns) expect(line.trim()).not.toContain(' ');
      }),
    );
  });
});

describe('a table on a terminal', () => {
  it('is never wider than that, but for what must stay in one piece', () => {
    const row = fc.tuple(fc.array(word, { maxLength: 6 }), fc.array(word, { maxLength: 9 }), fc.nat(9_999_999));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.integer({ min: 20, max: 200 }), (rows, columns) => {
        const table = tableOf(
          paperOf({ isTTY: true, columns }, {}),
          [
            { title: 'client', isFlexible: true },
            { title: 'finding', isFlexible: true },
            { title: 'n', isNumber: true },
          ],
          rows.map(([client, finding, number]) => [safe(client.join(' ')), safe(finding.join(' ')), String(number)]),
        );
        for (const line of folded(table, columns).split('\n')) {
          if (stringWidth(line) > columns) expect(words(line)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

/** Words behind the label of a record. */
function words(line: string): number {
  const plain = stripVTControlCharacters(line).replace(/^(client|finding|n) +/, '');
  return plain.split(' ').filter(Boolean).length;
}

/** Latin, CJK, emoji, right-to-left and combining characters, as names from outside have them. */
const word = fc
  .array(fc.constantFrom('a', 'B', '7', '-', '株', 'レ', '👩', '🇩🇪', 'ע', 'ب', 'e\u0301', 'ß', 'ï'), {
    minLength: 1,
    maxLength: 12,
  })
  .map((letters) => letters.join(''))
  .filter((text) => !/^[-+~=?!]$/.test(text));
