import fc from 'fast-check';
import type { Log, Result } from 'sarif';
import { type ManifestFinding, type ManifestVerdict, REMARKS, WIDENINGS } from '../../lib/domain/manifest-verdict.ts';
import { SEVERITIES } from '../../lib/domain/severity.ts';
import { sarifLog } from '../../lib/export/sarif/log.ts';
import { RULES } from '../../lib/rules/index.ts';
import { codeScanningProblems } from './support/code-scanning.ts';
import { hostileText } from './support/findings.ts';
import { sarifProblems } from './support/sarif-schema.ts';

const rules = RULES.map(({ id, doc: { what, why, fix } }) => ({ id, what, why, fix }));
const options = { version: '1.2.3', rules, root: '/home/sam/repository', rulesUri: 'https://example.org/rules.md' };

const inOrder: ManifestVerdict = {
  file: 'guardian.yaml',
  isMissing: false,
  problems: [],
  orgs: ['prod'],
  vendors: ['Acme Recorder'],
  remarks: [],
};

const gained: ManifestFinding = {
  id: 'scope-added-0123456789ab',
  rule: 'scope-added',
  severity: 'high',
  state: 'open',
  org: 'prod',
  client: { id: 'c-1', name: 'Acme Recorder' },
  vendor: 'Acme Recorder',
  subject: 'recordings',
  title: 'Acme Recorder gained the scope recordings',
  because: 'guardian.yaml does not approve it.',
  fix: ['Take it away'],
  staged: false,
  isNew: null,
  place: { file: 'guardian.yaml', line: 7, column: 5 },
};

/** A verdict by a snapshot; a test names its one difference. */
function judged(changes: Partial<NonNullable<ManifestVerdict['judged']>> = {}): ManifestVerdict {
  return {
    ...inOrder,
    judged: {
      org: 'prod',
      state: { from: 'snapshot', asOf: '2026-11-20T10:00:00.000Z', file: 'org.json' },
      unseen: [],
      notJudged: { rules: [], open: 0 },
      findings: [gained],
      closes: [],
      ...changes,
    },
  };
}

function resultsOf({ runs }: Log): Result[] {
  return runs[0]?.results ?? [];
}

