import fc from 'fast-check';
import { stringify } from 'yaml';
import { editedManifest } from '../../../lib/config/edit/edited-manifest.ts';
import { parseConfig } from '../../../lib/config/index.ts';
import type { ManifestEdit, VendorAspects } from '../../../lib/domain/manifest-edit.ts';

const WAIVER = {
  finding: 'scope-added-0123456789ab',
  evidence: '00112233445566e7',
  reason: 'migration until Easter: "agreed", with Sam',
  by: 'Åsa',
  on: '2026-03-03',
  until: '2026-05-31',
};
const WRITE: ManifestEdit = { kind: 'write-waiver', waiver: WAIVER };
const OUT: ManifestEdit = { kind: 'take-out-waiver', finding: WAIVER.finding };
const BLOCK = `waivers:
  - finding: scope-added-0123456789ab
    evidence: "00112233445566e7"
    reason: 'migration until Easter: "agreed", with Sam'
    by: Åsa
    on: 2026-03-03
    until: 2026-05-31
`;

/** The same on one line, and that of another finding. */
const BRACES = `{ finding: scope-added-0123456789ab, evidence: "00112233445566e7", reason: 'migration until Easter: "agreed", with Sam', by: Åsa, on: 2026-03-03, until: 2026-05-31 }`;
const OTHER = '{ finding: scope-added-ffffffffffff, evidence: "0011223344556677", reason: x, by: y, on: 2026-03-03 }';

