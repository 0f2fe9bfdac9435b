import fc from 'fast-check';
import type { Finding, FindingState, Json, Transition } from '../../lib/domain/finding.ts';
import {
  acknowledged,
  ended,
  reopenedBy,
  sighted,
  unresolvedAfter,
  unsighted,
  waivedBy,
} from '../../lib/domain/life-cycle.ts';
import { SEVERITIES, severityRank } from '../../lib/domain/severity.ts';
import { evidenceDigest, type WrittenWaiver } from '../../lib/domain/triage.ts';

const THEN = '2026-03-01T12:00:00.000Z';
const NOW = '2026-03-10T12:00:00.000Z';
const LATER = '2026-06-30T12:00:00.000Z';

/** A finding as a scan sees it: three scopes beyond the approved ones. */
function aSighting(difference: Partial<Finding> = {}): Finding {
  return {
    id: 'scope-added-0123456789ab',
    rule: 'scope-added',
    severity: 'medium',
    state: 'open',
    org: 'prod',
    client: { id: 'c1', name: 'Recorder' },
    vendor: 'Acme',
    subject: 'users',
    title: 'Recorder gained scopes',
    because: 'It may write users.',
    evidence: { scopes: ['routing', 'users'] },
    fix: ['Take them away.'],
    firstSeen: NOW,
    lastSeen: NOW,
    asOf: NOW,
    ...difference,
  };
}

/** The same finding as it was committed before. */
const committed = (difference: Partial<Finding> = {}) =>
  aSighting({ firstSeen: THEN, lastSeen: THEN, asOf: THEN, toldAt: THEN, ...difference });
const grown = aSighting({ evidence: { scopes: ['oauth', 'routing', 'users'] } });
const shrunk = aSighting({ evidence: { scopes: ['users'] } });
const worse = aSighting({ severity: 'critical' });

const bare = { now: NOW, written: new Map<string, WrittenWaiver>() };
const ackedBy = { owner: 'voice team', note: 'TICKET-7', by: 'ada', at: THEN };
const waiverOf = { reason: 'needed until the migration', by: 'grace', at: THEN, until: '2026-05-30T12:00:00.000Z' };
const acked = acknowledged(committed(), ackedBy).finding;
const waived = waivedBy(committed(), waiverOf).finding;

function written(difference: Partial<WrittenWaiver> = {}) {
  const { id } = aSighting();
  const entry: WrittenWaiver = { finding: id, ...waiverOf, evidence: evidenceDigest(aSighting()), ...difference };
  return { now: NOW, written: new Map([[id, entry]]) };
}

const line = (transition: Transition | undefined) =>
  transition &&
  `${transition.from ?? 'none'} > ${transition.to} (${transition.cause?.kind} by ${transition.cause?.by})`;