describe('the SARIF of a guardian.yaml', () => {
  it('that is in order has no results, and is one that code scanning takes: it closes what was told before', () => {
    const log = sarifLog(inOrder, options);
    expect(sarifProblems(log)).toEqual([]);
    expect(codeScanningProblems(log)).toEqual([]);
    expect(resultsOf(log)).toEqual([]);
  });

  it('that has problems points at each of them', () => {
    const problems = [
      { file: 'guardian.yaml', line: 3, column: 5, path: 'vendors[0].scops', message: 'unknown key `scops`' },
      { file: 'guardian.yaml', path: '', message: 'the file is empty' },
    ];
    const log = sarifLog({ ...inOrder, problems }, options);
    expect(sarifProblems(log)).toEqual([]);
    expect(codeScanningProblems(log)).toEqual([]);
    expect(resultsOf(log)).toMatchObject([
      {
        ruleId: 'manifest-problem',
        level: 'error',
        message: { text: 'vendors[0].scops: unknown key `scops`' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'guardian.yaml', uriBaseId: '%SRCROOT%' },
              region: { startLine: 3, startColumn: 5 },
            },
          },
        ],
      },
      { locations: [{ physicalLocation: { region: { startLine: 1 } } }] },
    ]);
  });

  it('that is judged by an org points from each finding at the entry of its vendor', () => {
    const log = sarifLog(judged(), options);
    expect(sarifProblems(log)).toEqual([]);
    expect(resultsOf(log)).toMatchObject([
      {
        ruleId: 'scope-added',
        level: 'error',
        locations: [{ physicalLocation: { region: { startLine: 7, startColumn: 5 } } }],
        properties: { id: 'scope-added-0123456789ab', state: 'open', vendor: 'Acme Recorder' },
      },
    ]);
    expect(log.runs[0]?.tool.driver.rules).toMatchObject([
      {
        id: 'scope-added',
        name: 'ScopeAdded',
        helpUri: 'https://example.org/rules.md#scope-added',
        help: { text: expect.stringContaining('How to fix it') },
        defaultConfiguration: { level: 'error' },
        properties: { 'security-severity': '8.0', tags: ['oauth', 'security'] },
      },
    ]);
  });

  it.each([
    ['critical', 'error'],
    ['high', 'error'],
    ['medium', 'warning'],
    ['low', 'note'],
    ['info', 'note'],
  ] as const)('weighs a %s finding as %s', (severity, level) => {
    expect(resultsOf(sarifLog(judged({ findings: [{ ...gained, severity }] }), options))[0]?.level).toBe(level);
  });

  it('weighs a rule as the worst of its results, and what is only staged as a note', () => {
    const findings = [
      { ...gained, severity: 'low' as const },
      { ...gained, id: 'scope-added-1', severity: 'critical' as const },
      { ...gained, id: 'scope-added-2', severity: 'critical' as const, staged: true },
    ];
    const log = sarifLog(judged({ findings }), options);
    expect(log.runs[0]?.tool.driver.rules?.[0]?.properties).toMatchObject({ 'security-severity': '9.5' });
    expect(resultsOf(log).map(({ level }) => level)).toEqual(['note', 'error', 'note']);
  });

  it('says of a waived finding that somebody accepted it, and of a new one that it is new', () => {
    const findings = [
      { ...gained, state: 'waived' as const },
      { ...gained, id: 'scope-added-1', isNew: true },
      { ...gained, id: 'scope-added-2', isNew: false },
    ];
    expect(resultsOf(sarifLog(judged({ findings }), options))).toMatchObject([
      { suppressions: [{ kind: 'external', status: 'accepted' }] },
      { baselineState: 'new' },
      { baselineState: 'unchanged' },
    ]);
  });

  it('says that not everything was seen', () => {
    const log = sarifLog(judged({ unseen: ['roles could not be read'] }), options);
    expect(sarifProblems(log)).toEqual([]);
    expect(log.runs[0]?.invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ level: 'error', message: { text: 'roles could not be read' } }],
      },
    ]);
    expect(sarifLog(judged(), options).runs[0]?.invocations).toEqual([{ executionSuccessful: true }]);
  });

  it('knows a finding again on another line, under another title', () => {
    const [before] = resultsOf(sarifLog(judged(), options));
    const moved = { ...gained, title: 'another', place: { file: 'guardian.yaml', line: 70 } };
    const [after] = resultsOf(sarifLog(judged({ findings: [moved] }), options));
    expect(after?.partialFingerprints).toEqual(before?.partialFingerprints);
    const [other] = resultsOf(sarifLog(judged({ findings: [{ ...gained, id: 'scope-added-1' }] }), options));
    expect(other?.partialFingerprints).not.toEqual(before?.partialFingerprints);
  });

  it('has help for every rule, widening and remark', () => {
    const place = { file: 'guardian.yaml', line: 2 };
    const verdict: ManifestVerdict = {
      ...judged({ findings: RULES.map(({ id }) => ({ ...gained, id: `${id}-0`, rule: id })) }),
      compared: {
        base: 'main.yaml',
        widened: WIDENINGS.map((kind) => ({
          kind,
          vendor: null,
          what: 'x',
          message: 'wider',
          severity: 'medium',
          place,
        })),
      },
      remarks: REMARKS.map((kind) => ({ kind, vendor: 'Acme', message: 'look', severity: 'low', place })),
    };
    const log = sarifLog(verdict, options);
    expect(sarifProblems(log)).toEqual([]);
    expect(codeScanningProblems(log)).toEqual([]);
    expect(resultsOf(log)).toHaveLength(RULES.length + WIDENINGS.length + REMARKS.length);
    for (const { help } of log.runs[0]?.tool.driver.rules ?? []) expect(help?.text).not.toContain('is violated');
  });

  it('names a file outside of the folder by an address of its own', () => {
    const place = { file: '/etc/guardian.yaml', line: 1 };
    const [result] = resultsOf(sarifLog(judged({ findings: [{ ...gained, place }] }), options));
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri: 'file:///etc/guardian.yaml' });
    const near = { file: '/home/sam/repository/config/my guardian.yaml', line: 1 };
    const [inside] = resultsOf(sarifLog(judged({ findings: [{ ...gained, place: near }] }), options));
    expect(inside?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('config/my%20guardian.yaml');
  });

  it('is as its schema and code scanning want it, whatever strangers call their things', () => {
    const line = fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined });
    const hostileFinding = fc
      .record({
        name: hostileText,
        title: hostileText,
        because: hostileText,
        subject: hostileText,
        vendor: hostileText,
      })
      .map(({ name, ...rest }) => ({ ...gained, ...rest, client: { id: 'c-1', name } }));
    fc.assert(
      fc.property(hostileFinding, fc.constantFrom(...SEVERITIES), hostileText, line, (finding, severity, text, at) => {
        const place = { file: 'guardian.yaml', ...(at !== undefined && { line: at }) };
        const verdict = judged({ findings: [{ ...finding, severity, place }], unseen: [text] });
        const problems = [{ ...place, path: text, message: text }];
        const log = sarifLog({ ...verdict, problems }, options);
        expect(sarifProblems(log)).toEqual([]);
        expect(codeScanningProblems(log)).toEqual([]);
      }),
    );
  });

  it('makes no link of a name', () => {
    const client = { id: 'c-1', name: '[free money](https://example.org)' };
    const [result] = resultsOf(sarifLog(judged({ findings: [{ ...gained, client }] }), options));
    expect(result?.message.text).toContain('[free money] (https://example.org)');
  });
});

describe('the judges of these tests', () => {
  const good = () => JSON.parse(JSON.stringify(sarifLog(judged(), options)));

  it.each([
    ['no line', (result: Record<string, unknown>) => ({ ...result, locations: [] })],
    ['a rule that is not there', (result: Record<string, unknown>) => ({ ...result, ruleIndex: 3 })],
    ['no fingerprint', (result: Record<string, unknown>) => ({ ...result, partialFingerprints: {} })],
    ['a link', (result: Record<string, unknown>) => ({ ...result, message: { text: '[a](https://example.org)' } })],
  ])('refuse a result with %s', (_, broken) => {
    const log = good();
    log.runs[0].results = log.runs[0].results.map(broken);
    expect(codeScanningProblems(log)).not.toEqual([]);
  });

  it('refuse what the schema does not have', () => {
    const log = good();
    log.runs[0].results[0].colour = 'red';
    expect(sarifProblems(log)).not.toEqual([]);
    expect(sarifProblems({ version: '2.1.0', runs: [{}] })).not.toEqual([]);
  });
});
