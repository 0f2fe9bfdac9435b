import fc from 'fast-check';
import { CAUSES, FINDING_STATES, type Finding, findingId, NO_CLIENT } from '../../../lib/domain/finding.ts';
import type { HistoryRecord } from '../../../lib/domain/run.ts';
import { SEVERITIES } from '../../../lib/domain/severity.ts';
import { KNOWN_RULES } from '../../../lib/rules/known-rules.ts';

/** A finding that somebody has seen in a demonstration; a test names its one difference. */
export function crmFinding(changes: Partial<Finding> = {}): Finding {
  const finding: Finding = {
    id: '',
    rule: 'scope-added',
    severity: 'high',
    state: 'open',
    org: 'prod',
    client: { id: '6d1f0a0e-0000-4000-8000-000000000001', name: 'Northwind CRM Connector' },
    vendor: 'Northwind CRM',
    subject: 'recordings',
    title: 'Northwind CRM Connector gained the scope recordings',
    because: 'guardian.yaml approves analytics:readonly and users:readonly only',
    evidence: { scope: 'recordings' },
    change: { added: ['scope recordings'], removed: [], changed: [] },
    fix: ['Open Admin > Integrations > OAuth', 'Take the scope recordings away'],
    actor: { id: 'u-1', name: 'Sam Ortiz', kind: 'user', source: 'audit', at: '2026-11-20T09:58:00.000Z' },
    firstSeen: '2026-11-20T10:00:00.000Z',
    lastSeen: '2026-11-20T11:00:00.000Z',
    asOf: '2026-11-20T11:00:00.000Z',
    ...changes,
  };
  const { org, client, rule, subject } = finding;
  return { ...finding, id: findingId({ org, clientId: client.id, rule, subject }) };
}

/** It opened; a test names its one difference. */
export function crmRecord(changes: Partial<HistoryRecord> = {}): HistoryRecord {
  const finding = crmFinding(changes.finding);
  return {
    at: '2026-11-20T10:00:00.000Z',
    run: 'run-000002',
    seq: 2,
    from: null,
    to: finding.state,
    cause: { kind: 'found', by: 'guardian' },
    ...(finding.change && { change: finding.change }),
    ...changes,
    finding,
  };
}

/** Names as strangers write them: formulas, markup, quotes, controls, lone halves of pairs, other directions. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .tuple(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '"',
        ' =',
        '\u202e=',
        '\uff1d',
        '\u0000=',
        '\ud800',
        "'",
        ',',
      ),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    )
    .map((parts) => parts.join('')),
  fc.constantFrom(
    '=HYPERLINK("http://x","y")',
    '<script>alert(1)</script>',
    'a\r\nb',
    'Ünïcode 名前 🦉',
    'x'.repeat(1500),
  ),
);

const time = fc
  .date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2027-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

const texts = fc.array(hostileText, { maxLength: 4 });

export const arbitraryFinding: fc.Arbitrary<Finding> = fc
  .record({
    rule: fc.constantFrom(...KNOWN_RULES.map(({ id }) => id), 'rule-of-a-later-version'),
    severity: fc.constantFrom(...SEVERITIES),
    state: fc.constantFrom(...FINDING_STATES),
    client: fc.oneof(
      { weight: 4, arbitrary: fc.record({ id: fc.uuid(), name: hostileText }) },
      { weight: 1, arbitrary: fc.constant(NO_CLIENT) },
    ),
    vendor: fc.option(hostileText),
    subject: hostileText,
    title: hostileText,
    because: hostileText,
    evidence: fc.dictionary(hostileText, fc.jsonValue() as fc.Arbitrary<Finding['evidence'][string]>, { maxKeys: 3 }),
    fix: texts,
    firstSeen: time,
    lastSeen: time,
    asOf: time,
    change: fc.record({
      added: texts,
      removed: texts,
      changed: fc.array(fc.record({ name: hostileText, from: hostileText, to: hostileText }), { maxLength: 2 }),
    }),
    actor: fc.record(
      {
        id: fc.uuid(),
        name: hostileText,
        kind: fc.constantFrom('user' as const, 'client' as const, 'unknown' as const),
        source: fc.constantFrom('audit' as const, 'modifiedBy' as const),
      },
      { requiredKeys: ['id', 'kind', 'source'] },
    ),
    staged: fc.boolean(),
    waiver: fc.record({
      reason: hostileText,
      by: hostileText,
      at: time,
      until: time,
      source: fc.constant('command' as const),
      covers: fc.constant({ evidence: {}, severity: 'high' as const }),
    }),
    acknowledgement: fc.record({
      owner: hostileText,
      by: hostileText,
      at: time,
      covers: fc.constant({ evidence: {}, severity: 'high' as const }),
    }),
  })
  .chain((whole) =>
    fc.subarray(['change', 'actor', 'staged'] as const).map((kept): Finding => {
      const { change, actor, staged, waiver, acknowledgement, ...rest } = whole;
      return {
        ...crmFinding({ ...rest, org: 'prod' }),
        ...(kept.includes('change') ? { change } : { change: undefined }),
        ...(kept.includes('actor') ? { actor } : { actor: undefined }),
        ...(kept.includes('staged') && { staged }),
        ...(rest.state === 'waived' && { waiver }),
        ...(rest.state === 'acknowledged' && { acknowledgement }),
      } as Finding;
    }),
  );

export const arbitraryRecord: fc.Arbitrary<HistoryRecord> = fc
  .record({
    finding: arbitraryFinding,
    from: fc.option(fc.constantFrom(...FINDING_STATES)),
    at: time,
    seq: fc.integer({ min: 1, max: 1_000_000 }),
    cause: fc.option(fc.record({ kind: fc.constantFrom(...CAUSES), by: hostileText, note: hostileText }), {
      nil: undefined,
    }),
  })
  .map(({ cause, finding, seq, ...rest }) => ({
    ...rest,
    finding,
    seq,
    run: `run-${seq}`,
    to: finding.state,
    ...(finding.change && { change: finding.change }),
    ...(cause && { cause }),
  }));
