import { composeMessages } from '../../lib/alerts/index.ts';
import type { Finding, Transition } from '../../lib/domain/finding.ts';
import { SEVERITIES } from '../../lib/domain/severity.ts';
import { golden, shown } from './golden.ts';
import {
  aBlindness,
  aFinding,
  aFlood,
  aQuotaShare,
  aRun,
  aScope,
  CONNECTOR,
  escalated,
  grew,
  opened,
  reopened,
  resolved,
  SITUATIONS,
  settings,
  unwaived,
  vendors,
  waiverOf,
} from './situations.ts';

const SITUATION_NAMES = Object.keys(SITUATIONS);

describe('the messages of a situation', () => {
  it.each(SITUATION_NAMES)('%s: are to the letter what the golden file says', (name) => {
    expect(shown(messagesOf(name))).toBe(golden(name));
  });

  it.each(SITUATION_NAMES)('%s: keep the limits of every channel', (name) => {
    for (const { subject, text, sms } of messagesOf(name)) {
      expect(subject).toMatch(/^[\x20-\x7e]{1,99}$/);
      expect(text).toMatch(/^[\x20-\x7e\n]+$/);
      expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(76);
      expect(sms?.length ?? 0).toBeLessThanOrEqual(140);
    }
  });

  it.each(SITUATION_NAMES)('%s: tell every finding in the same order', (name) => {
    const alerts = messagesOf(name).filter(({ kind }) => ['alert', 'reminder'].includes(kind));
    for (const { text } of alerts) {
      for (const told of text.split(/^\d+\. (?=[A-Z])/m).slice(1)) {
        const labels = [...told.matchAll(/^ {3}([A-Z][a-z]*(?: [a-z]+)?) {2,}/gm)].map(([, label]) => label);
        expect(labels.slice(labels.indexOf('Why'))).toEqual(PARTS);
        expect(FIRST_PARTS.filter((label) => labels.includes(label))).toEqual(labels.slice(0, labels.indexOf('Why')));
      }
    }
  });
});

/** Those that there may be or not, and stand first. */
const FIRST_PARTS = ['Waiver', 'Acked', 'Changed', 'New'];
const PARTS = ['Why', 'Who', 'When', 'To do', 'Ack', 'Waive', 'Id', 'Rule', 'As of'];

