import { composeMessages } from '../../lib/alerts/index.ts';
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
  grew,
  opened,
  reopened,
  resolved,
  SITUATIONS,
  settings,
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

function messagesOf(name: string) {
  const options = SITUATIONS[name];
  if (!options) throw new Error(`no situation ${name}`);
  return composeMessages(options);
}
