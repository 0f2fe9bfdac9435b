import fc from 'fast-check';
import { editedManifest } from '../../../lib/config/edit/edited-manifest.ts';
import { parseConfig } from '../../../lib/config/index.ts';
import type { ProposedVendor } from '../../../lib/domain/manifest-proposal.ts';
import { anyName } from '../../support/org-state.ts';

const ENTRY: ProposedVendor = {
  name: 'Beta',
  notes: ['look here'],
  clients: [
    { written: 'b0000000-0000-4000-8000-000000000001', id: 'b0000000-0000-4000-8000-000000000001', name: 'Beta 1' },
  ],
  grantType: 'CODE',
  scopes: [{ value: 'users:readonly', notes: ['why'] }],
  unwritten: [],
  reviewBy: '2027-03-31',
};
const ACME = '{ name: Acme, clients: ["Acme *"] }';

describe('adding vendors to a guardian.yaml', () => {
  it.each([
    ['a list of lines', `orgs: [{ name: prod }]\nvendors: # ours\n  - ${ACME} # first\n\n# the end\nrules: {}\n`],
    ['a list that is not indented', `vendors:\n- name: Acme\n  clients: ["Acme *"]\nrules: {} # none\n`],
    ['a list at the end of a file without a last line end', `vendors:\n  - ${ACME}`],
    ['lines that end as on Windows', `# top\r\nvendors:\r\n  - ${ACME}\r\nrules: {}\r\n`],
    ['an empty list', 'vendors: [] # none yet\nrules: {}\n'],
    ['a list in brackets', `vendors: [${ACME}] # one\nrules: {}\n`],
    ['no list at all', 'orgs:\n  - name: prod # here\n\nrules: {}\n# the end\n'],
    ['a file of comments', '# nothing yet\n'],
    ['nothing', ''],
    ['a mark of byte order', `\ufeffvendors:\n  - ${ACME}\n`],
    [
      'an entry with a block of text at its end',
      'vendors:\n  - name: Acme\n    clients: [a]\n    owner: |\n      Voice\n      team\nrules: {}\n',
    ],
  ])('leaves the rest as it is, to the byte, in %s', (_, text) => {
    const { text: after, config } = added(text, [ENTRY]);
    expect(config.vendors.map(({ name }) => name)).toEqual(text.includes('Acme') ? ['Acme', 'Beta'] : ['Beta']);
    expect(isKept(text.replace('vendors: []', 'vendors:'), after)).toBe(true);
  });

  it('keeps the comments of the entries, and the column of the list', () => {
    const { text } = added(`vendors:\n- ${ACME}\n# the end\n`, [ENTRY]);
    expect(text).toBe(`vendors:
- ${ACME}

- name: Beta
  # owner: who answers for this vendor in your company?  (unknown)
  # contact: whom to call at the vendor?  (unknown)
  # ! look here
  clients:
    - b0000000-0000-4000-8000-000000000001 # Beta 1
  grantType: CODE
  scopes:
    - users:readonly # why
  reviewBy: 2027-03-31
# the end
`);
  });

  it('adds nothing where there is nothing to add', () => {
    const text = `vendors: [${ACME}]   # as it is\n`;
    expect(added(text, []).text).toBe(text);
  });

  it('leaves a file alone whose vendors stand under an anchor of somebody else', () => {
    const text = `rules: {}\nvendors: &v\n  - ${ACME}\n`;
    expect(added(text, [ENTRY]).config.vendors).toHaveLength(2);
    expect(() => added('vendors: null\n', [ENTRY])).toThrow();
  });

  it('means just what was meant, whatever strangers call things', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyName, anyName), { minLength: 1, maxLength: 3 }), (names) => {
        const entries = names.map(([name, note], index) => ({
          ...ENTRY,
          name: `${index} ${name}`.trim(),
          notes: [note],
          clients: [{ written: `id-${index}`, id: `id-${index}`, name: note }],
          roles: [{ name: `r${name}`.trim(), divisions: [`d${note}`.trim()], notes: [name] }],
        }));
        const text = `vendors:\n  - ${ACME} # first\n# the end\n`;
        const { text: after, config } = added(text, entries);
        expect(config.vendors.slice(1).map((vendor) => [vendor.name, vendor.roles])).toEqual(
          entries.map(({ name, roles }) => [
            name,
            roles.map((role) => ({ name: role.name, divisions: role.divisions })),
          ]),
        );
        expect(isKept(text, after)).toBe(true);
      }),
    );
  });
});

function added(text: string, vendors: readonly ProposedVendor[]) {
  const edited = editedManifest({ text, file: 'guardian.yaml', edits: [{ kind: 'add-vendors', vendors }] });
  expect(parseConfig(edited.text, 'guardian.yaml').config).toEqual(edited.config);
  return edited;
}

/** True if the second text is the first one with one piece put in. */
function isKept(before: string, after: string): boolean {
  let top = 0;
  while (top < before.length && before[top] === after[top]) top += 1;
  return after.endsWith(before.slice(top));
}