describe('A finding that a scan sees', () => {
  it.each<[string, string | undefined, Finding, Finding | undefined]>([
    ['for the first time opens', 'none > open (found by guardian)', aSighting(), undefined],
    [
      'again after it was resolved comes back',
      'resolved > open (came-back by guardian)',
      aSighting(),
      committed({ state: 'resolved' }),
    ],
    ['as it was says nothing', undefined, aSighting(), committed()],
    [
      'in other words only says nothing',
      undefined,
      aSighting({ title: 'Other words', because: 'Other reasons' }),
      committed(),
    ],
    ['grown is told again', 'open > open (grew by guardian)', grown, committed()],
    ['weighing more is told again', 'open > open (escalated by guardian)', worse, committed()],
    ['smaller is recorded', 'open > open (shrank by guardian)', shrunk, committed()],
    ['weighing less is recorded', 'open > open (shrank by guardian)', aSighting({ severity: 'low' }), committed()],
    [
      'whose rule is no longer staged is told',
      'open > open (unstaged by guardian)',
      aSighting(),
      committed({ staged: true }),
    ],
    ['acknowledged and unchanged says nothing', undefined, aSighting(), acked],
    ['acknowledged and grown opens', 'acknowledged > open (grew by guardian)', grown, acked],
    ['acknowledged and weighing more opens', 'acknowledged > open (escalated by guardian)', worse, acked],
    ['acknowledged and smaller stays acknowledged', 'acknowledged > acknowledged (shrank by guardian)', shrunk, acked],
    ['waived and unchanged says nothing', undefined, aSighting(), waived],
    ['waived and grown opens', 'waived > open (grew by guardian)', grown, waived],
    ['waived and weighing more opens', 'waived > open (escalated by guardian)', worse, waived],
    ['waived and smaller stays waived', 'waived > waived (shrank by guardian)', shrunk, waived],
  ])('%s', (_, expected, seen, before) => {
    expect(line(sighted(seen, before, bare))).toBe(expected);
  });

  it('keeps when it was first seen, whoever did it, and when people heard of it', () => {
    const actor = { id: 'u1', kind: 'user', source: 'audit' } as const;
    const { finding } = sighted(shrunk, committed({ actor }), bare) ?? {};
    expect(finding).toMatchObject({ firstSeen: THEN, actor, toldAt: THEN });
  });

  it('notes when people were told, unless its rule is staged', () => {
    expect(sighted(aSighting(), undefined, bare)?.finding.toldAt).toBe(NOW);
    expect(sighted(grown, committed(), bare)?.finding.toldAt).toBe(NOW);
    expect(sighted(aSighting({ staged: true }), undefined, bare)?.finding.toldAt).toBeUndefined();
  });

  it('is kept as staged once its rule is, so that nobody is reminded of it', () => {
    const silenced = sighted(aSighting({ staged: true }), committed(), bare);
    expect(silenced).toMatchObject({ from: 'open', to: 'open', shrank: true, finding: { staged: true } });
    expect(line(sighted(aSighting(), silenced?.finding, bare))).toBe('open > open (unstaged by guardian)');
  });

  it('says from which severity it escalated', () => {
    expect(sighted(worse, committed(), bare)?.cause?.was).toBe('medium');
  });

  it('drops the decision that no longer covers it', () => {
    expect(sighted(grown, waived, bare)?.finding.waiver).toBeUndefined();
    expect(sighted(grown, acked, bare)?.finding.acknowledgement).toBeUndefined();
  });

  it.each([
    ['acknowledged', acked],
    ['waived', waived],
  ] as const)('stays %s when it shrinks and grows back to what was decided', (state, before) => {
    const smaller = sighted(shrunk, before, bare)?.finding;
    const back = sighted(aSighting(), smaller, bare);
    expect(line(back)).toBe(`${state} > ${state} (shrank by guardian)`);
    expect(line(sighted(grown, back?.finding, bare))).toBe(`${state} > open (grew by guardian)`);
  });
});

describe('A waiver', () => {
  it('ends at its time, and not a moment before', () => {
    const at = (now: string) => line(sighted(aSighting(), waived, { ...bare, now }));
    expect(at('2026-05-30T11:59:59.999Z')).toBeUndefined();
    expect(at('2026-05-30T12:00:00.000Z')).toBe('waived > open (waiver-expired by guardian)');
  });

  it('ends although the finding could not be judged', () => {
    expect(line(unsighted(waived, { ...bare, now: LATER }))).toBe('waived > open (waiver-expired by guardian)');
    expect(unsighted(waived, bare)).toBeUndefined();
  });

  it('leaves other findings that could not be judged alone', () => {
    for (const finding of [committed(), acked]) expect(unsighted(finding, { ...bare, now: LATER })).toBeUndefined();
  });

  it('holds no longer once the finding was resolved: its return is news', () => {
    const resolved = ended(waived, 'gone', NOW).finding;
    expect(resolved.waiver).toBeUndefined();
    expect(line(sighted(aSighting(), resolved, bare))).toBe('resolved > open (came-back by guardian)');
  });
});

