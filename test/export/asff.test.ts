import fc from 'fast-check';
import { FINDING_STATES } from '../../lib/domain/finding.ts';
import { SEVERITIES } from '../../lib/domain/severity.ts';
import { asffBatches } from '../../lib/export/asff/batches.ts';
import { asffFinding } from '../../lib/export/asff/finding.ts';
import { ASFF_LIMITS } from '../../lib/export/asff/limits.ts';
import { KNOWN_RULES } from '../../lib/rules/known-rules.ts';
import { asffProblems } from './support/asff-schema.ts';
import { arbitraryFinding, crmFinding } from './support/findings.ts';

const options = { version: '1.2.3', account: '123456789012', region: 'eu-central-1', incomplete: [] };

describe('a finding in ASFF', () => {
  it.each(KNOWN_RULES.map(({ id }) => id))('of %s is as AWS wants it in every state and severity', (rule) => {
    for (const state of FINDING_STATES) {
      for (const severity of SEVERITIES) {
        expect(asffProblems(asffFinding(crmFinding({ rule, state, severity }), options))).toEqual([]);
      }
    }
  });

  it('is as AWS wants it, whatever strangers call their things', () => {
    fc.assert(
      fc.property(arbitraryFinding, (finding) => {
        expect(asffProblems(asffFinding(finding, options))).toEqual([]);
      }),
    );
  });

  it.each([
    ['open', 'ACTIVE', 'NEW'],
    ['acknowledged', 'ACTIVE', 'NOTIFIED'],
    ['waived', 'ACTIVE', 'SUPPRESSED'],
    ['resolved', 'ARCHIVED', 'RESOLVED'],
  ] as const)('that is %s has the record state %s and the workflow status %s', (state, record, workflow) => {
    expect(asffFinding(crmFinding({ state }), options)).toMatchObject({
      RecordState: record,
      Workflow: { Status: workflow },
    });
  });

  it('keeps its id while everything else about it changes, and has a later time', () => {
    const before = asffFinding(crmFinding(), options);
    const after = asffFinding(crmFinding({ severity: 'low', title: 'x', asOf: '2026-11-21T11:00:00.000Z' }), options);
    expect(after.Id).toBe(before.Id);
    expect(after.UpdatedAt > before.UpdatedAt).toBe(true);
  });

  it('is later after a decision, although its data is not', () => {
    const covers = { evidence: {}, severity: 'high' } as const;
    const acknowledgement = { owner: 'Voice', by: 'sam', at: '2026-11-22T08:00:00.000Z', covers };
    expect(asffFinding(crmFinding({ state: 'acknowledged', acknowledgement }), options)).toMatchObject({
      UpdatedAt: '2026-11-22T08:00:00.000Z',
      Note: { Text: 'Acknowledged for Voice', UpdatedBy: 'sam' },
    });
  });

  it('lets later imports change its severity: by the fields of the provider', () => {
    expect(asffFinding(crmFinding({ severity: 'critical' }), options)).toMatchObject({
      Severity: { Label: 'CRITICAL', Normalized: 90 },
      FindingProviderFields: { Severity: { Label: 'CRITICAL' } },
    });
  });

  it('says what could not be seen', () => {
    const { ProductFields } = asffFinding(crmFinding(), { ...options, incomplete: ['roles failed'] });
    expect(ProductFields).toMatchObject({ 'oauth-guardian/incomplete': 'roles failed' });
  });

  it.each([
    ['cn-north-1', 'arn:aws-cn:securityhub:cn-north-1:'],
    ['us-gov-west-1', 'arn:aws-us-gov:securityhub:us-gov-west-1:'],
    ['eu-central-1', 'arn:aws:securityhub:eu-central-1:'],
  ])('names the product of the region %s in its partition', (region, arn) => {
    expect(asffFinding(crmFinding(), { ...options, region }).ProductArn.startsWith(arn)).toBe(true);
  });
});

describe('the judge of these tests', () => {
  const good = asffFinding(crmFinding(), options);
  it.each([
    ['a missing attribute', { GeneratorId: undefined }],
    ['an attribute that AWS does not have', { Colour: 'red' }],
    ['a title that is too long', { Title: 'x'.repeat(257) }],
    ['a state that AWS does not have', { RecordState: 'GONE' }],
    ['a time in words', { UpdatedAt: 'yesterday' }],
    ['an unknown attribute inside', { Resources: [{ ...good.Resources[0], Colour: 'red' }] }],
  ])('refuses %s', (_, wrong) => {
    expect(asffProblems(JSON.parse(JSON.stringify({ ...good, ...wrong })))).not.toEqual([]);
  });
});

describe('batches of findings', () => {
  const many = (count: number, changes = {}) =>
    Array.from({ length: count }, (_, n) => asffFinding(crmFinding({ subject: `scope-${n}`, ...changes }), options));

  it.each([
    [0, []],
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])('of %d findings are %j', (count, sizes) => {
    expect(asffBatches(many(count)).map((batch) => batch.length)).toEqual(sizes);
  });

  it('keep within the bytes that AWS takes, and lose nothing', () => {
    const large = many(300).map((finding) => ({ ...finding, Title: 'x'.repeat(100_000) }));
    const batches = asffBatches(large);
    expect(batches.flat()).toEqual(large);
    for (const batch of batches) {
      expect(batch.length).toBeLessThanOrEqual(100);
      expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThanOrEqual(ASFF_LIMITS.batchBytes + 1000);
    }
  });
});
