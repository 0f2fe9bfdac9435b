import { parseConfig } from '../../lib/config/config-file.ts';
import { ConfigError } from '../../lib/config/problem.ts';

function linesOf(text: string, known = {}): string[] {
  try {
    parseConfig(text, 'guardian.yaml', known);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
}

const acme = 'vendors: [{ name: Acme, owner: Team Voice, clients: [a] }]\n';

describe('subscribers in guardian.yaml', () => {
  it('are addresses, or addresses with what they want to hear of', () => {
    const text = `${acme}alerts:\n  email:\n    - a@example.com\n    - { address: b@example.com, minSeverity: high, vendors: [Acme] }\n`;
    expect(parseConfig(text, 'guardian.yaml').config.alerts.email).toEqual([
      { address: 'a@example.com' },
      { address: 'b@example.com', minSeverity: 'high', vendors: ['Acme'] },
    ]);
  });

  it.each([
    ['a chat endpoint in the clear', 'chat: ["http://chat.example/x"]', 'expected a URL that starts with https://'],
    ['a queue by its URL', 'sqs: ["https://sqs.example/q"]', 'expected the ARN of a queue such as'],
    ['an unknown severity', 'email: [{ address: a@example.com, minSeverity: bad }]', 'not a known value'],
    ['a filter that is misspelt', 'email: [{ address: a@example.com, vendor: [Acme] }]', 'unknown key `vendor`'],
    [
      'a rule that nobody knows',
      'sms: [{ address: "+4930123456", rules: [scope-aded] }]',
      'did you mean `scope-added`?',
    ],
    ['a webhook in the clear', 'webhooks: ["http://siem.example/x"]', 'expected a URL that starts with https://'],
    ['a webhook with a password', 'webhooks: ["https://sam:secret@siem.example/x"]', 'without a user'],
    ['a webhook that is no URL', 'webhooks: ["https://[siem"]', 'expected a URL such as'],
    [
      'a webhook twice',
      'webhooks: ["https://siem.example/x", { address: "https://siem.example/x", minSeverity: high }]',
      'the same address as entry 1',
    ],
    ['a recipient of SES twice', 'ses: { from: a@example.com, to: [b@example.com, b@example.com] }', 'as entry 1'],
    [
      'a recipient of SES with a rule that nobody knows',
      'ses: { from: a@example.com, to: [{ address: b@example.com, rules: [scope-aded] }] }',
      'did you mean `scope-added`?',
    ],
    [
      'an owner whom no vendor has',
      'email: [{ address: a@example.com, owners: [Team Choice] }]',
      'did you mean `Team Voice`?',
    ],
    ['mails by SES to nobody', 'ses: { from: a@example.com, to: [] }', 'must not be an empty list'],
    ['a vendor that is misspelt', 'email: [{ address: a@example.com, vendors: [Acne] }]', 'did you mean `Acme`?'],
  ])('are refused with %s', (_, line, message) => {
    const lines = linesOf(`${acme}alerts:\n  ${line}\n`, { rules: ['scope-added'] });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^guardian\.yaml:3:\d+ alerts\./);
    expect(lines[0]).toContain(message);
  });

  it.each([
    ['webhooks: ["ftp://siem.example/token-of-ours"]'],
    ['webhooks: [{ address: "siem.example/token-of-ours" }]'],
    ['webhookSecretName: "token of ours, and no name"'],
  ])('never have a secret repeated in a complaint: %s', (line) => {
    const lines = linesOf(`alerts:\n  ${line}\n`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/of.ours/);
  });

  it('may be programs on the same machine without TLS', () => {
    const local = ['http://localhost/x', 'http://127.0.0.1:8080/x', 'http://localhost:8080'];
    expect(linesOf(`alerts: { webhooks: ${JSON.stringify(local)} }\n`)).toEqual([]);
    expect(linesOf('alerts: { webhooks: ["http://localhost.siem.example/x"] }\n')).toHaveLength(1);
  });

  it('may name a vendor of no entry: installed apps bring their own', () => {
    expect(linesOf(`${acme}alerts:\n  email: [{ address: a@example.com, vendors: [Another Company] }]\n`)).toEqual([]);
  });
});

describe('a guardian.yaml for a deployment', () => {
  const deployed = { isDeployed: true };

  it('has to name its orgs', () => {
    expect(linesOf('vendors: []\n', deployed)).toEqual([
      'guardian.yaml:1:1 orgs: the orgs are missing: a deployment watches those that stand here',
    ]);
  });

  it('has to say where every org is', () => {
    expect(linesOf('orgs:\n  - name: prod\n    region: eu-central-1\n  - name: test\n', deployed)).toEqual([
      'guardian.yaml:4:5 orgs[1].region: the region is missing: a deployment has no GENESYS_REGION',
    ]);
  });

  it('keeps the credentials of two orgs apart', () => {
    expect(linesOf('orgs:\n  - { name: a b, region: x }\n  - { name: a-b, region: x }\n', deployed)).toEqual([
      'guardian.yaml:3:5 orgs[1]: its credentials would be in the same secret as those of orgs[0]: give it a secretName',
    ]);
  });

  const prod = 'orgs: [{ name: prod, region: x }]\n';

  it('names an address once in each channel: SNS has one subscription for it', () => {
    const twice = `${prod}alerts:\n  email:\n    - a@example.com\n    - { address: a@example.com, minSeverity: high }\n`;
    expect(linesOf(twice, deployed)).toEqual([
      'guardian.yaml:5:7 alerts.email[1]: the same address as email[0]: merge the two',
    ]);
    expect(linesOf(twice)).toEqual([]);
  });

  const vendors = (count: number) => Array.from({ length: count }, (_, n) => `V${n}`).join(', ');

  it.each([
    ['e-mail', 'email', 'a@example.com', 'minSeverity: info, ', 29, 155],
    ['text message', 'sms', '"+4930123456"', '', 74, 152],
  ])('filters by no more than SNS takes: %s', (_, channel, address, severity, most, count) => {
    const text = (vendorCount: number) =>
      `${prod}alerts:\n  ${channel}: [{ address: ${address}, ${severity}vendors: [${vendors(vendorCount)}] }]\n`;
    expect(linesOf(text(most), deployed)).toEqual([]);
    expect(linesOf(text(most + 1), deployed)).toEqual([
      `guardian.yaml:3:${channel.length + 6} alerts.${channel}[0]: SNS takes at most 150 combinations of severity, ` +
        `vendor, owner and rule for one address, these are ${count}: name fewer, or leave a filter out`,
    ]);
  });

  it('is asked for none of that on one machine', () => {
    expect(linesOf('orgs: [{ name: prod }]\n')).toEqual([]);
  });
});
