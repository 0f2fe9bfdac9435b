import { Annotations, Match } from 'aws-cdk-lib/assertions';
import fc from 'fast-check';
import * as z from 'zod';
import { testMessage, unreachedMessage } from '../../lib/alerts/notices.ts';
import { publishedAttributes } from '../../lib/alerts/sinks/sns.ts';
import { SEVERITIES as DOMAIN_SEVERITIES } from '../../lib/domain/severity.ts';
import { type FilterPolicy, filterPolicy, smsFilterPolicy } from '../../lib/infra/filter-policy.ts';
import { SEVERITIES } from '../../lib/infra/settings.ts';
import { guardianStack, oneOrg, resourcesOf, templateOf } from './guardian-stack.ts';

const template = templateOf(`
orgs: [{ name: prod, region: eu-central-1 }]
vendors: [{ name: Acme, clients: [a] }]
alerts:
  email:
    - all@example.com
    - { address: acme@example.com, minSeverity: high, vendors: [Acme], rules: [scope-added] }
  sms: ["+4930123456"]
  chat: ["https://chat.example/x"]
  sqs: ["arn:aws:sqs:eu-central-1:123456789012:alerts"]
  operators: [on-call@example.com]
`);

const SubscriptionSchema = z.object({
  Protocol: z.string(),
  Endpoint: z.string(),
  TopicArn: z.object({ Ref: z.string() }),
  FilterPolicy: z.record(z.string(), z.array(z.string())).optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.unknown() }).optional(),
});
const subscriptions = [...resourcesOf(template, 'AWS::SNS::Subscription', SubscriptionSchema).values()];
const to = (endpoint: string) => subscriptions.find(({ Endpoint }) => Endpoint === endpoint);

describe('the topics', () => {
  it('are encrypted with a key that is replaced every year', () => {
    template.resourceCountIs('AWS::SNS::Topic', 2);
    template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: { 'Fn::GetAtt': Match.anyValue() } });
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });

  it('refuse what does not come over TLS', () => {
    template.resourceCountIs('AWS::SNS::TopicPolicy', 2);
    for (const { Properties } of Object.values(template.findResources('AWS::SNS::TopicPolicy'))) {
      expect(Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Action: 'sns:Publish',
          Principal: '*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    }
  });
});

describe('subscriptions', () => {
  it('are one for each address of guardian.yaml', () => {
    expect(subscriptions.map(({ Protocol, Endpoint }) => `${Protocol} ${Endpoint}`).sort()).toEqual([
      'email acme@example.com',
      'email all@example.com',
      'email on-call@example.com',
      'https https://chat.example/x',
      'sms +4930123456',
      'sqs arn:aws:sqs:eu-central-1:123456789012:alerts',
    ]);
  });

  it('filter what somebody does not want to hear', () => {
    expect(to('all@example.com')?.FilterPolicy).toBeUndefined();
    expect(to('acme@example.com')?.FilterPolicy).toEqual({
      severity: ['critical', 'high'],
      vendor: ['Acme', 'several'],
      rule: ['scope-added', 'several'],
    });
  });

  it('wake by text message only for what cannot wait', () => {
    expect(to('+4930123456')?.FilterPolicy).toEqual({
      severity: ['critical', 'high'],
      sms: ['yes'],
    });
  });

  it('keep what a program did not take', () => {
    for (const { Protocol, RedrivePolicy } of subscriptions) {
      expect(RedrivePolicy !== undefined).toBe(['https', 'sqs'].includes(Protocol));
    }
  });

  it('tell operators of alarms on a topic of their own', () => {
    expect(to('on-call@example.com')?.TopicArn.Ref).not.toBe(to('all@example.com')?.TopicArn.Ref);
  });

  it('warn at synthesis where no operator is named: alarms would tell nobody', () => {
    const warningsOf = (alerts: string) =>
      Annotations.fromStack(guardianStack(`${oneOrg}alerts: { ${alerts} }\n`).stack).findWarning(
        '*',
        Match.stringLikeRegexp('Nobody is told of alarms'),
      );
    expect(warningsOf('sms: ["+4930123456"]')).toHaveLength(1);
    expect(warningsOf('sms: ["+4930123456"], operators: [a@example.com]')).toEqual([]);
    expect(warningsOf('email: [a@example.com]')).toEqual([]);
  });

  it('keep their ids when the order of addresses changes: nobody has to confirm again', () => {
    const ids = (addresses: string) =>
      Object.keys(
        templateOf(`orgs: [{ name: a, region: x }]\nalerts: { email: ${addresses}, operators: [] }\n`).findResources(
          'AWS::SNS::Subscription',
        ),
      );
    expect(ids('[a@example.com, b@example.com]').sort()).toEqual(ids('[b@example.com, a@example.com]').sort());
  });
});