describe('writing a waiver into guardian.yaml', () => {
  it.each([
    [
      'makes the list at the end, parted as the other sections are',
      'orgs:\n  - name: prod\n\nvendors: []\n',
      `\n${BLOCK}`,
    ],
    ['parts nothing where nothing is parted', 'orgs: [{ name: prod }]\nvendors: []\n', BLOCK],
    ['writes into an empty file', '', BLOCK],
    ['writes into a file of comments', '# nothing yet\n', BLOCK],
    ['leaves the last line without an end where it had none', 'orgs: []\nvendors: []', `\n${BLOCK.trimEnd()}`],
    ['ends lines as the file does', 'vendors: []\r\nrules: {}\r\n', BLOCK.replaceAll('\n', '\r\n')],
    ['does not indent lists where the file does not', 'orgs:\n- name: prod\nrules: {}\n', BLOCK.replace(/^ {2}/gm, '')],
    ['stays below comments at the end', 'vendors: []\nrules: {}\n# the end\n', BLOCK],
  ])('%s', (_, text, written) => {
    const before = text.startsWith('orgs: []') ? text.replace('orgs: []', 'rules: {}') : text;
    expect(edited(before, WRITE)).toBe(before + written);
  });

  it('appends to the list, before what comes after it', () => {
    const other = BLOCK.replaceAll('0123456789ab', 'ffffffffffff').replace('Åsa', 'Bo # on call');
    const text = `# first\n${other}  # the end of waivers\n\nrules: {}\n`;
    const entry = BLOCK.slice('waivers:\n'.length);
    expect(edited(text, WRITE)).toBe(`# first\n${other}${entry}  # the end of waivers\n\nrules: {}\n`);
  });

  it.each([
    ['a list in brackets', `waivers: [ ${OTHER} ] # x\n`, `waivers: [ ${OTHER}, ${BRACES} ] # x\n`],
    [
      'a list of braces',
      `waivers:\n  - ${OTHER} # x\nrules: {}\n`,
      `waivers:\n  - ${OTHER} # x\n  - ${BRACES}\nrules: {}\n`,
    ],
    ['a file in braces', '{ vendors: [] }\n', `{ vendors: [], waivers: [ ${BRACES} ] }\n`],
    ['an empty list', 'waivers: [] # so far\nrules: {}\n', `${BLOCK.replace(':', ': # so far')}rules: {}\n`],
    ['a file with a byte order mark', '\uFEFFrules: {}\n', `\uFEFFrules: {}\n\n${BLOCK}`],
    ['a file between markers', '---\nrules: {}\n...\n', `---\nrules: {}\n${BLOCK}...\n`],
  ])('keeps the style of %s', (_, text, expected) => {
    expect(edited(text, WRITE)).toBe(expected);
  });

  it('prolongs an entry in its place, and keeps what was said beside it', () => {
    const text = `waivers:\n  # asked Sam\n${BLOCK.slice(9).replace('until: 2026-05-31', 'until: "2026-03-31" # short')}rules: {}\n`;
    expect(edited(text, WRITE)).toBe(text.replace('"2026-03-31"', '2026-05-31'));
  });

  it('adds the day to an entry that left it out', () => {
    const text = `waivers:\n${BLOCK.slice(9).replace('    until: 2026-05-31\n', '')}rules: {}\n`;
    expect(edited(text, WRITE)).toBe(`${BLOCK}rules: {}\n`);
  });

  it('takes an entry out with its lines, and no other', () => {
    const other = BLOCK.slice(9).replace('0123456789ab', 'ffffffffffff');
    const text = `waivers: # all\n${BLOCK.slice(9)}\n  # next\n${other}`;
    expect(edited(text, OUT)).toBe(`waivers: # all\n\n  # next\n${other}`);
  });

  it('takes out the only entry, and all entries of one finding', () => {
    expect(edited(`rules: {}\n${BLOCK}`, OUT)).toBe('rules: {}\nwaivers: []\n');
    expect(edited(`${BLOCK}${BLOCK.slice(9)}`, OUT)).toBe('waivers: []\n');
    expect(edited('rules: {}\n', OUT)).toBe('rules: {}\n');
  });

  it.each([
    ['an empty list with a comment', 'waivers: [] # none\nrules: {}\n'],
    ['an empty list with a comment and no last end of line', 'waivers: [] # none'],
    ['an empty list with a comment and CRLF', 'waivers: [] # none\r\nrules: {}\r\n'],
    ['an empty list in braces', '{ waivers: [] }\n'],
  ])('leaves %s as it was, once the waiver is taken out again', (_, text) => {
    expect(edited(edited(text, WRITE), OUT)).toBe(text);
  });

  it('keeps the comments before the only entry that is taken out, and after it', () => {
    const text = `waivers: # all\n  # asked Sam\n\n${BLOCK.slice(9)}  # the end\nrules: {}\n`;
    expect(edited(text, OUT)).toBe('waivers: [] # all\n  # asked Sam\n\n  # the end\nrules: {}\n');
  });

  it('takes the only entry out of a list that has a name of its own', () => {
    expect(edited(`waivers: &w\n${BLOCK.slice(9)}rules: {}\n`, OUT)).toBe('waivers: []\nrules: {}\n');
  });

  it.each([
    ['on one line', `{ waivers: [ ${BRACES} ] }\n`, '{ waivers: [] }\n'],
    ['on several', `{\n  waivers: [\n    ${BRACES},\n  ]\n}\n`, '{\n  waivers: []\n}\n'],
    ['beside a comment', `waivers: [ # all\n  ${BRACES}\n]\n`, 'waivers: [ # all\n  \n]\n'],
  ])('empties a list in brackets %s', (_, text, emptied) => {
    expect(edited(text, OUT)).toBe(emptied);
  });

  it.each([
    ['{ rules: {} }\n', 2],
    ['rules: {}\n', 10],
  ])('writes a long reason of several lines on one, into %j', (text, lines) => {
    const reason = 'a reason that is rather long: see the ticket\nand a second line, which is long as well\n\nthird';
    const after = edited(text, { kind: 'write-waiver', waiver: { ...WAIVER, reason } });
    expect(after.split('\n')).toHaveLength(lines);
    expect(parseConfig(after, 'f').config.waivers).toMatchObject([{ reason }]);
  });

  it('refuses a file that is not valid, and says where', () => {
    expect(() => edited('vendors: [{ name: x }]\n', WRITE)).toThrow(/guardian\.yaml:1:1.*clients/);
  });

  it.each([
    ['a reason of several lines', { reason: 'one\ntwo\n  three' }],
    ['a reason that looks like YAML', { reason: '- [a]: {b} # c & *d !e |' }],
    ['a reason with quotes and backslashes', { reason: `"it's" \\ 'so'` }],
    ['a name of control characters', { by: '\u0007\u202e\u0000x' }],
    ['a name that looks like a number', { by: '007' }],
    ['a name that looks like nothing', { by: 'null' }],
    ['a digest that looks like a number', { evidence: '1234567890123456' }],
  ])('writes %s so that it reads back', (_, difference) => {
    const waiver = { ...WAIVER, ...difference };
    const after = edited('rules: {}\n', { kind: 'write-waiver', waiver });
    const [read] = parseConfig(after, 'guardian.yaml').config.waivers;
    expect(read).toMatchObject({ reason: waiver.reason.trim(), by: waiver.by.trim(), evidence: waiver.evidence });
  });
});

const VENDOR = `# What each may do
vendors:
  - name: Acme # the recorder
    clients: [Acme *]   # by name

    grantType: CODE
    scopes:
      - users:readonly # for names
      # - recordings
      - routing
    redirectUris: [ 'https://a.example/cb' ]
    maxTokenSeconds: 3600 # an hour
    roles:
      - { name: Recorder, divisions: [Sales, Service] }
      - name: Helper
        divisions:
          - home # everybody's

  - name: Other
    clients: [Other]
    scopes: [a, b, c,]
    roles:
      Recorder: [Sales]
      "Helper":
        - Sales
rules: {}
`;

