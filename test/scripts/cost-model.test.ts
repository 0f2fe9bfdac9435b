import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JOBS } from '../../lib/domain/run.ts';
import { SEVERITIES } from '../../lib/domain/severity.ts';
import { METRICS } from '../../lib/metric-names.ts';
import { DAYS } from '../../scripts/cost/day-of-an-org.ts';
import { COUNTS, monthOf, sumOf } from '../../scripts/cost/model.ts';
import { metricsPrice, PRICES } from '../../scripts/cost/prices.ts';
import { costTable, withCostTable } from '../../scripts/cost/table.ts';
import { templateOf } from '../infra/guardian-stack.ts';

/** A schedule orders these; `all` is what a person runs. */
const DEPLOYED_JOBS = JOBS.filter((job) => job !== 'all');

const page = readFileSync(join(__dirname, '../../docs/cost.md'), 'utf8');

describe('docs/cost.md', () => {
  it('is what the cost model makes (npx tsx scripts/cost-model.ts)', () => {
    expect(page).toBe(withCostTable(page));
  });

  it('says of when the prices are', () => {
    expect(page).toContain(PRICES.asOf);
  });

  it.each(Object.entries(DAYS))('gives the units of a %s day that the model uses', (_, { readUnits, writeUnits }) => {
    expect(page).toContain(`${readUnits.toLocaleString('en-GB')} read, ${writeUnits} write`);
  });
});

describe('the cost model', () => {
  it('counts the alarms and schedules that a stack has', () => {
    const template = templateOf();
    template.resourceCountIs('AWS::CloudWatch::Alarm', COUNTS.alarms);
    template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
    template.resourceCountIs('AWS::KMS::Key', 1);
    template.resourceCountIs('AWS::Scheduler::Schedule', DEPLOYED_JOBS.length + COUNTS.daily);
    expect(COUNTS.dispatches).toBe(24 * DEPLOYED_JOBS.length);
  });

  it('counts the metrics that the functions write', () => {
    const ofRuns = 5;
    const ofAlerts = 3;
    /** Of the whole stack: addresses that are not reached, overviews that could not be shown. */
    const others = 2;
    expect(Object.keys(METRICS)).toHaveLength(ofRuns + ofAlerts + others);
    expect(COUNTS.metrics.ofAll).toBe(ofRuns + ofAlerts + others + DEPLOYED_JOBS.length * ofRuns);
    expect(COUNTS.metrics.ofAnOrg).toBe(ofRuns + ofAlerts + SEVERITIES.length);
  });

  it('charges the first ten thousand metrics at the highest price, and only them', () => {
    expect(metricsPrice(10_000)).toBeCloseTo(3_000);
    expect(metricsPrice(10_010)).toBeCloseTo(3_001);
  });

  it('never charges more orgs less', () => {
    const sums = [1, 10, 100, 1_000, 10_000].map((orgs) => sumOf(monthOf(orgs, DAYS.quiet)));
    expect(sums).toEqual([...sums].sort((a, b) => a - b));
  });

  it('charges a busy day more than a quiet one', () => {
    expect(sumOf(monthOf(100, DAYS.busy))).toBeGreaterThan(sumOf(monthOf(100, DAYS.quiet)));
  });

  it('has a row for every item, two sums and two shares', () => {
    expect(costTable().split('\n')).toHaveLength(2 + monthOf(1, DAYS.quiet).length + 4);
  });

  it('refuses a page that has no place for the table', () => {
    expect(() => withCostTable('# Cost')).toThrow('has no lines');
  });
});