describe('composeMessages', () => {
  it('makes one message per severity, worst first, however many findings there are', () => {
    const transitions = SEVERITIES.flatMap((severity) =>
      ['users', 'routing', 'oauth'].map((scope) => opened(aScope(scope, { severity }))),
    );
    const messages = composeMessages({ run: aRun(), transitions: transitions.reverse(), settings });
    expect(messages.map(({ severity, kind }) => [severity, kind])).toEqual(
      SEVERITIES.map((severity) => [severity, 'alert']),
    );
  });

  it('gives each message of a run a key of its own, and the same key the next time', () => {
    const transitions = [opened(aFinding()), opened(aScope('oauth', { severity: 'low' })), resolved(aQuotaShare())];
    const keys = () => composeMessages({ run: aRun(), transitions, settings }).map(({ key }) => key);
    expect(keys()).toEqual(['prod/42/alert/high', 'prod/42/alert/low', 'prod/42/resolved/high']);
    expect(keys()).toEqual(keys());
  });

  it('does not depend on the order of transitions', () => {
    const transitions = [...aFlood(20), resolved(aFinding()), grew(aQuotaShare())];
    const messages = composeMessages({ run: aRun(), transitions, settings });
    expect(composeMessages({ run: aRun(), transitions: [...transitions].reverse(), settings })).toEqual(messages);
  });

  it('has nothing to say of a quiet run', () => {
    expect(composeMessages({ run: aRun(), transitions: [], settings })).toEqual([]);
  });

  it.each(['acknowledged', 'waived'] as const)('has nothing to say of what somebody has %s', (to) => {
    const finding = aFinding({ state: to });
    expect(composeMessages({ run: aRun(), transitions: [{ from: 'open', to, finding }], settings })).toEqual([]);
  });

  it('has nothing to say of staged rules alone', () => {
    const transitions = [opened(aFinding({ staged: true })), resolved(aQuotaShare({ staged: true }))];
    expect(composeMessages({ run: aRun(), transitions, settings })).toEqual([]);
  });

  it('counts staged rules where it says something else', () => {
    const transitions = [opened(aFinding()), opened(aScope('oauth', { staged: true }))];
    const [message, ...others] = composeMessages({ run: aRun(), transitions, settings });
    expect(others).toEqual([]);
    expect(message?.text).toContain('Not told here: 1 change in findings of staged rules.');
    expect(message?.text).not.toContain('oauth');
  });

  it('makes a summary of one more finding than the storm breaker allows, and alerts of just as many', () => {
    const kinds = (count: number) =>
      new Set(composeMessages({ run: aRun(), transitions: aFlood(count), settings }).map(({ kind }) => kind));
    expect(kinds(25)).toEqual(new Set(['alert']));
    expect(kinds(26)).toEqual(new Set(['summary']));
  });

  it('counts only what opened towards a storm', () => {
    const transitions = [...aFlood(25).map(({ finding }) => grew(finding)), ...aFlood(40).slice(25)];
    const messages = composeMessages({ run: aRun(), transitions, settings });
    expect(messages.map(({ kind }) => kind)).not.toContain('summary');
  });

  it('counts a flood that comes back as a storm', () => {
    const transitions = aFlood(26).map(({ finding }) => reopened(finding));
    expect(composeMessages({ run: aRun(), transitions, settings }).map(({ kind }) => kind)).toEqual(['summary']);
  });

  it('tells forty findings in full and counts the rest, with the command that lists them', () => {
    const transitions = Array.from({ length: 47 }, (_, n) => grew(aScope(`scope${n}`)));
    const [message] = composeMessages({ run: aRun(), transitions, settings });
    expect(message?.text).toContain('\n40. GREW:');
    expect(message?.text).not.toContain('\n41. ');
    expect(message?.text).toContain(
      'And 7 more findings of this severity. All of them:\n  guardian findings --org prod --severity high\n',
    );
  });

  it('stays under 200 KB whatever the findings hold, and still counts all of them', () => {
    const long = 'x'.repeat(100_000);
    const transitions = Array.from({ length: 40 }, (_, n) =>
      grew(
        aScope(`scope${n}`, {
          title: long,
          because: '\u{1F600}'.repeat(50_000),
          fix: Array.from({ length: 100 }, () => '\u{1F600}'.repeat(50_000)),
          change: { added: Array.from({ length: 900 }, (_, m) => `scope ${m} ${long}`), removed: [], changed: [] },
        }),
      ),
    );
    const [message] = composeMessages({ run: aRun(), transitions, settings });
    const told = message?.text.match(/^\d+\. GREW/gm)?.length ?? 0;
    expect(Buffer.byteLength(message?.text ?? '')).toBeLessThanOrEqual(200_000);
    expect(message?.text).toContain(`And ${40 - told} more finding`);
  });

  it('says how many lines of a change it leaves out', () => {
    const added = Array.from({ length: 134 }, (_, n) => `scope s${n}`);
    const transitions = [opened(aFinding({ change: { added, removed: [], changed: [] } }))];
    const [message] = composeMessages({ run: aRun(), transitions, settings });
    expect(message?.text).toContain('+ scope s19\n            and 114 more\n');
  });

  it.each(['medium', 'low', 'info'] as const)('rings no telephone for %s', (severity) => {
    const [message] = composeMessages({ run: aRun(), transitions: [opened(aFinding({ severity }))], settings });
    expect(message).not.toHaveProperty('sms');
  });

  it('rings no telephone for a first look or for what resolved', () => {
    const first = composeMessages({ run: aRun({ isBaseline: true }), transitions: aFlood(3), settings });
    const after = composeMessages({ run: aRun(), transitions: [resolved(aFinding())], settings });
    expect([...first, ...after].map(({ kind, sms }) => [kind, sms])).toEqual([
      ['summary', undefined],
      ['resolved', undefined],
    ]);
  });

  it('names no person, and names the actor by id in no text message', () => {
    const messages = SITUATION_NAMES.flatMap(messagesOf);
    expect(messages.map(({ text, subject, sms }) => `${text}${subject}${sms}`).join('\n')).not.toContain('Jane');
    expect(messages.map(({ sms, subject }) => `${sms}${subject}`).join('\n')).not.toContain('7f3e2d10');
  });

  it('says whether a filter can rely on one vendor and one rule', () => {
    const of = (...transitions: ReturnType<typeof opened>[]) =>
      composeMessages({ run: aRun(), transitions, settings })[0]?.attributes;
    expect(of(opened(aFinding()))).toMatchObject({ vendor: 'Acme', rule: 'scope-added', state: 'open' });
    expect(of(opened(aScope('oauth', { client: CONNECTOR, vendor: null })))).toMatchObject({ vendor: 'none' });
    expect(of(opened(aFinding()), opened(aQuotaShare()))).toMatchObject({ vendor: 'several', rule: 'several' });
  });

  it('speaks of the org itself where no client is meant', () => {
    const transitions = [opened(aBlindness()), opened(aFinding())];
    const [message] = composeMessages({ run: aRun(), transitions, settings });
    expect(message?.subject).toBe('[HIGH] 1 client and the org itself: Acme Recorder | org prod');
    expect(message?.text).not.toContain('--client -');
  });

  it('tells of a first look that failed once, and again only with news', () => {
    const failed = SITUATIONS['a-first-look-that-failed'];
    if (!failed) throw new Error('no such situation');
    const again = { ...failed, run: { ...failed.run, seq: 2 } };
    expect(composeMessages(failed)).toHaveLength(1);
    expect(composeMessages(again)).toEqual([]);
    expect(composeMessages({ ...again, transitions: [opened(aBlindness())] })).toHaveLength(1);
  });

  it('calls a usage run no first look, since it looks at no client', () => {
    const { baselineAt: _, ...run } = aRun({ seq: 1, isBaseline: true, job: 'usage' });
    expect(composeMessages({ run, transitions: [], settings })).toEqual([]);
  });
});

