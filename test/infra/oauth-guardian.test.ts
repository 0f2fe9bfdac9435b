import fc from 'fast-check';
import { TABLE_SHAPE } from '../../lib/table-shape.ts';
import { guardianStack, oneOrg, templateOf } from './guardian-stack.ts';

const template = templateOf();

describe('the history', () => {
  it('outlives the stack, can be restored to any second, and tells what is written to it', () => {
    template.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
        TimeToLiveSpecification: { AttributeName: TABLE_SHAPE.ttlAttribute, Enabled: true },
        Replicas: [
          { DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
        ],
      },
    });
  });
});

describe('the outputs', () => {
  it('are what --stack looks for', () => {
    expect(Object.keys(template.toJSON().Outputs).sort()).toEqual([
      'OperatorsTopicArn',
      'QueryFunctionName',
      'ReportsBucketName',
      'SecretNames',
      'TableName',
      'TopicArn',
      'WorkQueueUrl',
    ]);
    expect(JSON.parse(template.toJSON().Outputs.SecretNames.Value)).toEqual({ prod: 'guardian/prod' });
  });

  it('leave out the names of secrets where they would not fit', () => {
    const orgs = Array.from(
      { length: 150 },
      (_, n) => `  - { name: an-org-with-number-${n}, region: x, secretName: guardian/${n} }`,
    );
    const many = templateOf(`orgs:\n${orgs.join('\n')}\n`, { secretNamePrefix: 'guardian/' });
    expect(many.toJSON().Outputs).not.toHaveProperty('SecretNames');
  });
});

describe('credentials', () => {
  it('are a secret for each org, without a value, and everything else there is once', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9 /-]{0,20}$/), {
      minLength: 1,
      maxLength: 30,
      selector: (name) => name.trim().replaceAll(' ', '-'),
    });
    fc.assert(
      fc.property(names, (orgs) => {
        const yaml = JSON.stringify({ orgs: orgs.map((name) => ({ name, region: 'eu-central-1' })) });
        const many = templateOf(yaml);
        many.resourceCountIs('AWS::SecretsManager::Secret', orgs.length);
        many.resourceCountIs('AWS::SQS::Queue', 3);
        many.resourceCountIs('AWS::Lambda::Function', 8);
        for (const { Properties } of Object.values(many.findResources('AWS::SecretsManager::Secret'))) {
          expect(Object.keys(Properties).sort()).toEqual(['Description', 'Name']);
        }
      }),
      { numRuns: 6 },
    );
  });

  it('are not made for an org that names a secret', () => {
    templateOf('orgs: [{ name: prod, region: x, secretName: team/genesys }]\n').resourceCountIs(
      'AWS::SecretsManager::Secret',
      0,
    );
  });
});

describe('OAuthGuardian', () => {
  it('says what is missing where there is no org', () => {
    expect(() => guardianStack('vendors: []\n')).toThrow('settings.orgs is empty');
  });

  it('is one for each stack: --stack has to know which', () => {
    const { stack, app } = guardianStack();
    expect(() => guardianStack(oneOrg, {}, app)).toThrow(/already a Construct/);
    expect(stack.node.tryFindChild('TableName')).toBeDefined();
  });
});
