import fc from 'fast-check';
import { parse } from 'yaml';
import { parseConfig } from '../../lib/config/index.ts';
import { comment, scalar } from '../../lib/config/init/comment.ts';
import { proposalText } from '../../lib/config/init/proposal-text.ts';
import { MAX_CONFIG_BYTES } from '../../lib/config/yaml-document.ts';
import { OrgSchema } from '../../lib/domain/manifest.ts';
import type { ManifestProposal, ProposedVendor } from '../../lib/domain/manifest-proposal.ts';
import { anyName } from '../support/org-state.ts';

describe('a comment', () => {
  it('stays one, on one line, whatever strangers wrote', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const text = comment(name);
        expect(parse(`a: 1 ${text}\nb: 2\n`)).toEqual({ a: 1, b: 2 });
        expect(text).toMatch(/^# ?/);
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });

  it('does not go on without end', () => {
    expect(comment('x'.repeat(500))).toHaveLength('# '.length + 180);
  });
});

describe('a scalar', () => {
  it('reads back as it was, and holds nothing that steers', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const text = scalar(name);
        expect(parse(`a: ${text}\n`)).toEqual({ a: name });
        expect(parse(`a: [${text}, ${text}]\n`)).toEqual({ a: [name, name] });
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });

  it.each(['yes', 'No', 'null', 'on', 'y'])('puts %s in quotes, which some readers take for something else', (word) => {
    expect(scalar(word)).toBe(`"${word}"`);
  });

  it.each(['users:readonly', 'Sales', 'home', 'analytics:*:view'])('leaves %s as it is', (word) => {
    expect(scalar(word)).toBe(word);
  });
});

describe('the text of a proposal', () => {
  it('writes what is known of the org, and asks for the rest', () => {
    const org = OrgSchema.parse({
      name: 'prod',
      region: 'eu-central-1',
      licences: { CX3: { named: 10 } },
      billingDay: 5,
      enforceScopes: true,
      readAudits: false,
    });
    const text = proposalText({ ...EMPTY, org });
    expect(parseConfig(text, 'guardian.yaml').config.orgs).toEqual([org]);
    const unknown = proposalText(EMPTY);
    expect(unknown).toMatch(/# region: eu-central-1/);
    expect(unknown).toMatch(/# licences: \{ CX3: 100 \}/);
    expect(unknown).toMatch(/# enforceScopes: true or false/);
  });

  it('says less beside the entries where a file has no room for all, and everything that counts', () => {
    const many = proposalText({ ...EMPTY, vendors: Array.from({ length: 700 }, (_, index) => vendor(index)) });
    expect(Buffer.byteLength(many)).toBeLessThanOrEqual(MAX_CONFIG_BYTES);
    expect(many).toContain('had to be left out here');
    expect(many).not.toContain('# endpoints:');
    expect(parseConfig(many, 'guardian.yaml').config.vendors).toHaveLength(700);
    expect(() =>
      proposalText({ ...EMPTY, vendors: Array.from({ length: 9000 }, (_, index) => vendor(index)) }),
    ).toThrow(/9000 vendors would be larger than/);
  });
});

const EMPTY: ManifestProposal = {
  org: OrgSchema.parse({ name: 'prod' }),
  asOf: '2026-11-20T09:00:00.000Z',
  isLeast: false,
  notes: [],
  vendors: [],
  leftOut: [],
};

function vendor(index: number): ProposedVendor {
  const id = `c0000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  return {
    name: `Vendor ${index}`,
    notes: ['something to look at, in as many words as it takes to say it'],
    clients: [{ written: id, id, name: `Vendor ${index}` }],
    grantType: 'CODE',
    scopes: [{ value: 'users', notes: [] }],
    endpoints: {
      calls: Array.from({ length: 12 }, (_, n) => `GET /api/v2/some/thing/${n}/{thingId}/details`),
      more: 3,
    },
    unwritten: [],
    reviewBy: '2027-03-31',
  };
}
