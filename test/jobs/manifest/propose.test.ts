import fc from 'fast-check';
import { parseConfig } from '../../../lib/config/index.ts';
import { proposalText } from '../../../lib/config/init/proposal-text.ts';
import { accessBeyond } from '../../../lib/domain/access.ts';
import type { OAuthClient } from '../../../lib/domain/client.ts';
import { OrgSchema, ThresholdsSchema, VendorSchema } from '../../../lib/domain/manifest.ts';
import type { ManifestProposal } from '../../../lib/domain/manifest-proposal.ts';
import type { OrgState } from '../../../lib/domain/org-state.ts';
import { type ProposalInput, proposeManifest } from '../../../lib/jobs/manifest/init/propose.ts';
import { stateContext } from '../../../lib/jobs/manifest/judge-manifest.ts';
import { judgeAll } from '../../../lib/rules/engine.ts';
import { RULES } from '../../../lib/rules/index.ts';
import { arbitraryClient, arbitraryRoles } from '../../support/arbitraries.ts';
import { aClient, aRole, HOME, NOW, RECORDER_ROLE, SALES, SUPPORT } from '../../support/facts.ts';
import { anOrgState, anyName } from '../../support/org-state.ts';

const ORG = OrgSchema.parse({ name: 'prod' });
const DRIFT_RULES = RULES.filter((rule) => rule.scope === 'client' && rule.isDrift);

