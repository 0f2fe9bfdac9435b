import { UsageError } from '../../lib/errors.ts';
import { call, memoryStore, noManifests } from './support/surroundings.ts';

const COMMANDS = [
  'start',
  'scan',
  'findings',
  'history',
  'show',
  'diff',
  'usage',
  'advise',
  'doctor',
  'ack',
  'waive',
  'accept',
  'explain',
  'catalogue show',
  'catalogue update',
  'migrate',
  'replay',
  'manifest init',
  'manifest check',
  'export',
  'manifest snapshot',
];

describe('the command line', () => {
  const store = memoryStore();

  it('tells its version on stdout', async () => {
    expect(await call(['--version'])).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
  });

  it('lists every command in its help', async () => {
    const { code, stdout } = await call(['--help']);
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command.split(' ')[0]} `, 'm'));
  });

  it.each(COMMANDS)('shows examples in the help of %s', async (command) => {
    const { code, stdout } = await call([...command.split(' '), '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples:\\n {2}\\$ guardian ${command}`));
  });

  it.each([
    ['an unknown command, with the one that was meant', ['fnidings'], /Did you mean findings\?/],
    ['an unknown option, with the one that was meant', ['findings', '--cleint', 'x'], /Did you mean --client\?/],
    ['no command', [], /Usage: guardian/],
    ['too many words', ['findings', 'Acme'], /too many arguments/],
    ['a severity that does not exist', ['findings', '--severity', 'bad'], /Allowed choices are critical, high/],
    ['a state that does not exist', ['findings', '--state', 'opn'], /unknown state 'opn': allowed are open, ack/],
    ['a limit that is no number', ['history', '--limit', '1e3'], /a whole number from 1 on/],
    ['a limit of nothing', ['history', '--limit', '0'], /a whole number from 1 on/],
    ['a time that is none', ['history', '--since', 'yesterday'], /'yesterday' is no time/],
    ['a slot that is no time', ['scan', '--slot', 'noon'], /'noon' is no time for a slot/],
    ['a job that does not exist', ['scan', '--job', 'some'], /Allowed choices are configuration, usage, all/],
    ['a timeout of nothing', ['scan', '--timeout', '0'], /a number of seconds above 0/],
    ['a vendor that is near to one', ['findings', '--vendor', 'Acme Recoder'], /did you mean 'Acme Recorder'\?/],
    ['a vendor that is near to none', ['usage', '--vendor', 'Zzz'], /Known: Acme Recorder, Northwind CRM/],
    ['a rule that does not exist', ['history', '--rule', 'scope-aded'], /did you mean 'scope-added'\?/],
    ['no client to show', ['show'], /name a client/],
    ['two clients to show', ['show', 'a', '--client', 'b'], /two clients are named, 'a' and 'b'/],
    ['nothing to compare with', ['diff', 'x'], /--from TIME, or --with CLIENT/],
    ['a document of a story', ['start', '--json'], /guardian scan --json/],
    ['two questions about advice at once', ['advise', '--blast', '--enforce-scopes'], /ask one at a time/],
    ['a name that nothing knows', ['advise', '--explain', 'users:readonyl'], /neither the API nor any client knows/],
    ['a history of what is still to come', ['history', '--since', '2030-01-01'], /later than now/],
    ['a back-test of nothing', ['replay', '--since', '0m'], /nothing lies between/],
    ['to do without such a name', ['advise', '--simulate', 'users', 'nope'], /neither .* knows 'nope'/],
  ])('refuses %s with 2, on stderr only', async (_what, args, message) => {
    const { code, stdout, stderr } = await call(args, { store: store.current });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });

  it('answers a question about a client before the first run with 3: that is no clean answer', async () => {
    const { code, stdout, stderr } = await call(['show', 'Acme'], { store: store.current });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain("run 'guardian scan' first");
  });

  it('takes --json before the command as well as after it', async () => {
    const before = await call(['--json', 'findings'], { store: store.current });
    const after = await call(['findings', '--json'], { store: store.current });
    expect(before).toEqual(after);
    expect(JSON.parse(before.stdout)).toMatchObject({ schema: 1, findings: [] });
  });

  it('escapes in JSON what would steer a terminal', async () => {
    const file = 'guardian\u001b[2J\u202e.yaml';
    const read = () => ({ file, message: 'wrong', problems: [{ file, path: '', message: 'wrong' }] });
    const openManifests = async () => ({ ...noManifests, read });
    const { stdout } = await call(['manifest', 'check', '--json'], { around: { openManifests } });
    expect(stdout).toContain('"guardian\\u001b[2J\\u202e.yaml"');
    expect(JSON.parse(stdout)).toMatchObject({ file, ok: false });
  });

  it('hands the config file to whoever opens the workbench', async () => {
    const openWorkbench = async ({ configFile }: { configFile?: string }) => {
      throw new UsageError(`asked for ${configFile}`);
    };
    const { stderr } = await call(['findings', '--config', 'other.yaml'], { around: { openWorkbench } });
    expect(stderr).toBe('guardian: asked for other.yaml\n');
  });

  it('never calls an org clean of which nothing is known', async () => {
    for (const command of ['findings', 'history', 'usage', 'advise']) {
      expect((await call([command], { store: store.current })).code).toBe(3);
    }
  });

  it('ends with 3 on a mistake of its own, and says how to see more', async () => {
    const { code, stdout, stderr } = await call(['doctor', '--quiet']);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toBe('guardian: unexpected failure: no org to read here (set GUARDIAN_DEBUG=1 to see where)\n');
    const debug = await call(['doctor', '--quiet'], { env: { GUARDIAN_DEBUG: '1' } });
    expect(debug.stderr).toMatch(/Error: no org to read here\n {4}at /);
  });
});