describe('approving in guardian.yaml', () => {
  it.each<[string, string, VendorAspects, [string, string][]]>([
    ['replaces a value and keeps the comment', 'Acme', { maxTokenSeconds: 7200 }, [['3600 #', '7200 #']]],
    [
      'adds an aspect',
      'other',
      { grantType: 'CODE' },
      [['        - Sales\nrules', '        - Sales\n    grantType: CODE\nrules']],
    ],
    [
      'adds scopes after the others',
      'Acme',
      { scopes: ['users:readonly', 'routing', 'users'] },
      [['      - routing\n', '      - routing\n      - users\n']],
    ],
    ['takes a scope out', 'Acme', { scopes: ['routing'] }, [['      - users:readonly # for names\n', '']]],
    ['takes all scopes out', 'Other', { scopes: [] }, [['[a, b, c,]', '[]']]],
    ['edits a list in brackets', 'Other', { scopes: ['b', 'd, e'.slice(0, 1)] }, [['[a, b, c,]', '[b, d,]']]],
    [
      'adds a division',
      'Acme',
      {
        roles: [
          { name: 'Recorder', divisions: ['Sales', 'Service', '*'] },
          { name: 'Helper', divisions: ['home'] },
        ],
      },
      [['[Sales, Service]', '[Sales, Service, "*"]']],
    ],
    [
      'takes a role out and adds one',
      'Acme',
      {
        roles: [
          { name: 'Recorder', divisions: ['Sales', 'Service'] },
          { name: 'New: one', divisions: ['Sales'] },
        ],
      },
      [
        [
          "      - name: Helper\n        divisions:\n          - home # everybody's\n",
          '      - name: "New: one"\n        divisions:\n          - Sales\n',
        ],
      ],
    ],
    [
      'edits roles by name',
      'Other',
      {
        roles: [
          { name: 'Recorder', divisions: ['Sales', 'home'] },
          { name: 'Extra', divisions: ['Sales'] },
        ],
      },
      [['[Sales]\n      "Helper":\n        - Sales\n', '[Sales, home]\n      Extra:\n        - Sales\n']],
    ],
    [
      'changes nothing where it says all that already',
      'Acme',
      { scopes: ['routing', 'users:readonly'], grantType: 'CODE' },
      [],
    ],
  ])('%s', (_, vendor, aspects, replacements) => {
    const expected = replacements.reduce((text, [from, to]) => text.replace(from, to), VENDOR);
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    expect(edited(VENDOR, { kind: 'approve', vendor, aspects })).toBe(expected);
    expect(edited(crlf(VENDOR), { kind: 'approve', vendor, aspects })).toBe(crlf(expected));
  });

  it('writes out what an alias repeats, so that the other vendor keeps its own', () => {
    const text =
      'vendors:\n  - { name: A, clients: [A], scopes: &common [a] }\n  - { name: B, clients: [B], scopes: *common }\n';
    expect(edited(text, { kind: 'approve', vendor: 'B', aspects: { scopes: ['a', 'b'] } })).toBe(
      text.replace('*common', '[ a, b ]'),
    );
  });

  it('refuses to change what others repeat by an alias', () => {
    const text =
      'vendors:\n  - { name: A, clients: [A], scopes: &common [a] }\n  - { name: B, clients: [B], scopes: *common }\n';
    const edit: ManifestEdit = { kind: 'approve', vendor: 'A', aspects: { scopes: ['a', 'b'] } };
    expect(() => edited(text, edit)).toThrow(/without changing something else, so it was left as it is/);
  });

  it('refuses an edit that would not be valid', () => {
    const edit: ManifestEdit = { kind: 'approve', vendor: 'Acme', aspects: { redirectUris: ['not a URL'] } };
    expect(() => edited(VENDOR, edit)).toThrow(/would not be valid after the edit[\s\S]*redirectUris\[0\]/);
  });

  it('knows no vendor of another name', () => {
    expect(() => edited(VENDOR, { kind: 'approve', vendor: 'Acne', aspects: {} })).toThrow(/no vendor 'Acne'/);
  });
});

