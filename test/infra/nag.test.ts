import { type App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { guardianStack, oneOrg, quickApp } from './guardian-stack.ts';

const everything = `
orgs:
  - { name: prod, region: eu-central-1, eventBus: aws.partner/genesys.com/cloud/1/guardian }
  - { name: test, region: eu-central-1, secretName: team/genesys }
vendors: [{ name: Acme, clients: [a] }]
alerts:
  email: [{ address: a@example.com, vendors: [Acme] }]
  sms: ["+4930123456"]
  chat: ["https://chat.example/x"]
  sqs: ["arn:aws:sqs:eu-central-1:123456789012:alerts"]
  webhooks: ["https://siem.example/x"]
  webhookSecretName: guardian/webhook-key
  ses: { from: guardian@example.com, to: [b@example.com] }
`;

/** Synthesises with cdk-nag as `bin/app.ts` does: a finding that nobody acknowledged ends it. */
function synth(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
}

describe('cdk-nag, AwsSolutions', () => {
  it.each([
    ['one org', oneOrg, {}],
    ['every part', everything, {}],
    [
      'very many orgs',
      'orgs: [{ name: prod, region: eu-central-1, secretName: guardian/prod }]\n',
      { secretNamePrefix: 'guardian/' },
    ],
  ])('finds nothing in a guardian of %s', (_, yaml, options) => {
    expect(() => synth(guardianStack(yaml, options).app)).not.toThrow();
  });

  it('would find something', () => {
    const app = quickApp();
    new Bucket(new Stack(app, 'Careless'), 'Bucket');
    expect(() => synth(app)).toThrow('AwsSolutions-S1');
  });
});
