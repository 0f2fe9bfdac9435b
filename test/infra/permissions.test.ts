import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { OAuthGuardian } from '../../lib/infra/oauth-guardian.ts';
import { guardianStack, oneOrg, quickApp, settingsOf, templateOf } from './guardian-stack.ts';
import { roleStatements } from './statements.ts';

const everything = `
orgs:
  - { name: prod, region: eu-central-1, eventBus: aws.partner/genesys.com/cloud/1/guardian }
  - { name: test, region: eu-central-1, secretName: team/genesys }
alerts:
  email: [a@example.com]
  chat: ["https://chat.example/x"]
  webhooks: ["https://siem.example/x"]
  webhookSecretName: guardian/webhook-key
  ses: { from: guardian@example.com, to: [b@example.com] }
`;
const template = templateOf(everything);
const statements = roleStatements(template);

const log = (name: string) => [
  `logs:CreateLogStream on Guardian${name}Logs`,
  `logs:PutLogEvents on Guardian${name}Logs`,
];
const history = [
  'dynamodb:BatchGetItem on GuardianHistoryTable',
  'dynamodb:BatchWriteItem on GuardianHistoryTable',
  'dynamodb:GetItem on GuardianHistoryTable',
  'dynamodb:PutItem on GuardianHistoryTable',
  'dynamodb:Query on GuardianHistoryTable',
  'dynamodb:Query on GuardianHistoryTable/index/gsi1',
];
const publish = [
  'sns:Publish on GuardianAlertsTopic',
  'kms:Decrypt on GuardianTopicKey',
  'kms:GenerateDataKey on GuardianTopicKey',
];
const follow = [
  'dynamodb:DescribeStream on GuardianHistoryTable.StreamArn',
  'dynamodb:GetRecords on GuardianHistoryTable.StreamArn',
  'dynamodb:GetShardIterator on GuardianHistoryTable.StreamArn',
  'dynamodb:ListStreams on GuardianHistoryTable.StreamArn',
];
const identity = 'arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:identity';
const sendMail = [
  `ses:SendRawEmail on ${identity}/example.com`,
  `ses:SendRawEmail on ${identity}/guardian@example.com`,
];
const giveUp = [
  'sqs:GetQueueAttributes on GuardianDeadLetters',
  'sqs:GetQueueUrl on GuardianDeadLetters',
  'sqs:SendMessage on GuardianDeadLetters',
];
const consume = (queue: string) => [
  `sqs:ChangeMessageVisibility on ${queue}`,
  `sqs:DeleteMessage on ${queue}`,
  `sqs:GetQueueAttributes on ${queue}`,
  `sqs:GetQueueUrl on ${queue}`,
  `sqs:ReceiveMessage on ${queue}`,
];
const schedule = (fn: string) => [
  `lambda:InvokeFunction on Guardian${fn}Function`,
  'sqs:SendMessage on GuardianDeadLetters',
];

