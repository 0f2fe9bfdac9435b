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
});
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
      'Alerts undeliverable (endpoints)',
      'Alerts undeliverable (subscriptions)',
      'Alerts undeliverable (topic)',
      'Dead letters (events)',
      'Dead letters (others)',
      'Dead letters (work)',
      'Failures (alert-channel-check)',
      'Failures (audit-event)',
      'Failures (digest)',
      'Failures (dispatch)',
      'Failures (notify)',
      'Failures (query)',
      'Failures (scan)',
      'NotRunning',
      'Stale data (coverage)',
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
    expect(worried.map(({ AlarmName }) => AlarmName)).toEqual(['Watcher-Guardian: NotRunning']);
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
      Period: period,
      EvaluationPeriods: 3,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
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
