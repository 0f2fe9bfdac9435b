import { composeDigest, type DigestInput } from '../../lib/alerts/digest.ts';
import { isGsm7 } from '../../lib/alerts/text/gsm7.ts';
import { coveredNow, evidenceDigest } from '../../lib/domain/triage.ts';
import { budget } from '../../lib/domain/usage/budget.ts';
import { usageSummary } from '../../lib/domain/usage/summary.ts';
import { finding, run } from '../store/fixtures.ts';
import { golden, shown } from './golden.ts';
import { DIGESTS } from './situations-of-digests.ts';

const slot = '2026-03-10T07:00:00.000Z';
const since = '2026-03-09T07:00:00.000Z';
const usage = usageSummary({
  days: [],
  clients: [],
  budget: budget({ hourlyQuota: 5_000 }, slot),
  now: slot,
  from: '2026-03-09',
  to: '2026-03-10',
});
const quiet: DigestInput = { org: 'prod', slot, since, run: run(7), unresolved: [], records: [], usage };
const open = finding('users', { firstSeen: '2026-03-09T12:00:00.000Z' });
const opening = { from: null, to: 'open', finding: open, at: '2026-03-09T12:00:00.000Z', run: 'r', seq: 6 } as const;

const entry = {
  finding: open.id,
  reason: 'why',
  by: 'Grace',
  at: since,
  until: '2026-06-01T00:00:00.000Z',
  evidence: '0123456789abcdef',
};

const textOf = (input: DigestInput) => composeDigest(input).text.replaceAll(/\s+/g, ' ');

describe('the digest of a situation', () => {
  it.each(Object.entries(DIGESTS))('%s: is to the letter what the golden file says', (name, facts) => {
    expect(shown([composeDigest(facts)])).toBe(golden(name));
  });
});