describe('A waiver of guardian.yaml', () => {
  it.each<[string, string | undefined, Finding, Finding | undefined, ReturnType<typeof written>]>([
    ['keeps a new finding from opening', 'none > waived (waived by grace)', aSighting(), undefined, written()],
    [
      'keeps a finding that comes back from opening',
      'resolved > waived (waived by grace)',
      aSighting(),
      committed({ state: 'resolved' }),
      written(),
    ],
    ['waives what is open', 'open > waived (waived by grace)', aSighting(), committed(), written()],
    ['waives what is acknowledged', 'acknowledged > waived (waived by grace)', aSighting(), acked, written()],
    ['takes over from a command', 'waived > waived (waived by grace)', aSighting(), waived, written({ until: LATER })],
    ['does not cover other evidence', 'open > open (grew by guardian)', grown, committed(), written()],
    [
      'does not hold before its first day',
      'none > open (found by guardian)',
      aSighting(),
      undefined,
      written({ at: LATER }),
    ],
    [
      'does not hold after its last day',
      'none > open (found by guardian)',
      aSighting(),
      undefined,
      written({ until: NOW }),
    ],
    [
      'does not hold for evidence that it does not name',
      'none > open (found by guardian)',
      aSighting(),
      undefined,
      written({ evidence: '0'.repeat(16) }),
    ],
  ])('%s', (_, expected, seen, before, context) => {
    expect(line(sighted(seen, before, context))).toBe(expected);
  });

  const held = sighted(aSighting(), undefined, written())?.finding;

  it('says nothing more while it stands', () => {
    expect(sighted(aSighting(), held, written())).toBeUndefined();
  });

  it('goes on covering what shrinks, although its digest is of more', () => {
    expect(line(sighted(shrunk, held, written()))).toBe('waived > waived (shrank by guardian)');
  });

  it('covers a figure that fell between the command that wrote it and the scan', () => {
    const at = (shareAtLeast: number) => ({ evidence: { shareAtLeast } });
    const context = written({ evidence: evidenceDigest({ evidence: { shareAtLeast: 0.6 }, severity: 'medium' }) });
    expect(line(sighted(aSighting(at(0.55)), committed(at(0.6)), context))).toBe('open > waived (waived by grace)');
    expect(line(sighted(aSighting(at(0.65)), committed(at(0.6)), context))).toBe('open > open (grew by guardian)');
  });

  it('ends when it is taken out, also where nothing could be judged', () => {
    if (!held) throw new Error('the waiver did not hold');
    expect(line(sighted(aSighting(), held, bare))).toBe('waived > open (waiver-withdrawn by guardian)');
    expect(line(unsighted(held, bare))).toBe('waived > open (waiver-withdrawn by guardian)');
  });

  it('ends when it is bound to other evidence', () => {
    expect(line(sighted(aSighting(), held, written({ evidence: '0'.repeat(16) })))).toBe(
      'waived > open (waiver-withdrawn by guardian)',
    );
  });

  it('ends for good when the finding escalates, and not until the next scan', () => {
    const escalated = sighted(worse, held, written());
    expect(line(escalated)).toBe('waived > open (escalated by guardian)');
    expect(sighted(worse, escalated?.finding, written())).toBeUndefined();
    const again = written({ evidence: evidenceDigest(worse) });
    expect(line(sighted(worse, escalated?.finding, again))).toBe('open > waived (waived by grace)');
  });

  it('is bound to less by writing less, and goes on covering what shrinks further', () => {
    const two = aSighting({ evidence: { scopes: ['routing', 'users'] } });
    const none = aSighting({ evidence: { scopes: [] } });
    const onLess = written({ evidence: evidenceDigest(shrunk) });
    const lessened = sighted(shrunk, sighted(two, undefined, written())?.finding, written())?.finding;
    const bound = sighted(shrunk, lessened, onLess)?.finding;
    expect(bound?.waiver?.covers).toEqual({ evidence: shrunk.evidence, severity: 'medium' });
    const emptied = sighted(none, bound, onLess)?.finding;
    expect(sighted(none, emptied, onLess)).toBeUndefined();
    expect(line(sighted(two, emptied, onLess))).toBe('waived > open (grew by guardian)');
  });

  it('is prolonged by writing a later day, also after the first one has passed', () => {
    const prolonged = { ...written({ until: '2026-12-31T00:00:00.000Z' }), now: LATER };
    const transition = sighted(aSighting(), held, prolonged);
    expect(line(transition)).toBe('waived > waived (waived by grace)');
    expect(transition?.finding.waiver?.until).toBe('2026-12-31T00:00:00.000Z');
  });
});

describe('A decision of a person', () => {
  it('says who, why and for what', () => {
    expect(acked.acknowledgement).toEqual({
      ...ackedBy,
      covers: { evidence: committed().evidence, severity: 'medium' },
    });
    expect(acknowledged(committed(), ackedBy).cause).toEqual({ kind: 'acknowledged', by: 'ada', note: 'TICKET-7' });
    expect(waivedBy(committed(), waiverOf).cause).toEqual({ kind: 'waived', by: 'grace', note: waiverOf.reason });
  });

  it('replaces the one before', () => {
    expect(waivedBy(acked, waiverOf).finding.acknowledgement).toBeUndefined();
    expect(acknowledged(waived, ackedBy).finding.waiver).toBeUndefined();
  });

  it('can be taken back', () => {
    const { finding, cause, from, to } = reopenedBy(waived, { by: 'ada', at: NOW });
    expect([from, to, cause]).toEqual(['waived', 'open', { kind: 'reopened', by: 'ada' }]);
    expect(finding).toMatchObject({ state: 'open', toldAt: NOW });
    expect(finding.waiver).toBeUndefined();
  });
});

describe('What opens again or ends', () => {
  it('says what no longer holds, though the finding itself has lost it', () => {
    const { before, finding } = reopenedBy(waived, { by: 'ada', at: NOW });
    expect(before).toEqual({ evidence: waived.evidence, severity: waived.severity, waiver: waived.waiver });
    expect(finding).not.toHaveProperty('waiver');
    expect(ended(acked, 'gone', NOW).before).toMatchObject({ acknowledgement: { owner: ackedBy.owner } });
  });
});

