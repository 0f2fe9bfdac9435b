import { ReplayDocument } from '../support/documents.ts';
import { complaints, Desk } from './support/guardian.ts';

/** What somebody sees who asks, after `npm start`, what today's rules say of that story. */
describe('guardian replay after the story', () => {
  const desk = new Desk();
  beforeAll(async () => {
    expect((await desk.run(['start', '--quiet'])).code).toBe(0);
  });
  afterAll(() => desk.clear());

  const ask = (...args: string[]) => desk.ask(ReplayDocument, ['replay', '--since', '7d', ...args]);

  it('finds again what the story tells, and nothing else', async () => {
    const { code, document, stderr } = await ask();
    // The story is a day old: what was before it nobody knows.
    expect(code).toBe(3);
    expect(document.isIncomplete).toBe(true);
    expect(complaints(stderr)).toEqual([]);
    expect(document.both.map(({ replayed }) => replayed.rule).sort()).toEqual([
      'all-divisions-grant',
      'division-widened',
      'implicit-grant',
      'quota-share',
      'role-permissions-widened',
      'scope-added',
      'scope-added',
      'scope-added',
      'scope-broader-than-needed',
      'usage-spike',
    ]);
    expect([...document.onlyReplay, ...document.onlyHistory, ...document.undecided]).toEqual([]);
  });

  it('opens a drift at the very time of the run that saw it, and judges usage by whole days', async () => {
    const { document } = await ask();
    const drift = document.both.find(({ replayed }) => replayed.rule === 'division-widened');
    expect(drift).toMatchObject({ laterBySeconds: 0, replayed: { client: { name: 'Lumen Wallboard' } } });
    expect(document.rules.find(({ rule }) => rule === 'quota-share')).toMatchObject({ resolution: 'day', fired: 1 });
  });

  it('tries another threshold without editing anything', async () => {
    const { document } = await ask('--rule', 'usage-spike', '--threshold', 'minimumRequests=1000000');
    expect(document.tried).toEqual({ thresholds: { minimumRequests: 1_000_000 }, includeOff: false });
    expect([...document.both, ...document.onlyReplay]).toEqual([]);
    expect(document.onlyHistory).toMatchObject([{ rule: 'usage-spike', because: 'figures' }]);
  });

  it('answers with 3 for a rule of which no past can be judged', async () => {
    const { code, document } = await ask('--rule', 'guardian-blind');
    expect(code).toBe(3);
    expect(document.notReplayed).toMatchObject([{ rule: 'guardian-blind' }]);
  });

  it.each([
    [
      'a threshold that does not exist',
      ['--threshold', 'quotaShar=0.3'],
      /no threshold 'quotaShar'. Known: quotaShare/,
    ],
    ['a threshold that is no number', ['--threshold', 'quotaShare=much'], /is a number, and 'much' is none/],
    ['a threshold that guardian.yaml would not take', ['--threshold', 'quotaShare=-1'], /quotaShare cannot be that/],
    ['a threshold without a value', ['--threshold', 'quotaShare'], /name=value/],
    ['a rule that does not exist', ['--rule', 'scope-aded'], /did you mean 'scope-added'/],
  ])('refuses %s with 2, on stderr only', async (_what, args, message) => {
    const { code, stdout, stderr } = await desk.run(['replay', '--quiet', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('shows a table for people, with what fired then and what could not be judged', async () => {
    const { code, stdout } = await desk.run(['replay', '--since', '1450m', '--quiet']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Would have fired:$/m);
    expect(stdout).toMatch(/scope-added +HIGH +Northwind CRM Connector .* fired$/m);
    expect(stdout).toMatch(/^Not judged at all:\n(.*\n)*? {2}guardian-blind: /m);
    expect(stdout).not.toContain('\u001b');
  });
});
