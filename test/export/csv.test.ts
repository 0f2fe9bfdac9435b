import fc from 'fast-check';
import { cellText, LIST_SEPARATOR } from '../../lib/export/csv/cell.ts';
import { COLUMNS } from '../../lib/export/csv/columns.ts';
import { csvHeader, csvRow } from '../../lib/export/csv/csv.ts';
import { jsonLine } from '../../lib/export/json-line.ts';
import { arbitraryFinding, crmFinding, hostileText } from './support/findings.ts';
import { parseCsv } from './support/parse-csv.ts';

describe('a line of CSV', () => {
  it('is read by a parser of RFC 4180 as the cells that went in, whatever strangers call their things', () => {
    fc.assert(
      fc.property(fc.array(arbitraryFinding, { maxLength: 5 }), (findings) => {
        const text = csvHeader(COLUMNS.findings) + findings.map((one) => csvRow(COLUMNS.findings, one)).join('');
        const [header, ...rows] = parseCsv(text);
        expect(header).toEqual(Object.keys(COLUMNS.findings));
        expect(rows).toEqual(
          findings.map((finding) => Object.values(COLUMNS.findings).map((cell) => cellText(cell(finding)))),
        );
      }),
    );
  });

  it('begins no cell like a formula', () => {
    fc.assert(
      fc.property(hostileText, (name) => {
        const line = csvRow({ name: (row: string) => row }, name);
        expect(parseCsv(line)[0]?.[0]).not.toMatch(/^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/);
      }),
      { numRuns: 500 },
    );
  });

  it('is one line in a file, and holds nothing that steers a terminal', () => {
    fc.assert(
      fc.property(arbitraryFinding, (finding) => {
        const line = csvRow(COLUMNS.findings, finding);
        expect(line.endsWith('\r\n')).toBe(true);
        expect(line.slice(0, -2)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30 1', "'+49 30 1"],
    ['-', "'-"],
    ['@cmd', "'@cmd"],
    ['\t=1', "'\ufffd=1"],
    ['\r=1', "'\ufffd=1"],
    ['\u202e=1', "'\ufffd=1"],
    ['  =1', "'  =1"],
    ['a=1', 'a=1'],
    ["'quoted", "'quoted"],
    ['', ''],
    [null, ''],
    [0, '0'],
    [false, 'false'],
    [['a', 'b'], `a${LIST_SEPARATOR}b`],
    [['=a', 'b'], "'=a | b"],
    [[], ''],
  ] as const)('writes %j as %j', (value, text) => {
    expect(cellText(value)).toBe(text);
  });

  it('quotes what RFC 4180 wants quoted', () => {
    const finding = crmFinding({ title: 'says "more", and more' });
    expect(csvRow({ title: ({ title }: typeof finding) => title }, finding)).toBe('"says ""more"", and more"\r\n');
  });
});

describe('a line of JSON', () => {
  it('is one line of ASCII controls escaped, and the same document', () => {
    fc.assert(
      fc.property(arbitraryFinding, (finding) => {
        const line = jsonLine(finding);
        expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(finding)));
      }),
    );
  });
});