describe('a message about what changed', () => {
  const subjectOf = (...transitions: Transition[]) =>
    composeMessages({ run: aRun(), transitions, settings })[0]?.subject;

  it.each([
    ['nothing, of what is new', opened(aFinding()), ''],
    ['that it is back', reopened(aFinding()), 'back: '],
    ['that it grew', grew(aFinding()), 'grew: '],
    ['that it is beyond its waiver', grew(aFinding(), { state: 'waived' }), 'beyond its waiver: '],
    ['that it escalated', escalated(aFinding(), { severity: 'medium' }), 'escalated: '],
    ['that its rule is no longer staged', unstaged(), 'no longer staged: '],
    ['that its waiver expired', unwaived(aFinding(), waiverOf(aFinding()), 'waiver-expired'), 'waiver expired: '],
    [
      'that its waiver was withdrawn',
      unwaived(aFinding(), waiverOf(aFinding()), 'waiver-withdrawn'),
      'waiver withdrawn: ',
    ],
  ])('says first %s', (_, transition, word) => {
    expect(subjectOf(transition)).toBe(`[HIGH] ${word}Acme Recorder: +1 scope (users) | org prod`);
  });

  it('says no such word where different things happened', () => {
    expect(subjectOf(grew(aFinding()), opened(aScope('oauth')))).toBe(
      '[HIGH] Acme Recorder: +2 scopes (oauth, ...) | org prod',
    );
  });

  it('still has words for records of versions that named no cause', () => {
    const { cause: _, ...old } = grew(aFinding());
    expect(composeMessages({ run: aRun(), transitions: [old], settings })[0]?.text).toContain('1. CHANGED: ');
  });

  it.each([
    ['more of a list', { gained: ['a', 'b'] }, { gained: ['a'] }, ['+ gained b']],
    ['a higher figure', { shareAtLeast: 0.8 }, { shareAtLeast: 0.6 }, ['+ share at least: 0.8 (was 0.6)']],
    ['another value', { grantType: 'CODE' }, { grantType: 'TOKEN' }, ['+ grant type: CODE (was TOKEN)']],
    ['something of which nothing was known', { state: 'active' }, {}, ['+ state: active']],
    [
      'nothing, where it says less',
      { gained: ['a'], shareAtLeast: 0.6 },
      { gained: ['a', 'b'], shareAtLeast: 0.8 },
      [],
    ],
  ])('names %s as new', (_, evidence, known, lines) => {
    const transition = grew(aFinding({ evidence }), { evidence: known });
    const [message] = composeMessages({ run: aRun(), transitions: [transition], settings });
    expect([...(message?.text ?? '').matchAll(/^ {3}New {6}(.+)$/gm)].map(([, line]) => line)).toEqual(lines);
  });

  it('measures what is new by what was waived, not by what was known last', () => {
    const covers = { evidence: { gained: ['a'] }, severity: 'high' } as const;
    const finding = aFinding({ evidence: { gained: ['a', 'b', 'c'] } });
    const before = {
      state: 'waived',
      evidence: { gained: ['a', 'b'] },
      waiver: waiverOf(finding, { covers }),
    } as const;
    const [message] = composeMessages({ run: aRun(), transitions: [grew(finding, before)], settings });
    expect(message?.text).toMatch(/New {6}\+ gained b\n {12}\+ gained c/);
  });
});

