import { parseConfig } from '../../../lib/config/index.ts';
import { OrgSchema } from '../../../lib/domain/manifest.ts';
import type { ManifestVerdict, PlaceOf } from '../../../lib/domain/manifest-verdict.ts';
import type { OrgState } from '../../../lib/domain/org-state.ts';
import { checkManifest } from '../../../lib/jobs/manifest/check-manifest.ts';
import { RULES } from '../../../lib/rules/index.ts';
import { aClient, aRole, HOME, NOW, RECORDER_ROLE, SALES } from '../../support/facts.ts';
import { anOrgState, type StateParts } from '../../support/org-state.ts';

const RECORDER = aClient({ name: 'Acme Recorder' });
const APP = aClient({
  id: 'c0000000-0000-4000-8000-000000000002',
  name: 'Acme App',
  grantType: 'CODE',
  scopes: ['users:readonly'],
  grants: [],
  redirectUris: ['https://acme.example/cb'],
});

const MANIFEST = `orgs: [{ name: prod }]
vendors:
  - name: Recorder
    clients: [${RECORDER.id}]
    roles: [{ name: Acme Recorder, divisions: [Sales] }]
    maxTokenSeconds: 3600
  - name: App
    clients: [${APP.id}]
    scopes: [users:readonly]
    redirectUris: ["https://acme.example/cb"]
`;

describe('judging a manifest by a state', () => {
  it('finds nothing where the org is what it says', () => {
    expect(judged(MANIFEST)).toMatchObject({ unseen: [], findings: [], closes: [] });
  });

  it('tells what would be open under it, at the entry that decides', () => {
    const { findings } = judged(MANIFEST.replace('scopes: [users:readonly]', 'scopes: []'));
    expect(findings).toMatchObject([
      {
        rule: 'scope-added',
        state: 'open',
        isNew: null,
        client: { id: APP.id },
        vendor: 'App',
        place: { file: 'guardian.yaml', line: 7, column: 5 },
      },
    ]);
  });

  it('tells of clients that no entry covers without a place', () => {
    const wide = { ...APP, scopes: ['routing', 'users:readonly'] };
    const approved = new Map([[APP.id, APP]]);
    const { findings } = judged('orgs: [{ name: prod }]\n', { clients: [wide], approved });
    expect(findings).toMatchObject([{ rule: 'scope-added', vendor: null, place: { file: 'guardian.yaml' } }]);
    expect(findings[0]?.place).toEqual({ file: 'guardian.yaml' });
  });

  it('says which findings a change opens and which it closes', () => {
    const narrow = MANIFEST.replace('[Sales]', '[Support]').replace('users:readonly]', 'users:readonly, routing]');
    const { findings, closes } = judged(MANIFEST, {}, narrow);
    expect(findings).toEqual([]);
    expect(closes.map(({ rule }) => rule).sort()).toEqual(['division-widened', 'role-removed', 'scope-removed']);
    const back = judged(narrow, {}, MANIFEST);
    expect(back.findings.every(({ isNew }) => isNew)).toBe(true);
    expect(back.closes).toEqual([]);
    expect(judged(narrow, {}, narrow).findings.every(({ isNew }) => isNew === false)).toBe(true);
  });

  it('counts what a waiver of the file covers as waived, and what somebody acknowledged as that', () => {
    const wide = MANIFEST.replace('scopes: [users:readonly]', 'scopes: []');
    const [open] = judged(wide).findings;
    if (!open) throw new Error('nothing open');
    const state = anOrgState({ clients: [RECORDER, APP], roles: [RECORDER_ROLE] });
    const known = { ...open, evidence: { scope: 'users:readonly' }, firstSeen: NOW, lastSeen: NOW, asOf: NOW };
    const { place: _, isNew: __, ...finding } = known;
    const acknowledgement = {
      owner: '-',
      by: '-',
      at: NOW,
      covers: { evidence: finding.evidence, severity: open.severity },
    };
    const unresolved = [{ ...finding, state: 'acknowledged' as const, acknowledgement }];
    expect(verdictOf(wide, { ...state, unresolved }).judged?.findings).toMatchObject([
      { id: open.id, state: 'acknowledged' },
    ]);
  });

  it('leaves out rules that judge by usage or the guardian, and counts what of theirs is open', () => {
    const { findings, notJudged } = judged(MANIFEST, {
      unresolved: [finding('quota-share'), finding('guardian-blind')],
    });
    expect(findings).toEqual([]);
    expect(notJudged.open).toBe(2);
    expect(notJudged.rules).toEqual(expect.arrayContaining(['quota-share', 'scope-unused', 'guardian-blind']));
    expect(notJudged.rules).not.toContain('scope-added');
  });

  it('says what was not seen, and clears nothing by it', () => {
    const read = { completeAt: NOW, failures: 0 };
    const sources = { clients: read, roles: { ...read, failures: 2, reason: 'HTTP 403.' }, divisions: read };
    const { unseen, findings } = judged(MANIFEST, { sources, unresolved: [finding('role-added')] });
    expect(unseen).toEqual([
      `Not all roles were read since ${NOW}: HTTP 403.`,
      'The integrations were never read whole.',
    ]);
    expect(findings).toMatchObject([{ rule: 'role-added' }]);
  });
});