describe('any guardian.yaml', () => {
  it('keeps every byte but the waiver that comes in, whatever the file looks like', () => {
    fc.assert(
      fc.property(fileText(), (text) => {
        const after = edited(text, WRITE);
        expect(isOneInsertion(text, after)).toBe(true);
        const { waivers, ...rest } = parseConfig(after, 'f').config;
        const { waivers: had, ...before } = parseConfig(text, 'f').config;
        expect(rest).toEqual(before);
        expect(waivers.slice(0, -1)).toEqual(had);
        expect(waivers.at(-1)).toMatchObject({ finding: WAIVER.finding, reason: WAIVER.reason, by: WAIVER.by });
      }),
      { numRuns: 150 },
    );
  });

  it('reads back as exactly what was approved, with every byte outside the entry as it was', () => {
    fc.assert(
      fc.property(fileText(), fc.uniqueArray(name(), { maxLength: 4 }), rolesOf(), (text, scopes, roles) => {
        const aspects: VendorAspects = { scopes, ...(roles.length > 0 && { roles }), maxTokenSeconds: 60 };
        const after = edited(text, { kind: 'approve', vendor: 'V0', aspects });
        const [vendor, ...others] = parseConfig(after, 'f').config.vendors;
        const [had, ...before] = parseConfig(text, 'f').config.vendors;
        expect({ ...vendor, scopes: [...(vendor?.scopes ?? [])].sort(), roles: byName(vendor?.roles) }).toEqual({
          ...had,
          scopes: [...scopes].sort(),
          roles: byName(roles.length > 0 ? roles : had?.roles),
          maxTokenSeconds: 60,
        });
        expect(others).toEqual(before);
        const next = text.search(/V1|['"]?waivers/);
        expect(after.startsWith(text.slice(0, text.indexOf('V0')))).toBe(true);
        if (next > text.indexOf('V0')) expect(after.endsWith(text.slice(next))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

function edited(text: string, edit: ManifestEdit): string {
  return editedManifest({ text, file: 'guardian.yaml', edits: [edit] }).text;
}

/** True if the longer text is the shorter one with one piece put in. */
function isOneInsertion(shorter: string, longer: string): boolean {
  let same = 0;
  while (same < shorter.length && shorter[same] === longer[same]) same += 1;
  return longer.endsWith(shorter.slice(same));
}

function byName(roles: VendorAspects['roles'] = []) {
  return [...roles]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name: role, divisions }) => [role, [...divisions].sort()]);
}

function name(): fc.Arbitrary<string> {
  return fc.constantFrom('a', 'b', 'users', 'users:readonly', 'routing', 'x-y', 'null', 'on', '12', 'q.r');
}

function rolesOf() {
  return fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('R: one', '- two', 'three', '#four', "f'ive", '*six'),
      divisions: fc.uniqueArray(fc.constantFrom('Sales', '*', 'home', 'a, b', '[x]', '@y'), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { maxLength: 3, selector: (role) => role.name },
  );
}

/** Files of all sorts: block and flow, indented or not, with comments, blank lines, CRLF, marks, no last line end. */
function fileText(): fc.Arbitrary<string> {
  const vendor = fc.record(
    { scopes: fc.uniqueArray(name(), { maxLength: 4 }), roles: rolesOf(), quotaShare: fc.constant(0.4) },
    { requiredKeys: [] },
  );
  return fc
    .record({
      vendors: fc.array(vendor, { minLength: 1, maxLength: 3 }),
      waivers: fc.option(fc.boolean(), { nil: undefined }),
      asMapping: fc.boolean(),
      style: fc.record({
        indentSeq: fc.boolean(),
        indent: fc.constantFrom(2, 3, 4),
        collectionStyle: fc.constantFrom<'any' | 'flow'>('any', 'any', 'flow'),
        defaultStringType: fc.constantFrom<'PLAIN' | 'QUOTE_DOUBLE' | 'QUOTE_SINGLE'>(
          'PLAIN',
          'QUOTE_DOUBLE',
          'QUOTE_SINGLE',
        ),
        flowCollectionPadding: fc.boolean(),
      }),
      comments: fc.array(fc.nat(60), { maxLength: 5 }),
      blanks: fc.array(fc.nat(60), { maxLength: 5 }),
      eol: fc.constantFrom('\n', '\r\n'),
      mark: fc.constantFrom('', '\uFEFF'),
      hasEnd: fc.boolean(),
      isLast: fc.boolean(),
    })
    .map(({ vendors, waivers, asMapping, style, comments, blanks, eol, mark, hasEnd, isLast }) => {
      const list =
        waivers === undefined
          ? {}
          : { waivers: waivers ? [{ ...WAIVER, finding: 'scope-added-ffffffffffff' }] : undefined };
      const entries = vendors.map(({ roles, ...rest }, index) => ({
        name: `V${index}`,
        clients: [`V${index} *`],
        ...rest,
        ...(roles && {
          roles: asMapping ? Object.fromEntries(roles.map((role) => [role.name, role.divisions])) : roles,
        }),
      }));
      const value = isLast ? { ...list, vendors: entries } : { vendors: entries, ...list };
      const lines = stringify(value, { ...style, lineWidth: 0 })
        .trimEnd()
        .split('\n');
      comments.forEach((at, index) => {
        const line = at % lines.length;
        lines[line] = `${lines[line]}${lines[line] === '' ? '' : ' '}# keep${index}`;
      });
      for (const at of blanks) lines.splice(at % lines.length, 0, '');
      return mark + lines.join(eol) + (hasEnd ? eol : '');
    });
}