describe('Any life', () => {
  const evidence = fc.subarray(['a', 'b', 'c']).map((scopes): { readonly [key: string]: Json } => ({ scopes }));
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('seen' as const),
      evidence,
      severity: fc.constantFrom(...SEVERITIES),
      staged: fc.boolean(),
    }),
    fc.record({
      kind: fc.constantFrom('missed' as const, 'gone' as const, 'ack' as const, 'waive' as const, 'reopen' as const),
    }),
  );

  /** Runs a life, one step a day, and answers what each step made of the finding. */
  function live(steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]) {
    let finding: Finding | undefined;
    return steps.map((each, day) => {
      const now = new Date(Date.parse(THEN) + day * 86_400_000).toISOString();
      const context = { now, written: bare.written };
      const before = finding;
      const isOver = !finding || finding.state === 'resolved';
      const transition = (() => {
        switch (each.kind) {
          case 'seen': {
            const { evidence: proof, severity, staged } = each;
            const seen = aSighting({
              evidence: proof,
              severity,
              firstSeen: finding?.firstSeen ?? now,
              ...(staged && { staged }),
            });
            return sighted(seen, finding, context);
          }
          case 'missed':
            return finding && unsighted(finding, context);
          case 'gone':
            return finding && !isOver ? ended(finding, 'gone', now) : undefined;
          case 'ack':
            return finding && !isOver ? acknowledged(finding, { ...ackedBy, at: now }) : undefined;
          case 'waive':
            return finding && !isOver
              ? waivedBy(finding, {
                  ...waiverOf,
                  at: now,
                  until: new Date(Date.parse(now) + 3 * 86_400_000).toISOString(),
                })
              : undefined;
          case 'reopen':
            return finding && !isOver ? reopenedBy(finding, { by: 'ada', at: now }) : undefined;
          default:
            return each satisfies never;
        }
      })();
      finding = transition?.finding ?? finding;
      return { each, before, transition, finding, now };
    });
  }

  it('goes from where it was, and carries a decision in its state and in no other', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        for (const { before, transition, finding } of live(steps)) {
          if (transition) {
            expect(transition.from).toBe(before?.state ?? null);
            expect(transition.to).toBe(transition.finding.state);
            expect(transition.cause).toBeDefined();
          }
          if (finding) {
            expect(finding.waiver !== undefined).toBe(finding.state === 'waived');
            expect(finding.acknowledgement !== undefined).toBe(finding.state === 'acknowledged');
          }
        }
      }),
    );
  });

  it('never leaves anything beyond a decision covered by it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        for (const { finding, now } of live(steps)) {
          const covers = finding?.waiver?.covers ?? finding?.acknowledgement?.covers;
          if (!finding || !covers) continue;
          const names = (of: Json | undefined) => (Array.isArray(of) ? of.map(String) : []);
          expect(names(covers.evidence.scopes)).toEqual(expect.arrayContaining(names(finding.evidence.scopes)));
          expect(severityRank(finding.severity)).toBeGreaterThanOrEqual(severityRank(covers.severity));
          if (finding.waiver) expect(Date.parse(finding.waiver.until)).toBeGreaterThan(Date.parse(now));
        }
      }),
    );
  });

  it('says nothing at a second look at the same', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        for (const { each, finding, now } of live(steps)) {
          if (each.kind !== 'seen' || !finding) continue;
          const { acknowledgement: _, waiver: __, toldAt: ___, ...seen } = finding;
          expect(sighted({ ...seen, state: 'open' }, finding, { now, written: bare.written })).toBeUndefined();
        }
      }),
    );
  });
});

describe('The findings that are left', () => {
  it('are the old ones as they are now, the new ones, and none that is resolved', () => {
    const states = (findings: readonly Finding[]): [string, FindingState][] =>
      findings.map(({ id, state }) => [id, state]);
    const other = committed({ id: 'scope-added-000000000000' });
    const fresh = sighted(aSighting({ id: 'scope-added-111111111111' }), undefined, bare);
    if (!fresh) throw new Error('nothing opened');
    const left = unresolvedAfter(
      [committed(), other],
      [acknowledged(committed(), ackedBy), ended(other, 'gone', NOW), fresh],
    );
    expect(states(left)).toEqual([
      ['scope-added-0123456789ab', 'acknowledged'],
      ['scope-added-111111111111', 'open'],
    ]);
  });
});
