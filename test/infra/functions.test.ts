import { Match } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { resourcesOf, templateOf } from './guardian-stack.ts';
import { roleStatements } from './statements.ts';

const template = templateOf(`
orgs: [{ name: prod, region: eu-central-1, eventBus: aws.partner/genesys.com/cloud/1/guardian }]
alerts: { email: [a@example.com] }
`);

const FunctionSchema = z.object({
  Runtime: z.string(),
  Architectures: z.array(z.string()),
  Handler: z.string(),
  Timeout: z.number(),
  ReservedConcurrentExecutions: z.number().optional(),
  LoggingConfig: z.object({ LogGroup: z.object({ Ref: z.string() }) }),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});
const functions = resourcesOf(template, 'AWS::Lambda::Function', FunctionSchema);
const named = [...functions].map(([id, fn]) => [id.replace(/^Guardian|Function[0-9A-F]{8}$/g, ''), fn] as const);

describe('the functions', () => {
  it('are these', () => {
    expect(named.map(([name]) => name).sort()).toEqual([
      'AlertChannelCheck',
      'Digest',
      'Dispatch',
      'EventIntake',
      'Notify',
      'Query',
      'Report',
      'Scan',
      'Widget',
    ]);
  });

  it.each(named)(
    '%s runs on Node 24 and ARM, keeps its logs for a time, and has its share of the concurrency',
    (_, fn) => {
      expect(fn).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
      expect(fn.ReservedConcurrentExecutions).toBeGreaterThan(0);
      const logs = template.findResources('AWS::Logs::LogGroup')[fn.LoggingConfig.LogGroup.Ref];
      expect(logs?.Properties).toMatchObject({ RetentionInDays: 90 });
    },
  );

  it('know what they need, and no secret', () => {
    const variables = Object.fromEntries(
      named.map(([name, { Environment }]) => [name, Object.keys(Environment.Variables).sort()]),
    );
    const all = ['GUARDIAN_CONFIG', 'POWERTOOLS_SERVICE_NAME'];
    expect(variables).toEqual({
      Dispatch: ['GUARDIAN_CONFIG', 'GUARDIAN_QUEUE_URL', 'POWERTOOLS_SERVICE_NAME'],
      Scan: ['GUARDIAN_CONFIG', 'GUARDIAN_TABLE', 'POWERTOOLS_SERVICE_NAME'],
      Notify: [...all, 'GUARDIAN_TABLE', 'GUARDIAN_TOPIC_ARN'].sort(),
      Digest: [...all, 'GUARDIAN_REPORTS_BUCKET', 'GUARDIAN_TABLE', 'GUARDIAN_TOPIC_ARN'].sort(),
      Report: [...all, 'GUARDIAN_REPORTS_BUCKET', 'GUARDIAN_REPORT_SCRIPT', 'GUARDIAN_TABLE'].sort(),
      Widget: [...all, 'GUARDIAN_REPORTS_BUCKET', 'GUARDIAN_TABLE'].sort(),
      Query: [...all, 'GUARDIAN_TABLE'].sort(),
      EventIntake: [...all, 'GUARDIAN_QUEUE_URL', 'GUARDIAN_TABLE'].sort(),
      AlertChannelCheck: [...all, 'GUARDIAN_OPERATORS_TOPIC_ARN', 'GUARDIAN_TABLE', 'GUARDIAN_TOPIC_ARN'].sort(),
    });
  });

  it('set no concurrency aside in an account that has none to spare', () => {
    const spare = templateOf(undefined, { reserveConcurrency: false });
    const reserved = [...resourcesOf(spare, 'AWS::Lambda::Function', FunctionSchema).values()].flatMap(
      ({ ReservedConcurrentExecutions }) => ReservedConcurrentExecutions ?? [],
    );
    expect(reserved).toEqual([]);
  });

  it('ask the gateway instead of Genesys Cloud where there is one', () => {
    const gated = templateOf(undefined, { gateway: 'https://gateway.example' });
    const scan = [...resourcesOf(gated, 'AWS::Lambda::Function', FunctionSchema)].find(([id]) => id.includes('Scan'));
    expect(scan?.[1].Environment.Variables.GENESYS_GATEWAY).toBe('https://gateway.example');
  });
});