describe('a reminder', () => {
  const remind = (reminders: readonly Finding[], transitions: readonly Transition[] = []) =>
    composeMessages({ run: aRun(), transitions, reminders, vendors, settings });
  const oldFinding = aFinding({ firstSeen: '2026-11-08T09:00:00.000Z' });

  it('says that a finding is still open, for how long, and who should look', () => {
    const [message, ...others] = remind([oldFinding]);
    expect(others).toEqual([]);
    expect(message).toMatchObject({ kind: 'reminder', severity: 'high', attributes: { owner: 'Team Voice' } });
    expect(message?.subject).toBe('[HIGH] still open: Acme Recorder: +1 scope (users) | org prod');
    expect(message?.text).toContain('1. STILL OPEN for 12 days: ');
    expect(message?.text).toContain('Who should look: Team Voice\n');
  });

  it('is a message of its own beside an alert of the same severity', () => {
    const keys = remind([oldFinding], [opened(aScope('oauth'))]).map(({ key }) => key);
    expect(keys).toEqual(['prod/42/alert/high', 'prod/42/reminder/high']);
  });

  it('is one for each severity, worst first', () => {
    const reminders = SEVERITIES.map((severity) => aScope(severity, { severity }));
    expect(remind(reminders.reverse()).map(({ severity }) => severity)).toEqual(SEVERITIES);
  });

  it('begins with the oldest, whatever order it is given', () => {
    const reminders = [3, 1, 2].map((day) => aScope(`scope${day}`, { firstSeen: `2026-11-0${day}T09:00:00.000Z` }));
    const [message] = remind(reminders);
    expect([...(message?.text ?? '').matchAll(/^\d\. .*(scope\d)/gm)].map(([, scope]) => scope)).toEqual([
      'scope1',
      'scope2',
      'scope3',
    ]);
  });

  it.each([
    [25, 3],
    [26, 1],
  ])('of %i findings is %i, since more than the storm breaker allows are one', (count, messages) => {
    expect(remind(aFlood(count).map(({ finding }) => finding))).toHaveLength(messages);
  });

  it('rings no telephone, and tells nothing of staged rules', () => {
    expect(remind([oldFinding])[0]).not.toHaveProperty('sms');
    expect(remind([{ ...oldFinding, staged: true }])).toEqual([]);
  });

  it('comes also where a first look is not finished', () => {
    const { baselineAt: _, ...run } = aRun({ isBaseline: true });
    const messages = composeMessages({ run, transitions: [], reminders: [oldFinding], settings });
    expect(messages.map(({ kind }) => kind)).toEqual(['reminder']);
  });
});

describe('nobody', () => {
  it('is told of what somebody decided', () => {
    const run = aRun({ job: 'act', act: { kind: 'reopen', by: 'ada' } });
    const transitions = [unwaived(aFinding(), waiverOf(aFinding()), 'waiver-withdrawn')];
    expect(composeMessages({ run, transitions, reminders: [aFinding()], settings })).toEqual([]);
  });

  it('is told of the end of what somebody had waived', () => {
    const waived = aFinding({ state: 'waived', waiver: waiverOf(aFinding()) });
    const transitions = [resolved(waived), resolved(aScope('oauth'))];
    const [message] = composeMessages({ run: aRun(), transitions, settings });
    expect(message?.text).toContain('RESOLVED in org prod: 1 finding\n');
    expect(message?.text).not.toContain(waived.id);
  });

  it('is told that something was mended when its rule was switched off', () => {
    const [message] = composeMessages({ run: aRun(), transitions: [resolved(aFinding(), 'rule-off')], settings });
    expect(message?.text).toMatch(/Nothing\s+was\s+mended\./);
    expect(message?.text).not.toContain('no longer so');
  });
});

describe('the owner of a message', () => {
  const ownerOf = (...findings: Finding[]) =>
    composeMessages({ run: aRun(), transitions: findings.map(opened), vendors, settings })[0]?.attributes.owner;

  it.each([
    ['whoever answers for its vendor', [aFinding()], 'Team Voice'],
    ['nobody where no vendor claims the client', [aFinding({ vendor: null })], 'none'],
    ['nobody where the vendor names none', [aQuotaShare()], 'none'],
    ['several where it is about vendors of several', [aFinding(), aQuotaShare()], 'several'],
  ])('is %s', (_, findings, owner) => {
    expect(ownerOf(...findings)).toBe(owner);
  });
});

function unstaged(): Transition {
  return { ...grew(aFinding()), cause: { kind: 'unstaged', by: 'guardian' } };
}

function messagesOf(name: string) {
  const options = SITUATIONS[name];
  if (!options) throw new Error(`no situation ${name}`);
  return composeMessages(options);
}
