import type { Finding } from '../../../lib/domain/finding.ts';
import { compareEpisodes } from '../../../lib/jobs/replay/compare.ts';
import { type Episode, episodesOf, recordedEpisodes, type TimedTransition } from '../../../lib/jobs/replay/episodes.ts';
import { alertsByWeek } from '../../../lib/jobs/replay/noise.ts';

const SINCE = '2026-03-01T00:00:00.000Z';
const UNTIL = '2026-03-31T00:00:00.000Z';

describe('The episodes of findings', () => {
  it('begin when a finding opens, and end when it resolves', () => {
    expect(episodesOf([opens(3), resolves(5)], SINCE)).toMatchObject([
      { openedAt: day(3), resolvedAt: day(5), wasOpenBefore: false, grewAt: [] },
    ]);
  });

  it('are two of one finding that comes back', () => {
    const episodes = episodesOf([opens(3), resolves(5), { ...opens(9), from: 'resolved' }], SINCE);
    expect(episodes.map(({ openedAt, resolvedAt }) => [openedAt, resolvedAt])).toEqual([
      [day(3), day(5)],
      [day(9), null],
    ]);
  });

  it('note when a finding grew, keep the worst severity, and do not count what shrank', () => {
    const grown: TimedTransition = {
      ...opens(4, { severity: 'critical' }),
      from: 'open',
      cause: { kind: 'grew', by: 'guardian' },
    };
    const shrunk: TimedTransition = {
      ...opens(5),
      from: 'open',
      shrank: true,
      cause: { kind: 'shrank', by: 'guardian' },
    };
    expect(episodesOf([opens(3), grown, shrunk], SINCE)).toMatchObject([{ severity: 'critical', grewAt: [day(4)] }]);
  });

  it('were open before the range where only the end is in it', () => {
    expect(episodesOf([resolves(5)], SINCE)).toMatchObject([
      { openedAt: SINCE, wasOpenBefore: true, resolvedAt: day(5) },
    ]);
  });

  it('do not end by what people decide', () => {
    const acknowledged: TimedTransition = { ...opens(4), from: 'open', to: 'acknowledged' };
    expect(episodesOf([opens(3), acknowledged], SINCE)).toMatchObject([{ resolvedAt: null, grewAt: [] }]);
  });
});

describe('The recorded episodes of a range', () => {
  const recorded = (records: readonly TimedTransition[], unresolved: readonly Finding[] = []) =>
    recordedEpisodes({
      records: records.map((record, seq) => ({ ...record, seq, run: `run ${seq}` })),
      unresolved,
      since: SINCE,
      until: UNTIL,
    });

  it('include what has been open all the while, and that the history does not mention', () => {
    expect(recorded([], [finding({ firstSeen: '2026-01-01T00:00:00.000Z' })])).toMatchObject([
      { wasOpenBefore: true, openedAt: SINCE, resolvedAt: null },
    ]);
  });

  it('leave out what opened after the range', () => {
    expect(recorded([opens(3, {}, '2026-04')])).toEqual([]);
  });

  it('are still open in the end where they resolved after it', () => {
    expect(recorded([opens(3), resolves(2, '2026-04')])).toMatchObject([{ openedAt: day(3), resolvedAt: null }]);
  });

  it('do not take for open before what was resolved then and came back after the range', () => {
    const back: TimedTransition = {
      ...opens(3, { firstSeen: '2026-01-01T00:00:00.000Z' }, '2026-04'),
      from: 'resolved',
    };
    expect(recorded([back], [back.finding])).toEqual([]);
  });
});

describe('What would have fired against what did', () => {
  const compare = (replayed: readonly Episode[], recorded: readonly Episode[], unknown = false) =>
    compareEpisodes({
      replayed,
      recorded,
      isOff: () => false,
      isOfUsage: (rule) => rule === 'quota-share',
      isUnknown: () => unknown,
    });
  const [episode] = episodesOf([opens(3), resolves(5)], SINCE) as [Episode];

  it('is the same finding at about the same time, with how much later', () => {
    const later = { ...episode, openedAt: '2026-03-03T06:00:00.000Z' };
    expect(compare([later], [episode])).toMatchObject({
      both: [{ laterBySeconds: 21_600 }],
      onlyReplay: [],
      onlyHistory: [],
    });
  });

  it('is not the same finding at another time', () => {
    const [other] = episodesOf([opens(20), resolves(22)], SINCE) as [Episode];
    expect(compare([other], [episode])).toMatchObject({
      both: [],
      onlyReplay: [{ openedAt: day(20) }],
      onlyHistory: [{}],
    });
  });

  it('leaves undecided what could not be judged', () => {
    expect(compare([], [episode], true)).toMatchObject({ onlyHistory: [], undecided: [episode] });
  });

  it.each([
    ['figures', { rule: 'quota-share' }],
    ['manifest', { vendor: 'Acme' }],
    ['rule', { vendor: null }],
  ])('names %s as the likely reason', (because, difference) => {
    expect(compare([], [{ ...episode, ...difference }]).onlyHistory).toMatchObject([{ because }]);
  });
});

describe('The noise that a back-test would have made', () => {
  it('is one message for what opens at one time with one severity, in weeks from Monday on', () => {
    const episodes = episodesOf([opens(3), opens(3, { id: 'b' }), opens(9, { id: 'c', severity: 'low' })], SINCE);
    expect(alertsByWeek(episodes, { since: day(2), until: day(15) })).toEqual([
      { monday: '2026-03-02', messages: { critical: 0, high: 1, medium: 0, low: 0, info: 0 }, findings: 2 },
      { monday: '2026-03-09', messages: { critical: 0, high: 0, medium: 0, low: 1, info: 0 }, findings: 1 },
    ]);
  });

  it('does not count what was open before', () => {
    expect(alertsByWeek(episodesOf([opens(1)], SINCE), { since: SINCE, until: day(1) })).toMatchObject([
      { findings: 0 },
    ]);
  });
});

function finding(difference: Partial<Finding> = {}): Finding {
  return {
    id: 'scope-added-0123456789ab',
    rule: 'scope-added',
    severity: 'high',
    state: 'open',
    org: 'prod',
    client: { id: 'c1', name: 'Acme Recorder' },
    vendor: null,
    subject: 'recordings',
    title: 'Scope recordings is beyond what was approved',
    because: 'It was not approved.',
    evidence: {},
    fix: [],
    firstSeen: day(3),
    lastSeen: day(3),
    asOf: day(3),
    ...difference,
  };
}

function opens(date: number, difference: Partial<Finding> = {}, month = '2026-03'): TimedTransition {
  return { at: day(date, month), from: null, to: 'open', finding: finding(difference) };
}

function resolves(date: number, month = '2026-03'): TimedTransition {
  const resolved = finding({ state: 'resolved' });
  return {
    at: day(date, month),
    from: 'open',
    to: 'resolved',
    finding: resolved,
    cause: { kind: 'gone', by: 'guardian' },
  };
}

function day(date: number, month = '2026-03'): string {
  return `${month}-${String(date).padStart(2, '0')}T00:00:00.000Z`;
}