const refusesPlainText = Match.objectLike({
  Effect: 'Deny',
  Action: 'sqs:*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

const QueueSchema = z.object({
  VisibilityTimeout: z.number().optional(),
  SqsManagedSseEnabled: z.literal(true),
  RedrivePolicy: z.object({ maxReceiveCount: z.number() }).optional(),
  MessageRetentionPeriod: z.number().optional(),
});
const queues = resourcesOf(template, 'AWS::SQS::Queue', QueueSchema);

const MappingSchema = z.object({
  FunctionName: z.object({ Ref: z.string() }),
  EventSourceArn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
  FunctionResponseTypes: z.array(z.string()),
  BatchSize: z.number(),
});
const mappings = [...resourcesOf(template, 'AWS::Lambda::EventSourceMapping', MappingSchema).values()];

describe('what is delivered to functions', () => {
  it('is delivered again message by message', () => {
    expect(mappings).toHaveLength(3);
    for (const { FunctionResponseTypes } of mappings)
      expect(FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it('stays hidden for longer than the function may work on it', () => {
    const fromQueues = mappings.filter(({ EventSourceArn }) => queues.has(EventSourceArn['Fn::GetAtt'][0]));
    expect(fromQueues).toHaveLength(2);
    for (const { EventSourceArn, FunctionName } of fromQueues) {
      const hidden = queues.get(EventSourceArn['Fn::GetAtt'][0])?.VisibilityTimeout ?? 0;
      expect(hidden).toBeGreaterThan(functions.get(FunctionName.Ref)?.Timeout ?? Number.POSITIVE_INFINITY);
    }
  });

  it('is one org at a time for a scan, and no more scans at once than are set aside', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 10 },
    });
    const scan = named.find(([name]) => name === 'Scan')?.[1];
    expect(scan?.ReservedConcurrentExecutions).toBe(10);
  });

  it('is committed runs only for the notifier: the oldest first, halved and tried again, then given up', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      StartingPosition: 'TRIM_HORIZON',
      FilterCriteria: {
        Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"type":{"S":["run"]}}}}' }],
      },
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 8,
      MaximumRecordAgeInSeconds: 6 * 3600,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [deadLetters('GuardianDeadLetters'), 'Arn'] } } },
    });
  });

  it('is given up to a queue that keeps it for two weeks, and only over TLS', () => {
    const dead = [...queues].filter(([id]) => id.includes('DeadLetters'));
    expect(dead).toHaveLength(3);
    for (const [, { MessageRetentionPeriod }] of dead) expect(MessageRetentionPeriod).toBe(14 * 24 * 3600);
    for (const [id, queue] of queues) {
      if (!id.includes('DeadLetters')) expect(queue.RedrivePolicy?.maxReceiveCount).toBe(5);
      template.hasResourceProperties('AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: id }],
        PolicyDocument: { Statement: Match.arrayWith([refusesPlainText]) },
      });
    }
  });
});

describe('schedules', () => {
  const ScheduleSchema = z.object({
    ScheduleExpression: z.string(),
    ScheduleExpressionTimezone: z.literal('Etc/UTC'),
    FlexibleTimeWindow: z.object({ Mode: z.string() }),
    GroupName: z.unknown(),
    Target: z.object({
      Input: z.string(),
      RetryPolicy: z.object({ MaximumEventAgeInSeconds: z.number(), MaximumRetryAttempts: z.number() }),
      DeadLetterConfig: z.object({ Arn: z.unknown() }),
    }),
  });
  const schedules = [...resourcesOf(template, 'AWS::Scheduler::Schedule', ScheduleSchema).values()];

  it('are those of guardian.yaml, the report before the digest, and the daily look at subscriptions', () => {
    expect(
      schedules.map(({ Target, ScheduleExpression }) => [JSON.parse(Target.Input).job, ScheduleExpression]),
    ).toEqual(
      expect.arrayContaining([
        ['configuration', 'rate(1 hour)'],
        ['usage', 'rate(1 hour)'],
        ['digest', 'cron(0 7 * * ? *)'],
        ['report', 'cron(30 6 * * ? *)'],
        ['alert-channel-check', 'rate(1 day)'],
      ]),
    );
    expect(schedules).toHaveLength(5);
  });

  it.each(schedules)(
    'send their own time as the slot, are tried for an hour, and give up to a queue: $Target.Input',
    (one) => {
      expect(JSON.parse(one.Target.Input).slot).toBe('<aws.scheduler.scheduled-time>');
      expect(one.Target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 10 });
      expect(one.Target.DeadLetterConfig.Arn).toEqual({ 'Fn::GetAtt': [deadLetters('GuardianDeadLetters'), 'Arn'] });
      expect(one.FlexibleTimeWindow.Mode).toBe('FLEXIBLE');
    },
  );

  it('invoke functions that are tried again and give up to the same queue', () => {
    template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 4);
    template.allResourcesProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumEventAgeInSeconds: 3600,
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [deadLetters('GuardianDeadLetters'), 'Arn'] } } },
    });
  });

  it('leave the digest out where nobody wants one', () => {
    const quiet = templateOf('orgs: [{ name: prod, region: eu-central-1 }]\nalerts: { digest: off }\n');
    quiet.resourceCountIs('AWS::Scheduler::Schedule', 4);
    quiet.resourceCountIs('AWS::Lambda::Function', 7);
  });
});