describe('comparing a manifest with the one in force', () => {
  it.each([
    ['a scope', ['[users:readonly]', '[users:readonly, routing]'], 'scope', 'routing', { line: 9, column: 30 }],
    ['a scope that writes', ['[users:readonly]', '[users]'], 'scope', 'users', { line: 9, column: 14 }],
    ['a division', ['[Sales]', '[Sales, Support]'], 'division', 'Acme Recorder in Support', { line: 5, column: 55 }],
    ['all divisions', ['[Sales]', '["*"]'], 'division', 'Acme Recorder in *', { line: 5, column: 48 }],
    ['a role', ['roles: [', 'roles: [{ name: Admin, divisions: [home] }, '], 'role', 'Admin in home', { line: 5 }],
    ['a longer token', ['3600', '7200'], 'token-lifetime', '3600 → 7200', { line: 6, column: 22 }],
    ['another redirect URI', ['example/cb"', 'example/CB"'], 'redirect-uri', 'https://acme.example/CB', { line: 10 }],
    ['a pattern for clients', [`[${APP.id}]`, `[${APP.id}, "*"]`], 'client', '*', { line: 8 }],
    ['a grant type', ['    scopes:', '    grantType: TOKEN\n    scopes:'], 'grant-type', 'TOKEN', { line: 9 }],
    ['no scopes at all', ['    scopes: [users:readonly]\n', ''], 'scope', 'scopes', { line: 7 }],
    ['a rule that is off', ['vendors:', 'rules: { role-added: off }\nvendors:'], 'rule', 'role-added', { line: 2 }],
    [
      'a rule that is staged',
      ['vendors:', 'rules: { role-added: { staging: true } }\nvendors:'],
      'rule',
      'role-added',
      { line: 2 },
    ],
    [
      'a higher threshold',
      ['vendors:', 'thresholds: { quotaShare: 0.9 }\nvendors:'],
      'threshold',
      'quotaShare: 0.5 → 0.9',
      { line: 2 },
    ],
    ['a share of the quota', ['    maxT', '    quotaShare: 0.8\n    maxT'], 'quota-share', '0.5 → 0.8', { line: 6 }],
  ] as const)('tells of %s', (_, [from, to], kind, what, place) => {
    const { compared } = verdictOf(MANIFEST.replace(from, to), undefined, MANIFEST);
    expect(compared?.widened).toMatchObject([{ kind, what, place }]);
    expect(
      verdictOf(MANIFEST, undefined, MANIFEST.replace(from, to)).compared?.widened.map((one) => one.what),
    ).not.toContain(what);
  });

  it.each([
    ['a narrower scope', 'scopes: [users:readonly]', 'scopes: [users]'],
    ['fewer divisions', 'divisions: [Sales]', 'divisions: ["*"]'],
    ['a shorter token', 'maxTokenSeconds: 3600', 'maxTokenSeconds: 7200'],
  ])('tells nothing of %s', (_, now, base) => {
    expect(verdictOf(MANIFEST, undefined, MANIFEST.replace(now, base)).compared?.widened).toEqual([]);
  });

  it('tells of a waiver that is new, prolonged, or for other evidence, and of no other', () => {
    const waiver = (evidence: string, until: string) =>
      `${MANIFEST}waivers:\n  - { finding: role-added-0123456789ab, evidence: "${evidence}", reason: r, by: Sam, on: 2026-11-01, until: ${until} }\n`;
    const base = waiver('0011223344556677', '2026-12-01');
    const widened = (now: string, before: string) => verdictOf(now, undefined, before).compared?.widened ?? [];
    expect(widened(base, MANIFEST)).toMatchObject([{ kind: 'waiver', place: { line: 12 } }]);
    expect(widened(waiver('0011223344556677', '2026-12-24'), base)).toMatchObject([
      { message: expect.stringContaining('for longer') },
    ]);
    expect(widened(waiver('ffffffffffffffff', '2026-12-01'), base)).toMatchObject([
      { message: expect.stringContaining('for other evidence') },
    ]);
    expect(widened(base, base)).toEqual([]);
    expect(widened(MANIFEST, base)).toEqual([]);
  });

  it('finds an entry again that was given another name, and tells of one that is gone', () => {
    expect(verdictOf(MANIFEST.replace('name: App', 'name: Acme GmbH'), undefined, MANIFEST).compared?.widened).toEqual(
      [],
    );
    const gone = MANIFEST.slice(0, MANIFEST.indexOf('  - name: App'));
    expect(verdictOf(gone, undefined, MANIFEST).compared?.widened).toMatchObject([{ kind: 'client', vendor: 'App' }]);
  });

  it('weighs a role by what it gives, where the org is known', () => {
    const admin = aRole({ name: 'Admin', permissions: ['authorization:role:add'] });
    const state = anOrgState({ clients: [RECORDER, APP], roles: [RECORDER_ROLE, admin] });
    const wider = MANIFEST.replace('roles: [', 'roles: [{ name: Admin, divisions: [Support] }, ');
    expect(verdictOf(wider, state, MANIFEST).compared?.widened).toMatchObject([
      { kind: 'role', severity: 'critical', message: expect.stringContaining('authorization:role:add') },
    ]);
    expect(verdictOf(wider, undefined, MANIFEST).compared?.widened).toMatchObject([{ severity: 'medium' }]);
  });
});