/** Everything that any role of the stack may do. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  GuardianDispatchRole: [...log('Dispatch'), ...giveUp, 'sqs:SendMessage on GuardianWorkQueue'],
  GuardianDispatchconfigurationRole: schedule('Dispatch'),
  GuardianDispatchusageRole: schedule('Dispatch'),
  GuardianScanRole: [
    ...log('Scan'),
    ...history,
    ...consume('GuardianWorkQueue'),
    'secretsmanager:GetSecretValue on GuardianCredentialsprod',
    'secretsmanager:GetSecretValue on arn:AWS::Partition:secretsmanager:AWS::Region:AWS::AccountId:secret:team/genesys-??????',
  ],
  GuardianNotifyRole: [...log('Notify'), ...history, ...follow, ...publish, ...giveUp],
  GuardianDirectRole: [
    ...log('Direct'),
    ...history,
    ...follow,
    ...giveUp,
    'secretsmanager:GetSecretValue on arn:AWS::Partition:secretsmanager:AWS::Region:AWS::AccountId:secret:guardian/webhook-key-??????',
    ...sendMail,
  ],
  GuardianMailDigestRole: [...log('MailDigest'), ...history, ...giveUp, ...sendMail],
  GuardianMailDigestdigestRole: schedule('MailDigest'),
  GuardianDigestRole: [...log('Digest'), ...history, ...publish, ...giveUp],
  GuardianDigestdigestRole: schedule('Digest'),
  GuardianReportRole: [...log('Report'), ...history, ...giveUp, 's3:PutObject on GuardianReportsBucket/*'],
  GuardianReportreportRole: schedule('Report'),
  GuardianWidgetRole: [...log('Widget'), ...history],
  GuardianQueryRole: [...log('Query'), ...history],
  GuardianEventIntakeRole: [
    ...log('EventIntake'),
    ...history,
    ...consume('GuardianEventIntakeQueue'),
    'sqs:SendMessage on GuardianWorkQueue',
  ],
  GuardianAlertChannelCheckRole: [
    ...log('AlertChannelCheck'),
    ...history,
    'sns:ListSubscriptionsByTopic on GuardianAlertsTopic',
    'sns:ListSubscriptionsByTopic on GuardianOperatorsTopic',
    'sns:Publish on GuardianOperatorsTopic',
    ...publish,
    ...giveUp,
  ],
  GuardianAlertChannelCheckalertchannelcheckRole: schedule('AlertChannelCheck'),
};

describe('the roles of the stack', () => {
  it('are these', () => {
    expect([...new Set(statements.map(({ role }) => role))].sort()).toEqual(Object.keys(allowed).sort());
  });

  it.each(Object.entries(allowed))('let %s do this and nothing else', (name, actions) => {
    const rows = statements.filter(({ role }) => role === name).map((row) => `${row.action} on ${row.resource}`);
    expect(rows.sort()).toEqual([...actions].sort());
  });

  it('let mails be sent in the name of one sender only', () => {
    const mailing = statements.filter(({ action }) => action === 'ses:SendRawEmail');
    expect(mailing).toHaveLength(4);
    for (const { condition } of mailing) {
      expect(condition).toEqual({ StringEquals: { 'ses:FromAddress': 'guardian@example.com' } });
    }
  });

  it('come with no policy of anybody else', () => {
    const managed = Object.values(template.findResources('AWS::IAM::Role')).map(
      ({ Properties }) => Properties.ManagedPolicyArns,
    );
    expect(managed.filter((arns) => arns !== undefined)).toEqual([]);
    template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
  });

  it('never read a whole table, and never delete', () => {
    const actions = statements.map(({ action }) => action);
    expect(actions.filter((action) => /Scan|Delete(?!Message$)|Update/.test(action))).toEqual([]);
  });

  it('name every action and every resource, but for the reports: they are named by org and day', () => {
    const wide = statements.filter(({ action, resource }) => `${action}${resource}`.includes('*'));
    expect(wide.map(({ role, action, resource }) => `${role}: ${action} on ${resource}`)).toEqual([
      'GuardianReportRole: s3:PutObject on GuardianReportsBucket/*',
    ]);
  });

  it('let Scheduler in on behalf of this guardian only', () => {
    const roles = Object.values(template.findResources('AWS::IAM::Role')).map(
      ({ Properties }) => Properties.AssumeRolePolicyDocument.Statement[0],
    );
    const schedulers = roles.filter(({ Principal }) => Principal.Service === 'scheduler.amazonaws.com');
    expect(schedulers).toHaveLength(6);
    for (const { Condition } of schedulers) {
      expect(Object.keys(Condition.StringEquals).sort()).toEqual(['aws:SourceAccount', 'aws:SourceArn']);
    }
  });
});

describe('a guardian of very many orgs', () => {
  const orgs = (names: readonly string[]) =>
    `orgs:\n${names.map((name) => `  - { name: ${name}, region: eu-central-1, secretName: guardian/${name} }\n`).join('')}`;

  it('names the beginning of its secrets instead of each', () => {
    const names = Array.from({ length: 120 }, (_, n) => `org${n}`);
    const rows = roleStatements(templateOf(orgs(names), { secretNamePrefix: 'guardian/' }));
    expect(rows.filter(({ action }) => action.startsWith('secretsmanager:')).map(({ resource }) => resource)).toEqual([
      'arn:AWS::Partition:secretsmanager:AWS::Region:AWS::AccountId:secret:guardian/*',
    ]);
  });

  it('is refused before it is deployed where it names each secret', () => {
    const names = Array.from({ length: 81 }, (_, n) => `org${n}`);
    expect(() => guardianStack(orgs(names))).toThrow('81 orgs are more than a policy can name secrets of (80)');
  });

  it.each([
    ['an org whose secret is made by the stack', oneOrg, 'guardian/', 'prod'],
    ['a beginning that is nearly anything', orgs(['prod']), 'g', 'none'],
  ])('refuses %s', (_, yaml, secretNamePrefix, named) => {
    expect(() => guardianStack(yaml, { secretNamePrefix })).toThrow(`without: ${named}`);
  });
});

describe('with a customer key', () => {
  it('lets functions use the key that encrypts what they read and write', () => {
    const stack = new Stack(quickApp(), 'Watcher', { env: { region: 'eu-central-1' } });
    const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
    new OAuthGuardian(stack, 'Guardian', { settings: settingsOf(oneOrg), encryptionKey });
    const keyed = Template.fromStack(stack);
    keyed.resourceCountIs('AWS::KMS::Key', 1);
    const uses = roleStatements(keyed).filter(({ action }) => action.startsWith('kms:'));
    expect(
      uses
        .filter(({ role }) => role === 'GuardianScanRole')
        .map(({ action }) => action)
        .sort(),
    ).toEqual(['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey']);
    expect(uses.filter(({ role }) => role === 'GuardianReportRole').map(({ action }) => action)).toContain(
      'kms:GenerateDataKey',
    );
    keyed.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
        ],
      },
    });
    expect(uses.filter(({ action }) => action.includes('*'))).toEqual([]);
  });
});
