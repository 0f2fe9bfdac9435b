import fc from 'fast-check';
import { parseConfig } from '../../lib/config/config-file.ts';
import type { KnownNames } from '../../lib/config/cross-checks.ts';
import { ConfigError, type Problem } from '../../lib/config/problem.ts';
import { MAX_CONFIG_BYTES } from '../../lib/config/yaml-document.ts';

const known: KnownNames = {
  rules: ['scope-added', 'client-unused'],
  regions: ['eu-central-1', 'mypurecloud.de', 'us-east-1', 'mypurecloud.com'],
};

function problemsOf(text: string): readonly Problem[] {
  return errorOf(text).problems;
}

function linesOf(text: string): string[] {
  return errorOf(text).message.split('\n');
}

function errorOf(text: string): ConfigError {
  try {
    parseConfig(text, 'guardian.yaml', known);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the text was accepted');
}

/** A vendor with one more line, which stands in line 4 from column 5. */
function vendorWith(line: string): string {
  return `vendors:\n  - name: Acme\n    clients: ["Acme *"]\n    ${line}\n`;
}

/** An org with one more line, which stands in line 3 from column 5. */
function orgWith(line: string): string {
  return `orgs:\n  - name: prod\n    ${line}\n`;
}

describe('a good file', () => {
  it.each([
    ['empty', ''],
    ['with comments only', '# nothing yet\n'],
    ['with an empty document', '---\n'],
    ['with an empty mapping', '{}'],
  ])('gives the defaults when it is %s', (_, text) => {
    const { config } = parseConfig(text, 'guardian.yaml');
    expect(config).toMatchObject({
      vendors: [],
      rules: {},
      thresholds: { quotaShare: 0.5 },
      alerts: { digest: 'daily' },
    });
    expect(config.orgs).toBeUndefined();
  });

  it.each([
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['no line end at the end', (text: string) => text.trimEnd()],
  ])('may have %s', (_, change) => {
    const { config } = parseConfig(change(vendorWith('scopes: [users]')), 'guardian.yaml', known);
    expect(config.vendors).toEqual([{ name: 'Acme', clients: ['Acme *'], scopes: ['users'] }]);
  });

  it('keeps `off`, `home` and dates as the words that they are', () => {
    const text = `${vendorWith('reviewBy: 2020-01-01')}    roles: { Reader: [home] }\nrules: { scope-added: off }\n`;
    const { config } = parseConfig(text, 'guardian.yaml', known);
    expect(config.rules).toEqual({ 'scope-added': 'off' });
    expect(config.vendors[0]).toMatchObject({
      reviewBy: '2020-01-01',
      roles: [{ name: 'Reader', divisions: ['home'] }],
    });
  });

  it('may share lists with anchors', () => {
    const text =
      'vendors:\n  - {name: A, clients: [a], scopes: &read ["users:readonly"]}\n  - {name: B, clients: [b], scopes: *read}\n';
    expect(parseConfig(text, 'guardian.yaml').config.vendors[1]?.scopes).toEqual(['users:readonly']);
  });

  it('gives licences the spelling that the budget knows', () => {
    const { config } = parseConfig(orgWith('licences: { cx3: 100, COMMUNICATE: 5 }'), 'guardian.yaml');
    expect(config.orgs?.[0]?.licences).toEqual({ CX3: 100, Communicate: 5 });
  });

  it('lets two vendors have one client id where they share no org', () => {
    const orgs = 'orgs: [{ name: prod }, { name: test }]\n';
    const vendors =
      'vendors:\n  - { name: A, orgs: [prod], clients: [x] }\n  - { name: B, orgs: [test], clients: [x] }\n';
    expect(parseConfig(orgs + vendors, 'guardian.yaml').config.vendors).toHaveLength(2);
  });

  it('keeps its comments for an edit', () => {
    const text = 'vendors:\n  # signed in March\n  - name: Acme # the recorder\n    clients: [a]\n';
    expect(parseConfig(text, 'guardian.yaml').document.toString({ flowCollectionPadding: false })).toBe(text);
  });

  it('is judged without lists of rules and regions where none are given', () => {
    expect(() => parseConfig('rules: { no-such-rule: off }\norgs: [{ name: p, region: mars }]', 'f')).not.toThrow();
  });
});

describe('a wrong file', () => {
  const slips: [what: string, text: string, line: string][] = [
    [
      'an unquoted star in a list',
      vendorWith('roles: { Reader: [*] }'),
      '4:23 vendors[0].roles.Reader[0]: an unquoted * starts an alias in YAML; quote it: "*"',
    ],
    [
      'an unquoted pattern',
      'vendors:\n  - name: A\n    clients:\n      - *Recorder EU\n',
      '4:9 vendors[0].clients[0]: an unquoted * starts an alias in YAML; quote it: "*Recorder EU"',
    ],
    ['a key written twice', vendorWith('name: Other'), '4:5 vendors[0].name: key `name` is written twice'],
    ['a tab', 'vendors:\n\t- name: A\n', '2:1: a tab may not indent in YAML: use spaces'],
    [
      'two documents',
      'rules: {}\n---\nrules: {}\n',
      '2:1: a second document starts here: everything has to stand in one',
    ],
    [
      'a reserved character',
      vendorWith('owner: @platform'),
      '4:12: Plain value cannot start with reserved character @: put the value in quotes',
    ],
    ['an unknown tag', vendorWith('owner: !Ref Team'), '4:12: Unresolved tag: !Ref'],
    ['a list for a key', '? [a]\n: 1\n', '1:3: a key has to be plain text, not a list, mapping or alias'],
    ['a list instead of a mapping', '[1]', '1:1: expected a mapping (key: value)'],
    ['text instead of a mapping', 'hello', '1:1: expected a mapping (key: value); given: hello'],
    ['an empty key', vendorWith('scopes:'), '4:5 vendors[0].scopes: `scopes` is empty: write a value, or leave it out'],
    [
      'an empty entry',
      vendorWith('scopes: [users, ~]'),
      '4:21 vendors[0].scopes[1]: entry 2 is empty: write a value, or leave it out',
    ],
    ['a missing name', 'vendors:\n  - clients: [a]\n', '2:5 vendors[0].name: `name` is missing'],
    ['no clients', 'vendors:\n  - name: A\n    clients: []\n', '3:14 vendors[0].clients: must not be an empty list'],
    [
      'a number for a name',
      'vendors:\n  - name: 1e5\n    clients: [a]\n',
      '2:11 vendors[0].name: expected text: YAML reads this as a number, put it in quotes; given: 1e5',
    ],
    [
      'an empty name',
      'vendors:\n  - name: " "\n    clients: [a]\n',
      '2:11 vendors[0].name: must not be empty; given:  ',
    ],
    ['yes for true', orgWith('readAudits: yes'), '3:17 orgs[0].readAudits: expected true or false; given: yes'],
    [
      'yes for enforceScopes',
      orgWith('enforceScopes: yes'),
      '3:20 orgs[0].enforceScopes: expected true or false, or `unknown`; given: yes',
    ],
    [
      'a fraction',
      vendorWith('maxTokenSeconds: 1.5'),
      '4:22 vendors[0].maxTokenSeconds: expected a whole number; given: 1.5',
    ],
    ['too much', orgWith('billingDay: 31'), '3:17 orgs[0].billingDay: must be at most 28; given: 31'],
    ['too little', 'thresholds:\n  quotaShare: 0\n', '2:15 thresholds.quotaShare: must be more than 0; given: 0'],
    [
      'a grant type of another product',
      vendorWith('grantType: CODES'),
      '4:16 vendors[0].grantType: not a known value; did you mean `CODE`?; given: CODES; allowed: CODE, TOKEN, SAML2-BEARER, PASSWORD, CLIENT-CREDENTIALS',
    ],
    [
      'a permission among the scopes',
      vendorWith('scopes: ["users:user:view"]'),
      '4:14 vendors[0].scopes[0]: expected a scope such as users or users:readonly; given: users:user:view',
    ],
    [
      'a permission without action',
      vendorWith('permissions: [a:b:c, a:b]'),
      '4:26 vendors[0].permissions[1]: expected a permission such as analytics:conversationDetail:view (domain:entity:action; * for entity or action); given: a:b',
    ],
    [
      'a call without method',
      vendorWith('endpoints: [/api/v2/users]'),
      "4:17 vendors[0].endpoints[0]: expected a call such as 'GET /api/v2/users/{userId}' (method in capitals, one space, path; * as method or at the end); given: /api/v2/users",
    ],
    [
      'a redirect URI without host',
      vendorWith('redirectUris: [/callback]'),
      '4:20 vendors[0].redirectUris[0]: expected an absolute URI such as https://app.example.com/callback; given: /callback',
    ],
    [
      'a role without divisions',
      vendorWith('roles: { Reader: [] }'),
      '4:22 vendors[0].roles.Reader: must not be an empty list',
    ],
    [
      'a role in the long form without divisions',
      vendorWith('roles: [{ name: Reader }]'),
      '4:13 vendors[0].roles[0].divisions: `divisions` is missing',
    ],
    [
      'roles that are neither list nor mapping',
      vendorWith('roles: Reader'),
      '4:12 vendors[0].roles: expected a list, or a mapping (key: value); given: Reader',
    ],
    [
      'a day that does not exist',
      vendorWith('reviewBy: 2027-02-30'),
      '4:15 vendors[0].reviewBy: expected a day such as 2027-03-31; given: 2027-02-30',
    ],
    [
      'a schedule of five fields',
      'schedules:\n  usage: cron(0 7 * * *)\n',
      '2:10 schedules.usage: expected rate(1 hour) or a cron expression of six fields, one of the two days as ?, such as cron(0 7 * * ? *); given: cron(0 7 * * *)',
    ],
    [
      'a schedule that names both days',
      'schedules:\n  usage: cron(0 7 * * * *)\n',
      '2:10 schedules.usage: expected rate(1 hour) or a cron expression of six fields, one of the two days as ?, such as cron(0 7 * * ? *); given: cron(0 7 * * * *)',
    ],
    [
      'an e-mail address without @',
      'alerts:\n  email: [platform]\n',
      '2:11 alerts.email[0]: expected an e-mail address; given: platform',
    ],
    [
      'a telephone number without quotes',
      'alerts:\n  sms: [+4930123456]\n',
      '2:9 alerts.sms[0]: expected text, or a mapping (key: value): YAML reads this as a number, put it in quotes; given: +4930123456',
    ],
    [
      'a telephone number without country',
      'alerts:\n  sms: ["030 123456"]\n',
      '2:9 alerts.sms[0]: expected a telephone number such as "+4930123456" (+, country code, digits only); given: 030 123456',
    ],
    [
      'an unknown region',
      orgWith('region: eu-central-2'),
      '3:13 orgs[0].region: unknown region; did you mean `eu-central-1`?; given: eu-central-2; allowed: eu-central-1, mypurecloud.de, us-east-1, mypurecloud.com',
    ],
    [
      'an unknown licence',
      orgWith('licences: { CX4: 1 }'),
      '3:17 orgs[0].licences.CX4: unknown licence `CX4`; did you mean `CX1`?; allowed: Communicate, CX1, CX2, CX3, EX',
    ],
    [
      'one licence in two spellings',
      orgWith('licences: { CX3: 1, cx3: 2 }'),
      '3:25 orgs[0].licences.cx3: CX3 is written twice (case does not count)',
    ],
    [
      'a concurrent licence that is not sold',
      orgWith('licences: { EX: { concurrent: 2 } }'),
      '3:23 orgs[0].licences.EX.concurrent: EX has no concurrent licence: use named or hourly',
    ],
    [
      'a negative number of licences',
      orgWith('licences: { EX: -1 }'),
      '3:21 orgs[0].licences.EX: must be at least 0; given: -1',
    ],
    [
      'two budgets',
      orgWith('hourlyQuota: 10\n    monthlyAllowance: 10'),
      '3:5 orgs[0].hourlyQuota: the budget is already given by `monthlyAllowance`: keep one of licences, monthlyAllowance and hourlyQuota',
    ],
    [
      'two orgs of one name',
      'orgs:\n  - name: prod\n  - name: Prod\n',
      '3:11 orgs[1].name: the same name as orgs[0] (case does not count); given: Prod',
    ],
    [
      'two vendors of one name',
      'vendors:\n  - { name: A, clients: [a] }\n  - { name: A, clients: [b] }\n',
      '3:13 vendors[1].name: the same name as vendors[0] (case does not count); given: A',
    ],
    [
      'an unknown org',
      `orgs: [{ name: prod }]\n${vendorWith('orgs: [prod, prud]')}`,
      '5:18 vendors[0].orgs[1]: no org of this name; did you mean `prod`?; given: prud; allowed: prod',
    ],
    [
      'a client of two vendors',
      'vendors:\n  - { name: A, clients: [3f6c1d7e] }\n  - { name: B, clients: [b, 3F6C1D7E] }\n',
      '3:29 vendors[1].clients[1]: vendors[0] (A) already has it; given: 3F6C1D7E',
    ],
    [
      'an unknown rule',
      'rules:\n  scope-aded: off\n',
      '2:3 rules.scope-aded: unknown rule `scope-aded`; did you mean `scope-added`?; allowed: scope-added, client-unused',
    ],
    [
      'an unknown setting of a rule',
      'rules:\n  scope-added: { severty: low }\n',
      '2:18 rules.scope-added.severty: unknown key `severty`; did you mean `severity`?; allowed: severity, staging, off',
    ],
    [
      'an unknown severity',
      'rules:\n  scope-added: { severity: hihg }\n',
      '2:28 rules.scope-added.severity: not a known value; did you mean `high`?; given: hihg; allowed: critical, high, medium, low, info',
    ],
    [
      '`on` for a rule',
      'rules:\n  scope-added: on\n',
      '2:16 rules.scope-added: expected `off`, or a mapping (key: value); given: on',
    ],
    [
      'an unknown key far from any other',
      'zzzzzzzzzz: 1\n',
      '1:1 zzzzzzzzzz: unknown key `zzzzzzzzzz`; allowed: orgs, vendors, thresholds, schedules, alerts, retention, rules, waivers',
    ],
  ];

  it.each(slips)('with %s is told where and what', (_, text, line) => {
    expect(linesOf(text)).toContain(`guardian.yaml:${line}`);
  });

  it.each(slips.filter(([what]) => what !== 'two documents'))('with %s has no other problem', (_, text) => {
    const places = new Set(problemsOf(text).map(({ line, column }) => `${line}:${column}`));
    expect(places.size).toBe(1);
  });

  it('suggests the key that was meant', () => {
    expect(linesOf(vendorWith('scops: [users]'))[0]).toContain(
      '4:5 vendors[0].scops: unknown key `scops`; did you mean `scopes`?',
    );
  });

  it('is told every problem at once, in the order of the file', () => {
    const text = `orgs:
  - name: prod
    region: eu-zentral-1
vendors:
  - name: Acme
    orgs: [tset]
    clients: [*]
    scops: [users]
    scopes: ["bad scope"]
rules:
  scope-added: off
  scope-added: on
`;
    expect(problemsOf(text).map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([
      '3:13 orgs[0].region',
      '6:12 vendors[0].orgs[0]',
      '7:15 vendors[0].clients[0]',
      '8:5 vendors[0].scops',
      '9:14 vendors[0].scopes[0]',
      '12:3 rules.scope-added',
      '12:16 rules.scope-added',
    ]);
  });

  it('is judged up to the line in which its syntax breaks', () => {
    const text = 'thresholds:\n  quotaShare: 0\nvendors:\n  - name: [x\n    clints: y\n';
    expect(problemsOf(text).map(({ line, path }) => `${line} ${path}`)).toEqual([
      '2 thresholds.quotaShare',
      '4 vendors[0].name',
      '5 ',
    ]);
  });

  it('has the same places with Windows line ends and a byte order mark', () => {
    const text = `${vendorWith('scopes: ["a b"]')}    scops: []\n`;
    const places = (problems: readonly Problem[]) => problems.map(({ line, column }) => [line, column]);
    expect(places(problemsOf(`\uFEFF${text.replaceAll('\n', '\r\n')}`))).toEqual(places(problemsOf(text)));
    expect(places(problemsOf('\uFEFFnope: 1'))).toEqual([[1, 1]]);
  });

  it('points at the list itself when the mistake is in a shared one', () => {
    const text = 'vendors:\n  - {name: A, clients: [a], scopes: &s ["a b"]}\n  - {name: B, clients: [b], scopes: *s}\n';
    expect(problemsOf(text).map(({ line, column, path }) => [line, column, path])).toEqual([
      [2, 41, 'vendors[0].scopes[0]'],
      [2, 41, 'vendors[1].scopes[0]'],
    ]);
  });
});

describe('a hostile file', () => {
  it('is not read when it is huge', () => {
    expect(linesOf('#'.repeat(MAX_CONFIG_BYTES + 1))).toEqual([
      'guardian.yaml: larger than 524288 bytes, the most that is read',
    ]);
  });

  it('cannot blow up with aliases', () => {
    const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const bomb = levels.map((level, at) => {
      const below = levels[at - 1];
      return `${level}: &${level} [${Array(9)
        .fill(below ? `*${below}` : 'lol')
        .join(', ')}]`;
    });
    expect(linesOf(bomb.join('\n'))).toEqual([
      'guardian.yaml:1:1: aliases stand for too much: at most 100 uses, nested ones multiplied',
    ]);
  });

  it.each([
    ['an anchor inside itself', 'vendors: &a [*a]'],
    ['deep nesting', '['.repeat(50_000)],
    ['deep nesting in blocks', '- '.repeat(50_000)],
    ['many aliases to nothing', `vendors: [${Array(20_000).fill('*a').join(',')}]`],
  ])('with %s gets a ConfigError', (_, text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });

  it.each([
    ['an unknown key', orgWith('clientSecret: hunter2')],
    ['an unknown key in a rule', 'rules: { scope-added: { token: hunter2 } }'],
    ['a secret in the place of its name', orgWith('secretName: "hunter2 !"')],
    ['a list of secrets in the place of a name', orgWith('secretName: [hunter2]')],
    ['a password in a URI', vendorWith('redirectUris: ["//me:hunter2@example.com"]')],
    ['broken syntax', orgWith('clientSecret: "hunter2')],
    ['a chat address of the wrong type', 'alerts: { chat: { url: hunter2 } }'],
    ['an alias', orgWith('secretName: hunter: 2')],
  ])('does not have its secrets repeated: %s', (_, text) => {
    const error = errorOf(text);
    expect(`${error.message} ${JSON.stringify(error.problems)} ${error.stack}`).not.toContain('hunter2');
  });
});

describe('whatever is given', () => {
  const outcome = (text: string): 'accepted' | 'refused' => {
    try {
      parseConfig(text, 'guardian.yaml', known);
      return 'accepted';
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const { line, column } of error.problems) {
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
      }
      return 'refused';
    }
  };

  it('is accepted or refused with a place, for any JSON value', () => {
    fc.assert(fc.property(fc.json(), (json) => void outcome(json)));
  });

  it('is accepted or refused with a place, for any text', () => {
    const yamlish = fc.string({ unit: fc.constantFrom(...'ab:-?*&![]{}|>#%@`"\' \n\t\r,~<0') });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), yamlish), (text) => void outcome(text)),
      { numRuns: 200 },
    );
  });

  it('is accepted or refused with a place, for any value under any known key', () => {
    const key = fc.constantFrom('orgs', 'vendors', 'thresholds', 'alerts', 'rules', 'retention');
    const inner = fc.constantFrom('name', 'clients', 'roles', 'licences', 'region', '__proto__', 'constructor', 'sms');
    const entry = fc.dictionary(inner, fc.jsonValue({ maxDepth: 2 }));
    const config = fc.dictionary(key, fc.oneof(entry, fc.array(entry), fc.jsonValue()));
    fc.assert(
      fc.property(config, (value) => void outcome(JSON.stringify(value))),
      { numRuns: 200 },
    );
  });
});