describe('a digest', () => {
  it('comes when all is quiet too, and says so', () => {
    expect(composeDigest(quiet).subject).toBe('[DIGEST] all quiet | org prod');
    expect(textOf(quiet)).toContain('New: none');
    expect(textOf(quiet)).toContain('Still open: none');
    expect(textOf(quiet)).toContain('Waivers that end within 14 days: none');
    expect(textOf(quiet)).toContain('Resolved: none');
    expect(textOf(quiet)).toContain('Budget: 5,000 requests an hour');
  });

  it('never says that all is quiet when nothing is known', () => {
    const { run: _, ...unknown } = quiet;
    expect(composeDigest(unknown).subject).toBe('[DIGEST] no run was made yet | org prod');
    expect(textOf(unknown)).toContain('No run was made yet');
  });

  it('says first that something was not seen', () => {
    const blind = run(7);
    const coverage = {
      ...blind.coverage,
      clients: { ...blind.coverage.clients, status: 'failed', reason: '403' },
    } as const;
    const input = { ...quiet, run: { ...blind, coverage } };
    expect(composeDigest(input).subject).toBe('[DIGEST] not all was seen; nothing in what was | org prod');
    expect(textOf(input)).toContain('clients: failed: 403');
  });

  it('tells what is new, and what was open before by its age', () => {
    const old = finding('recordings', { firstSeen: '2026-01-01T00:00:00.000Z' });
    const input = { ...quiet, unresolved: [open, old], records: [opening] };
    expect(composeDigest(input).subject).toBe('[DIGEST] 1 new, 2 open, 0 resolved | org prod');
    expect(textOf(input)).toMatch(/New: 1 \w+ .*Still open: 1 \w+ For 30 days and more/);
  });

  it('counts as resolved what opened and resolved in between, and not what came back', () => {
    const resolution = { ...opening, from: 'open', to: 'resolved', finding: { ...open, state: 'resolved' } } as const;
    const gone = { ...quiet, records: [resolution, opening] };
    expect(composeDigest(gone).subject).toBe('[DIGEST] 0 new, 0 open, 1 resolved | org prod');
    const back = { ...opening, from: 'resolved' } as const;
    const returned = { ...quiet, unresolved: [open], records: [back, resolution] };
    expect(composeDigest(returned).subject).toBe('[DIGEST] 1 new, 1 open, 0 resolved | org prod');
  });

  it('tells nothing of staged rules', () => {
    const staged = { ...open, staged: true };
    const input = { ...quiet, unresolved: [staged], records: [{ ...opening, finding: staged }] };
    expect(composeDigest(input).subject).toBe('[DIGEST] all quiet | org prod');
  });

  it('never says that there is nothing to do when the last run is old or saw too little', () => {
    const recent = { ...quiet, run: { ...run(7), at: '2026-03-10T06:30:00.000Z' } };
    expect(textOf(recent)).toContain('Nothing to do');
    expect(textOf({ ...recent, run: { ...run(7), at: '2026-03-10T01:00:00.000Z' } })).not.toContain('Nothing to do');
    expect(textOf({ ...recent, unresolved: [open] })).toContain('To look at: 1 open finding.');
  });

  it('lists by owner what somebody looks after, and calls none of it open', () => {
    const acknowledgement = { owner: 'Team Voice', by: 'Ada', at: since, covers: coveredNow(open) };
    const input = { ...quiet, unresolved: [{ ...open, state: 'acknowledged', acknowledgement }] } as const;
    expect(textOf(input)).toMatch(/Still open: none .*Looked after: 1 high Team Voice: 1 finding/);
    expect(textOf(input)).toContain('acknowledged 24 hours ago by Ada');
  });

  it.each([
    ['on the fourteenth day', '2026-03-24T07:00:00.000Z', '1 of 1'],
    ['later', '2026-03-24T07:00:01.000Z', 'none of 1'],
  ])('warns of a waiver that ends %s', (_, until, count) => {
    const waiver = {
      reason: 'why',
      by: 'Grace',
      at: since,
      until,
      source: 'command',
      covers: coveredNow(open),
    } as const;
    const input = { ...quiet, unresolved: [{ ...open, state: 'waived', waiver }] } as const;
    expect(textOf(input)).toContain(`Waivers that end within 14 days: ${count}`);
  });

  it.each([
    ['resolved', 'resolved meanwhile'],
    ['open', 'written for other evidence'],
  ] as const)('points at an entry of guardian.yaml whose finding is %s', (state, words) => {
    expect(textOf({ ...quiet, waivers: [{ waiver: entry, finding: { ...open, state } }] })).toContain(words);
  });

  it('points at an entry of guardian.yaml that has ended, and at one that names no finding', () => {
    const ended = { ...entry, until: slot };
    expect(textOf({ ...quiet, waivers: [{ waiver: ended, finding: open }] })).toContain('has ended');
    expect(textOf({ ...quiet, waivers: [{ waiver: entry }] })).toContain('no finding has this id');
  });

  it('has nothing against an entry that waives something now, or whose day is still to come, or which the next scan takes up', () => {
    const later = { ...entry, at: '2026-03-11T00:00:00.000Z' };
    const waivers = [
      { waiver: entry, finding: { ...open, state: 'waived' as const } },
      { waiver: later, finding: open },
      { waiver: { ...entry, evidence: evidenceDigest(open) }, finding: open },
    ];
    expect(textOf({ ...quiet, waivers })).toContain('Waivers that no longer fit: none');
  });

  it('is no alarm: subscribers choose it by its kind', () => {
    const message = composeDigest({ ...quiet, unresolved: [{ ...open, severity: 'critical' }] });
    expect(message).toMatchObject({ kind: 'digest', severity: 'info', attributes: { kind: 'digest' } });
    expect(message).not.toHaveProperty('sms');
  });

  it('is the same for the same facts, in lines that mails do not break', () => {
    const input = { ...quiet, unresolved: [open], records: [opening] };
    expect(composeDigest(input)).toEqual(composeDigest(input));
    expect(
      composeDigest(input)
        .text.split('\n')
        .every((line) => line.length <= 76),
    ).toBe(true);
    expect(isGsm7(composeDigest(input).subject)).toBe(true);
  });
});