describe('the function that takes no way over the topic', () => {
  const withAlerts = (alerts: string) =>
    templateOf(`orgs: [{ name: prod, region: eu-central-1 }]\nalerts: { operators: [], ${alerts} }\n`);
  const namesOf = (stack: ReturnType<typeof templateOf>) =>
    [...resourcesOf(stack, 'AWS::Lambda::Function', FunctionSchema).keys()].map((id) =>
      id.replace(/^Guardian|Function[0-9A-F]{8}$/g, ''),
    );

  it('exists only where there is a webhook, or SES is used', () => {
    expect(namesOf(withAlerts('digest: daily'))).not.toContain('Direct');
    expect(namesOf(withAlerts('webhooks: ["https://siem.example/x"]'))).toContain('Direct');
    expect(namesOf(withAlerts('ses: { from: a@example.com, to: [b@example.com] }'))).toContain('Direct');
  });

  it('has a digest beside it only where SES is used, and anybody wants a digest', () => {
    const ses = 'ses: { from: a@example.com, to: [b@example.com] }';
    expect(namesOf(withAlerts('webhooks: ["https://siem.example/x"]'))).not.toContain('MailDigest');
    expect(namesOf(withAlerts(`${ses}, digest: off`))).not.toContain('MailDigest');
    expect(namesOf(withAlerts(ses))).toContain('MailDigest');
  });

  it('may read a secret only where it signs, and send mails only where SES is used', () => {
    const actionsOf = (alerts: string) =>
      roleStatements(withAlerts(alerts)).flatMap(({ role, action }) =>
        role === 'GuardianDirectRole' && /^(ses|secretsmanager|kms):/.test(action) ? [action] : [],
      );
    expect(actionsOf('webhooks: ["https://siem.example/x"]')).toEqual([]);
    expect(actionsOf('webhooks: ["https://siem.example/x"], webhookSecretName: key')).toEqual([
      'secretsmanager:GetSecretValue',
    ]);
    expect(actionsOf('ses: { from: a@example.com, to: [b@example.com] }, webhookSecretName: key')).toEqual([
      'ses:SendRawEmail',
      'ses:SendRawEmail',
    ]);
  });

  it('follows the runs as the notifier does: no third reader of the stream', () => {
    const stack = withAlerts('webhooks: ["https://siem.example/x"], ses: { from: a@example.com, to: [b@example.com] }');
    const readers = [...resourcesOf(stack, 'AWS::Lambda::EventSourceMapping', MappingSchema).values()].filter(
      ({ EventSourceArn }) => EventSourceArn['Fn::GetAtt'][1] === 'StreamArn',
    );
    expect(readers).toHaveLength(2);
  });
});

describe('the intake of audit events', () => {
  it('exists only where an org has a partner event bus', () => {
    templateOf().resourceCountIs('AWS::Events::Rule', 0);
  });

  it('takes changes of clients and roles from that bus, by the body', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: 'aws.partner/genesys.com/cloud/1/guardian',
      EventPattern: {
        source: ['aws.partner/genesys.com/cloud/1/guardian'],
        detail: { eventBody: { entityType: ['OAuthClient', 'Role'] } },
      },
    });
  });
});

function deadLetters(prefix: string): string {
  return [...queues.keys()].find((id) => id.replace(/[0-9A-F]{8}$/, '') === prefix) ?? 'none';
}
