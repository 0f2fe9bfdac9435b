import { ManifestCheckDocument } from '../support/documents.ts';
import { Desk } from './support/guardian.ts';

/** How the command line answers those who get its words wrong, or ask for help. */
describe('guardian', () => {
  const desk = new Desk();
  afterAll(() => desk.clear());

  it('tells its version and its help on stdout', async () => {
    expect(await desk.run(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    const help = await desk.run(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toMatch(/Exit codes: 0 nothing open, 1 open findings/);
  });

  it.each([
    ['an unknown command', ['fnidings'], /Did you mean findings\?/],
    ['a rule that does not exist', ['findings', '--rule', 'scope-aded'], /did you mean 'scope-added'/],
    ['a config file that is not there', ['findings', '--config', 'none.yaml'], /none.yaml: there is no such file/],
  ])('refuses %s with 2, and says so on stderr only', async (_what, args, message) => {
    const { code, stdout, stderr } = await desk.run([...args, '--quiet']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  it.each([
    [
      'half a pair of credentials',
      { GENESYS_CLIENT_ID: 'c1' },
      [/GENESYS_CLIENT_SECRET: missing, though GENESYS_CLIENT_ID/],
    ],
    [
      'everything that is wrong at once, without repeating a secret',
      {
        GENESYS_CLIENT_ID: 'c1',
        GENESYS_CLIENT_SECRET: 'not to be seen',
        GENESYS_REGION: 'eu-centrl-1',
        GUARDIAN_NOW: 'now',
      },
      [
        /GENESYS_CLIENT_SECRET: a secret holds no spaces/,
        /did you mean `eu-central-1`/,
        /GUARDIAN_NOW: expected an ISO 8601/,
      ],
    ],
    [
      'a gateway that is no URL',
      { GENESYS_CLIENT_ID: 'c1', GENESYS_CLIENT_SECRET: 's', GENESYS_GATEWAY: 'here' },
      [/GENESYS_GATEWAY/],
    ],
  ])('refuses an environment with %s', async (_what, env, messages) => {
    const { code, stdout, stderr } = await desk.run(['scan', '--json'], env as Record<string, string>);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const message of messages) expect(stderr).toMatch(message);
    expect(stderr).not.toContain('not to be seen');
  });
});

describe('guardian manifest check', () => {
  const desk = new Desk();
  afterAll(() => desk.clear());

  it('says what is in a good file', async () => {
    desk.write('good.yaml', 'orgs: [{ name: prod }]\nvendors: [{ name: Acme, owner: Voice, clients: ["Acme *"] }]\n');
    const good = await desk.ask(ManifestCheckDocument, ['manifest', 'check', 'good.yaml']);
    expect(good).toMatchObject({ code: 0, document: { ok: true, problems: [], orgs: ['prod'], vendors: ['Acme'] } });
    const { stdout } = await desk.run(['manifest', 'check', 'good.yaml']);
    expect(stdout).toMatch(/good\.yaml is in order: 1 org, 1 vendor \(Acme\)/);
  });

  it('tells ten mistakes at once, each with its place', async () => {
    desk.write('bad.yaml', TEN_MISTAKES);
    const { code, document } = await desk.ask(ManifestCheckDocument, ['manifest', 'check', 'bad.yaml']);
    expect({ code, ok: document.ok }).toEqual({ code: 2, ok: false });
    expect(document.problems).toHaveLength(10);
    expect(document.problems.every(({ line, column }) => line !== undefined && column !== undefined)).toBe(true);
    const { stdout, stderr } = await desk.run(['manifest', 'check', 'bad.yaml']);
    expect(stdout.match(/^bad\.yaml:\d+:\d+ /gm)).toHaveLength(10);
    expect(stdout).toMatch(/^10 problems in bad\.yaml$/m);
    expect(stderr).toBe('');
  });

  it('tells them too when another command needs the file', async () => {
    desk.write('guardian.yaml', TEN_MISTAKES);
    const { code, stdout, stderr } = await desk.run(['findings']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.match(/guardian\.yaml:\d+:\d+ /g)).toHaveLength(10);
  });

  it('refuses a file that is not there, and takes the defaults where none was named', async () => {
    const empty = new Desk();
    const missing = await empty.ask(ManifestCheckDocument, ['manifest', 'check', 'none.yaml']);
    expect(missing).toMatchObject({
      code: 2,
      document: { ok: false, problems: [{ message: 'there is no such file' }] },
    });
    expect(await empty.run(['manifest', 'check'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching('There is no'),
    });
    empty.clear();
  });
});

const TEN_MISTAKES = `orgs:
  - name: prod
    region: eu-centrl-1
    enforceScopes: maybe
    billingDay: 99
vendors:
  - name: Acme
    owner: Voice
    clients: [Acme]
    grantType: CODES
    maxTokenSeconds: soon
    quotaShare: 7
    reviewBy: someday
rules:
  scope-aded: high
  scope-added: loud
threshold: {}
`;