describe('a proposed manifest', () => {
  it('approves exactly the present of any org, whatever its names and whatever was approved before', () => {
    fc.assert(
      fc.property(anyOrg(), fc.boolean(), ({ state }, byName) => {
        const proposal = proposed(state, { byName });
        const { clients } = contextUnder(proposal, state);
        const written = new Map(proposal.vendors.flatMap((v) => v.clients.map(({ id }) => [id, v] as const)));
        for (const facts of clients) {
          const vendor = written.get(facts.client.id);
          expect(facts.vendor?.name).toBe(vendor?.name);
          if (!vendor) continue;
          const { approval, access, client } = facts;
          expect(approval.unresolved).toEqual([]);
          if (vendor.scopes) expect(approval.scopes).toEqual({ value: client.scopes, basis: 'manifest' });
          if (vendor.redirectUris) expect(approval.redirectUris?.value).toEqual(client.redirectUris);
          if (vendor.grantType) expect(approval.grantType).toEqual({ value: client.grantType, basis: 'manifest' });
          expect(approval.tokenSeconds).toEqual({ value: client.tokenSeconds, basis: 'manifest' });
          if (!vendor.roles) continue;
          const approved = approval.byDivision ?? new Map();
          expect({
            more: accessBeyond(approved, access.byDivision),
            less: accessBeyond(access.byDivision, approved),
          }).toEqual({ more: [], less: [] });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leaves no drift open but what only an acceptance approves', () => {
    fc.assert(
      fc.property(anyOrg(), ({ state }) => {
        const proposal = proposed(state);
        const whole = new Set(
          proposal.vendors
            .filter(({ unwritten }) => unwritten.length === 0)
            .flatMap((v) => v.clients.map(({ id }) => id)),
        );
        const open = judgeAll({ rules: DRIFT_RULES, context: contextUnder(proposal, state), settings: {} })
          .filter(({ outcome, clientId }) => outcome === 'violated' && whole.has(clientId))
          .map(({ rule }) => rule);
        expect(open.filter((rule) => rule !== 'role-permissions-widened')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('is a file that reads back as what was meant, whatever strangers call things, and the same each time', () => {
    fc.assert(
      fc.property(anyOrg(), fc.boolean(), ({ state }, least) => {
        const proposal = proposed(state, { least });
        const text = proposalText(proposal);
        const { config } = parseConfig(text, 'guardian.yaml');
        expect(config.orgs?.map(({ name }) => name)).toEqual(['prod']);
        expect(config.vendors).toEqual(proposal.vendors.map(asRead));
        expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]|(?!\n)\p{Cc}/u);
        expect(proposalText(proposed(reversed(state), { least }))).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('pins clients by id, and names them in a comment', () => {
    const proposal = proposed(anOrgState({ clients: [aClient({ name: 'Acme *' })], roles: [RECORDER_ROLE] }));
    expect(proposal.vendors).toMatchObject([
      { name: 'Acme *', clients: [{ written: aClient({}).id, name: 'Acme *' }] },
    ]);
    expect(proposalText(proposal)).toContain(`- ${aClient({}).id} # Acme *\n`);
  });

  it('names clients by their names where asked, and where a name means one of them alone', () => {
    const clients = [named('Acme', 1), named('ACME', 2), named('Beta ?', 3), named('Gamma', 4)];
    const { vendors } = proposed(anOrgState({ clients, roles: [RECORDER_ROLE] }), { byName: true });
    expect(vendors.flatMap((v) => v.clients.map(({ written }) => written))).toEqual([
      idOf(1),
      idOf(2),
      idOf(3),
      'Gamma',
    ]);
  });

  it('gives one entry to clients whose names differ in where they are, if it says the same of each', () => {
    const clients = [named('Acme Recorder EU', 1), named('Acme Recorder US', 2), named('Acme Router', 3)];
    const proposal = proposed(anOrgState({ clients, roles: [RECORDER_ROLE] }));
    expect(proposal.vendors.map(({ name, clients: all }) => [name, all.length])).toEqual([
      ['Acme Recorder', 2],
      ['Acme Router', 1],
    ]);
  });

  it('gives them entries of their own where they differ, for one would allow each what the other holds', () => {
    const clients = [named('Acme Recorder EU', 1), { ...named('Acme Recorder US', 2), tokenSeconds: 7200 }];
    const { vendors } = proposed(anOrgState({ clients, roles: [RECORDER_ROLE] }));
    expect(vendors.map(({ name }) => name)).toEqual(['Acme Recorder EU', 'Acme Recorder US']);
    expect(vendors[0]?.notes.join()).toContain('perhaps the vendor of Acme Recorder US, too');
  });

  it('writes home and * out, and says what that means', () => {
    const grants = [HOME.id, '*'].map((divisionId) => ({ roleId: RECORDER_ROLE.id, divisionId }));
    const { vendors } = proposed(anOrgState({ clients: [aClient({ grants })], roles: [RECORDER_ROLE] }));
    expect(vendors[0]?.roles).toMatchObject([{ name: 'Acme Recorder', divisions: ['*', 'home'] }]);
    expect(vendors[0]?.roles?.[0]?.notes).toEqual(
      expect.arrayContaining([expect.stringContaining('every division'), expect.stringContaining('home:')]),
    );
  });

  it('writes a role by id where its name means another one, or none', () => {
    const twin = aRole({ id: 'a0000000-0000-4000-8000-000000000009', name: 'ACME recorder' });
    const odd = aRole({ id: 'a0000000-0000-4000-8000-000000000008', name: ' odd\u202e ' });
    const grants = [RECORDER_ROLE, odd].map(({ id: roleId }) => ({ roleId, divisionId: SALES.id }));
    const state = anOrgState({ clients: [aClient({ grants })], roles: [RECORDER_ROLE, twin, odd] });
    const unknown = anOrgState({
      clients: [aClient({ grants })],
      roles: [RECORDER_ROLE, twin, odd],
      approved: new Map([[aClient({}).id, null]]),
    });
    expect(proposed(state).vendors[0]?.roles?.map(({ name }) => name)).toEqual(['Acme Recorder', odd.id]);
    expect(proposed(unknown).vendors[0]?.roles?.map(({ name }) => name)).toEqual([RECORDER_ROLE.id, odd.id]);
  });

  it.each([
    ['an inactive client', { state: 'inactive', deletesAt: '2026-12-01T00:00:00Z' }, /inactive, will be deleted at/],
    ['one whose id is a pattern', { id: 'c*' }, /its id cannot be written/],
    ["the guardian's own", { id: 'c0000000-0000-4000-8000-0000000000ff' }, /the guardian's own/],
  ])('leaves %s out, and says why', (_, difference, why) => {
    const client = aClient({ ...difference, name: 'Left\nout' });
    const ownClientId = 'c0000000-0000-4000-8000-0000000000ff';
    const proposal = proposed(anOrgState({ clients: [client], roles: [RECORDER_ROLE], ownClientId }));
    expect(proposal.vendors).toEqual([]);
    expect(proposal.leftOut).toEqual([{ id: client.id, name: client.name, why: expect.stringMatching(why) }]);
    expect(proposalText(proposal)).toMatch(/^vendors: \[\]$/m);
    expect(proposalText(proposal)).toMatch(/^# {3}Left out \(/m);
  });

  it.each([
    ['a scope that no manifest can say', { grantType: 'CODE', scopes: ['a b'] }, 'scopes'],
    ['a redirect URI that is none', { grantType: 'CODE', redirectUris: ['not a uri'] }, 'redirectUris'],
    ['an undocumented grant type', { grantType: 'DEVICE' }, 'grantType'],
    ['a grant whose division nobody knows', { grants: [{ roleId: RECORDER_ROLE.id, divisionId: 'unknown' }] }, 'roles'],
  ] as const)('leaves the first sighting to count for %s', (_, difference, aspect) => {
    const { vendors } = proposed(anOrgState({ clients: [aClient(difference)], roles: [RECORDER_ROLE] }));
    expect(vendors[0]?.[aspect]).toBeUndefined();
    expect(vendors[0]?.unwritten.join()).toContain(`${aspect}:`);
  });

  it.each([
    [0.02, 0.05],
    [0.12, 0.25],
    [0.62, 1],
  ])(
    'suggests for a use of %d of the quota a share of %d: twice that, and never more than there is',
    (share, value) => {
      const client = aClient({});
      const uses = new Map([[client.id, { calls: [], share }]]);
      expect(proposed(anOrgState({ clients: [client] }), { uses }).vendors[0]?.quotaShare?.value).toBe(value);
    },
  );

  it('says of open findings whether the entry approves what they are about', () => {
    const held = aClient({ grantType: 'TOKEN', scopes: ['users'] });
    const state = anOrgState({ clients: [held] });
    const finding = (rule: string) => ({ ...FINDING, id: `${rule}-0123456789ab`, rule, client: held });
    const { vendors } = proposed({ ...state, unresolved: [finding('scope-added'), finding('implicit-grant')] });
    expect(vendors[0]?.notes).toEqual(
      expect.arrayContaining([
        'told as high, and this entry approves it: A title (scope-added-0123456789ab)',
        'told as high, and no entry silences it: A title (implicit-grant-0123456789ab)',
        expect.stringContaining('the implicit grant ends by March 2027'),
      ]),
    );
    expect(vendors[0]?.scopes?.[0]?.notes.join()).toMatch(/^high: Creates, changes and deletes users/);
  });

  it('says which held roles the org does not have', () => {
    const grants = [{ roleId: 'a0000000-0000-4000-8000-00000000dead', divisionId: SALES.id }];
    const { vendors } = proposed(anOrgState({ clients: [aClient({ grants })] }));
    expect(vendors[0]).toMatchObject({ roles: [], unwritten: [] });
    expect(vendors[0]?.notes.join()).toContain('roles that were not found');
  });

  it('adds only what no vendor of a file claims', () => {
    const clients = [named('Acme', 1), named('Beta', 2)];
    const existing = [VendorSchema.parse({ name: 'Beta', clients: ['Acm*'] })];
    const { vendors } = proposed(anOrgState({ clients, roles: [RECORDER_ROLE] }), { existing });
    // Its own name is taken by another entry.
    expect(vendors.map(({ name }) => name)).toEqual([`Beta (${idOf(2).slice(0, 8)})`]);
  });
});

const FINDING: OrgState['unresolved'][number] = {
  id: 'x-0123456789ab',
  rule: 'x',
  severity: 'high',
  state: 'open',
  org: 'prod',
  client: { id: '-', name: '-' },
  vendor: null,
  subject: 's',
  title: 'A title',
  because: 'b',
  evidence: {},
  fix: [],
  firstSeen: NOW,
  lastSeen: NOW,
  asOf: NOW,
};

function proposed(state: OrgState, difference: Partial<ProposalInput> = {}): ManifestProposal {
  return proposeManifest({
    state,
    org: ORG,
    thresholds: ThresholdsSchema.parse({}),
    uses: new Map(),
    existing: [],
    namesOrg: false,
    byName: false,
    least: false,
    reviewBy: '2027-03-31',
    now: new Date(NOW),
    ...difference,
  });
}

/** What rules see once the written file is read. */
function contextUnder(proposal: ManifestProposal, state: OrgState) {
  const { config } = parseConfig(proposalText(proposal), 'guardian.yaml');
  return stateContext({ state, org: ORG, config, now: NOW });
}

function asRead(vendor: ManifestProposal['vendors'][number]): unknown {
  const { name, clients, grantType, scopes, roles, redirectUris, maxTokenSeconds, reviewBy } = vendor;
  return {
    name,
    clients: clients.map(({ written }) => written),
    ...(grantType && { grantType }),
    ...(scopes && { scopes: scopes.map(({ value }) => value) }),
    ...(roles && { roles: roles.map((role) => ({ name: role.name, divisions: role.divisions })) }),
    ...(redirectUris && { redirectUris }),
    ...(maxTokenSeconds !== undefined && { maxTokenSeconds }),
    reviewBy,
  };
}

/** Orgs of a few clients with any names, each approved as it is, as another, or not at all. */
function anyOrg(): fc.Arbitrary<{ readonly state: OrgState }> {
  const client = fc.tuple(arbitraryClient, anyName, fc.constantFrom('active', 'active', 'inactive'));
  const divisions = fc.tuple(anyName, anyName).map(([a, b]) => [HOME, { ...SALES, name: a }, { ...SUPPORT, name: b }]);
  const roles = fc
    .tuple(arbitraryRoles, fc.array(anyName, { minLength: 4, maxLength: 4 }))
    .map(([all, names]) => all.map((role, index) => ({ ...role, name: names[index] ?? role.name })));
  return fc
    .tuple(
      fc.array(client, { maxLength: 5 }),
      roles,
      divisions,
      fc.array(fc.option(arbitraryClient), { minLength: 5, maxLength: 5 }),
    )
    .map(([all, allRoles, allDivisions, before]) => {
      const clients = all.map(([made, name, state], index): OAuthClient => ({ ...made, id: idOf(index), name, state }));
      const approved = new Map(
        clients.flatMap(({ id, name }, index) => {
          const was = before[index];
          return was ? [[id, { ...was, id, name }] as const] : [];
        }),
      );
      return { state: anOrgState({ clients, roles: allRoles, divisions: allDivisions, approved }) };
    });
}

function reversed(state: OrgState): OrgState {
  const { client, role } = state.heads;
  return {
    ...state,
    heads: { ...state.heads, client: new Map([...client].reverse()), role: new Map([...role].reverse()) },
  };
}

function named(name: string, index: number): OAuthClient {
  return aClient({ id: idOf(index), name });
}

function idOf(index: number): string {
  return `c0000000-0000-4000-8000-00000000000${index}`;
}
