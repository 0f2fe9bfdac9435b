import type { Finding } from '../../lib/domain/finding.ts';
import { coveredNow, evidenceDigest, type Waiver, type WrittenWaiver } from '../../lib/domain/triage.ts';
import { coversMore, entryState } from '../../lib/domain/waiver-entry.ts';

const NOW = '2026-03-10T12:00:00.000Z';
const SOONER = '2026-03-01T00:00:00.000Z';
const LATER = '2026-06-01T00:00:00.000Z';

const open: Finding = {
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
  firstSeen: SOONER,
  lastSeen: SOONER,
  asOf: SOONER,
};
const shrunk: Finding = { ...open, evidence: { scopes: ['users'] } };
const grown: Finding = { ...open, evidence: { scopes: ['oauth', 'routing', 'users'] } };

const entry: WrittenWaiver = {
  finding: open.id,
  reason: 'needed until the migration',
  by: 'Grace',
  at: SOONER,
  until: LATER,
  evidence: evidenceDigest(open),
};

function waivedBy(source: Waiver['source'], finding: Finding = open): Finding {
  const { reason, by, at, until } = entry;
  return { ...finding, state: 'waived', waiver: { reason, by, at, until, source, covers: coveredNow(open) } };
}

describe('an entry under waivers', () => {
  it.each([
    ['unknown', 'no finding has its id', entry, undefined],
    ['unknown', 'no finding has its id, though it has ended', { ...entry, until: SOONER }, undefined],
    ['resolved', 'its finding is resolved', entry, { ...open, state: 'resolved' }],
    [
      'resolved',
      'its finding is resolved, though it has ended',
      { ...entry, until: SOONER },
      { ...open, state: 'resolved' },
    ],
    ['ended', 'it ends now', { ...entry, until: NOW }, waivedBy('manifest')],
    ['ahead', 'it does not hold yet', { ...entry, at: LATER, until: '2026-07-01T00:00:00.000Z' }, open],
    ['waives', 'it waives its finding', entry, waivedBy('manifest')],
    ['waives', 'what it waives became smaller', entry, waivedBy('manifest', shrunk)],
    ['awaits-scan', 'it covers what is open', entry, open],
    ['awaits-scan', 'a command waives the same', entry, waivedBy('command')],
    ['outgrown', 'its finding says more', entry, grown],
    ['outgrown', 'its finding weighs more', entry, { ...open, severity: 'high' }],
    ['outgrown', 'it was written anew for other evidence', { ...entry, evidence: '0' }, waivedBy('manifest')],
  ] as const)('is %s where %s', (state, _because, given, finding) => {
    expect(entryState(given, finding, NOW)).toBe(state);
  });
});

describe('a waiver', () => {
  const waiver = (finding: Finding) =>
    ({ reason: 'r', by: 'Grace', at: SOONER, until: LATER, source: 'command', covers: coveredNow(finding) }) as const;

  it('covers more than there is once something of it is gone', () => {
    expect(coversMore(waiver(open), shrunk)).toBe(true);
    expect(coversMore(waiver(open), open)).toBe(false);
  });

  it('does not once its finding says something new: then it covers it no longer', () => {
    expect(coversMore(waiver(open), grown)).toBe(false);
  });
});