/** As SNS judges it. */
function passes(policy: FilterPolicy | undefined, attributes: Readonly<Record<string, string>>): boolean {
  return Object.entries(policy ?? {}).every(([name, values]) => values.includes(attributes[name] ?? ''));
}

describe('filterPolicy', () => {
  it('knows the severities of the domain', () => {
    expect(SEVERITIES).toEqual(DOMAIN_SEVERITIES);
  });

  it('lets more through the lower the threshold is', () => {
    fc.assert(
      fc.property(fc.nat(SEVERITIES.length - 1), fc.nat(SEVERITIES.length - 1), (a, b) => {
        const [strict, lax] = [Math.min(a, b), Math.max(a, b)].map(
          (rank) => filterPolicy({ address: 'x', minSeverity: SEVERITIES[rank] })?.severity ?? [],
        );
        expect(lax).toEqual(expect.arrayContaining([...(strict ?? [])]));
        expect(strict).toHaveLength(Math.min(a, b) + 1);
      }),
    );
  });

  it('lets a message about several vendors or owners through to everybody who wants to hear of one', () => {
    expect(filterPolicy({ address: 'x', vendors: ['Acme'] })).toEqual({ vendor: ['Acme', 'several'] });
    expect(filterPolicy({ address: 'x', owners: ['Team Voice'] })).toEqual({ owner: ['Team Voice', 'several'] });
  });

  describe.each([
    ['e-mail', filterPolicy],
    ['text message', smsFilterPolicy],
  ])('by %s', (_, policyOf) => {
    const picky = { address: 'x', minSeverity: 'critical', vendors: ['Acme'], rules: ['scope-added'] } as const;
    const now = new Date('2026-03-03T12:00:00Z');

    it('lets a test through to everybody, whatever they want to hear of', () => {
      const attributes = publishedAttributes(testMessage({ org: 'prod', now }));
      expect(passes(policyOf(picky), attributes)).toBe(true);
      expect(passes(policyOf({ address: 'x' }), attributes)).toBe(true);
    });

    it('lets those know of addresses that are not reached who hear of one vendor or rule only', () => {
      const unreached = [{ protocol: 'email', address: 'a@example.com', reason: 'pending' as const }];
      const attributes = publishedAttributes(unreachedMessage({ unreached, now }));
      expect(passes(policyOf({ ...picky, minSeverity: 'high' }), attributes)).toBe(true);
    });
  });

  it('rings no telephone for a message whose text is held back, or that has none', () => {
    const policy = smsFilterPolicy({ address: 'x' });
    const { sms: _, ...silent } = testMessage({ org: 'prod', now: new Date('2026-03-03T12:00:00Z') });
    expect(passes(policy, publishedAttributes(silent))).toBe(false);
    expect(passes(policy, publishedAttributes({ ...silent, sms: 'TEST' }))).toBe(true);
  });

  it('sends text messages of less where somebody asks for it', () => {
    expect(smsFilterPolicy({ address: 'x', minSeverity: 'medium' }).severity).toEqual(['critical', 'high', 'medium']);
    expect(smsFilterPolicy({ address: 'x', minSeverity: undefined }).severity).toEqual(['critical', 'high']);
  });
});