describe('remarks on a manifest', () => {
  it('are none on one in order', () => {
    expect(verdictOf(MANIFEST, anOrgState({ clients: [RECORDER, APP], roles: [RECORDER_ROLE] })).remarks).toEqual([]);
  });

  it('tell of a review that is due, without knowing the org', () => {
    const due = MANIFEST.replace('    maxToken', '    reviewBy: 2026-11-19\n    maxToken');
    expect(verdictOf(due).remarks).toMatchObject([{ kind: 'review-overdue', vendor: 'Recorder', place: { line: 6 } }]);
    expect(verdictOf(due.replace('11-19', '11-20')).remarks).toEqual([]);
  });

  it.each([
    ['a client', [`[${APP.id}]`, `[${APP.id}, Nobody]`], 'unknown-client', { line: 8, column: 53 }],
    ['a role', ['name: Acme Recorder,', 'name: Nobody,'], 'unknown-role', { line: 5, column: 13 }],
    ['a division', ['[Sales]', '[Sales, Mars]'], 'unknown-division', { line: 5, column: 55 }],
  ] as const)('tell of %s that the org does not have', (_, [from, to], kind, place) => {
    const state = anOrgState({ clients: [RECORDER, APP], roles: [RECORDER_ROLE] });
    expect(verdictOf(MANIFEST.replace(from, to), state).remarks).toMatchObject([{ kind, place }]);
  });

  it('find roles that are written by name as keys', () => {
    const state = anOrgState({ clients: [RECORDER, APP], roles: [RECORDER_ROLE] });
    const mapping = MANIFEST.replace(
      'roles: [{ name: Acme Recorder, divisions: [Sales] }]',
      'roles:\n      Acme Recorder: [Sales]\n      Nobody: [home]',
    );
    expect(verdictOf(mapping, state).remarks).toMatchObject([{ kind: 'unknown-role', place: { line: 7, column: 7 } }]);
  });
});

function finding(rule: string): OrgState['unresolved'][number] {
  return {
    id: `${rule}-0123456789ab`,
    rule,
    severity: 'high',
    state: 'open',
    org: 'prod',
    client: { id: RECORDER.id, name: RECORDER.name },
    vendor: null,
    subject: `role ${HOME.id} in ${SALES.id}`,
    title: 'A title',
    because: 'b',
    evidence: {},
    fix: [],
    firstSeen: NOW,
    lastSeen: NOW,
    asOf: NOW,
  };
}

function judged(manifest: string, difference: Partial<StateParts> = {}, base?: string) {
  const state = anOrgState({ clients: [RECORDER, APP], roles: [RECORDER_ROLE], ...difference });
  const verdict = verdictOf(manifest, state, base);
  if (!verdict.judged) throw new Error('it was not judged');
  return verdict.judged;
}

function verdictOf(manifest: string, state?: OrgState, base?: string): ManifestVerdict {
  const { config, place } = parseConfig(manifest, 'guardian.yaml');
  const placeOf: PlaceOf = (path, at = 'value') => ({ file: 'guardian.yaml', ...place(path, at) });
  return checkManifest({
    file: 'guardian.yaml',
    isMissing: false,
    config,
    placeOf,
    rules: RULES,
    now: NOW,
    ...(base !== undefined && { base: { file: 'main.yaml', config: parseConfig(base, 'main.yaml').config } }),
    ...(state && { against: { org: OrgSchema.parse({ name: 'prod' }), state, from: 'last' } }),
  });
}
