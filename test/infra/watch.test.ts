import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { RUNBOOK_SECTIONS } from '../../lib/infra/runbook-alarm.ts';
import { resourcesOf, templateOf } from './guardian-stack.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

const AlarmSchema = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.unknown()),
  MetricName: z.string(),
  Namespace: z.string(),
  Period: z.number(),
  EvaluationPeriods: z.number(),
  Threshold: z.number(),
  ComparisonOperator: z.string(),
  TreatMissingData: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })).optional(),
});
const dimensions = (others: Readonly<Record<string, string>>) =>
  Object.entries({ ...others, service: 'Watcher-Guardian' }).map(([Name, Value]) => ({ Name, Value }));
const template = templateOf(`
orgs: [{ name: prod, region: eu-central-1, eventBus: aws.partner/genesys.com/cloud/1/guardian }]
alerts: { email: [a@example.com] }
`);
const alarms = [...resourcesOf(template, 'AWS::CloudWatch::Alarm', AlarmSchema).values()];
const runbook = readFileSync(join(__dirname, '../../docs/runbook.md'), 'utf8');
const sections = new Set([...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title));

describe('alarms', () => {
  it('are these', () => {
    expect(alarms.map(({ AlarmName }) => AlarmName.replace('Watcher-Guardian: ', '')).sort()).toEqual([
      'Alerts undeliverable (channels)',
      'Alerts undeliverable (endpoints)',
      'Alerts undeliverable (replaced)',
      'Alerts undeliverable (subscriptions)',
      'Dead letters (events)',
      'Dead letters (others)',
      'Dead letters (work)',
      'Failures (alert-channel-check)',
      'Failures (audit-event)',
      'Failures (digest)',
      'Failures (dispatch)',
      'Failures (notify)',
      'Failures (overview in the dashboard)',
      'Failures (query)',
      'Failures (report)',
      'Failures (scan)',
      'Failures (widget)',
      'NotRunning (backlog)',
      'NotRunning (configuration)',
      'NotRunning (usage)',
      'Stale data (coverage of configuration)',
      'Stale data (coverage of usage)',
      'Stale data (usage)',
    ]);
  });

  it.each(alarms)('$AlarmName has a section in the runbook, under its name', ({ AlarmName, AlarmDescription }) => {
    const section = RUNBOOK_SECTIONS.find((title) => AlarmName.includes(`: ${title}`));
    expect(sections).toContain(section);
    expect(AlarmDescription).toContain(`section "${section}" of docs/runbook.md`);
  });

  it.each(RUNBOOK_SECTIONS)('cover the section %s', (section) => {
    expect(alarms.some(({ AlarmName }) => AlarmName.includes(`: ${section}`))).toBe(true);
  });

  it('tell somebody', () => {
    for (const { AlarmActions } of alarms) expect(AlarmActions).toHaveLength(1);
  });

  it('look back no further than CloudWatch can', () => {
    for (const { Period, EvaluationPeriods } of alarms) expect(Period * EvaluationPeriods).toBeLessThanOrEqual(7 * DAY);
  });

  it('take silence for bad news only about runs', () => {
    const worried = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');
    expect(worried.map(({ AlarmName }) => AlarmName)).toEqual([
      'Watcher-Guardian: NotRunning (configuration)',
      'Watcher-Guardian: NotRunning (usage)',
    ]);
  });
});

describe('the function that takes no way over the topic', () => {
  it('has its alarm where it exists', () => {
    const direct = templateOf(
      'orgs: [{ name: a, region: x }]\nalerts: { webhooks: ["https://siem.example/x"], ses: { from: a@example.com, to: [b@example.com] } }\n',
    );
    const names = [...resourcesOf(direct, 'AWS::CloudWatch::Alarm', AlarmSchema).values()].map(
      ({ AlarmName }) => AlarmName,
    );
    expect(names).toEqual(
      expect.arrayContaining(['Watcher-Guardian: Failures (direct)', 'Watcher-Guardian: Failures (mail-digest)']),
    );
  });
});

describe('NotRunning', () => {
  it.each([
    ['rate(1 hour)', HOUR],
    ['rate(15 minutes)', 15 * 60],
    ['rate(1 minute)', 5 * 60],
    ['rate(2 days)', 24 * HOUR],
    ['cron(0 6 * * ? *)', 24 * HOUR],
  ])('waits for three runs of %s', (schedule, period) => {
    const scheduled = templateOf(
      `orgs: [{ name: a, region: x }]\nschedules: { configuration: ${schedule}, usage: ${schedule} }\n`,
    );
    scheduled.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Runs',
      Dimensions: dimensions({ job: 'usage' }),
      Period: period,
      EvaluationPeriods: 3,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });
});

describe('alarms about figures of the guardian', () => {
  it('name the deployment: another one in the account shares the namespace', () => {
    const own = alarms.filter(({ Namespace }) => Namespace === 'OAuthGuardian');
    expect(own.map(({ Dimensions }) => Dimensions?.find(({ Name }) => Name === 'service')?.Value)).toEqual(
      own.map(() => 'Watcher-Guardian'),
    );
  });

  const mixed = templateOf(
    'orgs: [{ name: a, region: x }]\nschedules: { configuration: cron(0 6 * * ? *), usage: rate(2 hours) }\n',
  );

  it.each([
    ['Runs', 'configuration', DAY],
    ['Runs', 'usage', 2 * HOUR],
    ['IncompleteRuns', 'configuration', DAY],
    ['IncompleteRuns', 'usage', 2 * HOUR],
  ])('look at %s of the %s job by its own schedule', (MetricName, job, Period) => {
    mixed.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName, Dimensions: dimensions({ job }), Period });
  });

  it('see stale usage however seldom it is read', () => {
    mixed.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'UsageAgeHours',
      Period: 2 * HOUR,
      EvaluationPeriods: 1,
      TreatMissingData: 'ignore',
    });
  });

  it('see runs that wait while others go on, later than a run that fails is given up', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateAgeOfOldestMessage',
      Threshold: 2.5 * HOUR,
    });
    mixed.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateAgeOfOldestMessage',
      Threshold: 2 * DAY,
    });
  });
});

describe('Stale data', () => {
  it('speaks where an org was blind six times on end: such runs are committed, so nothing fails', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'IncompleteRuns',
      Statistic: 'Sum',
      Period: HOUR,
      EvaluationPeriods: 6,
      Threshold: 1,
    });
  });

  it('speaks at the age that guardian.yaml gives', () => {
    templateOf('orgs: [{ name: a, region: x }]\nthresholds: { usageStaleHours: 30 }\n').hasResourceProperties(
      'AWS::CloudWatch::Alarm',
      { MetricName: 'UsageAgeHours', Threshold: 30, ComparisonOperator: 'GreaterThanThreshold' },
    );
  });
});
