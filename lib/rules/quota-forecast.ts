import type { KnownBudget } from '../domain/usage/budget.ts';
import { type KnownForecast, monthForecast } from '../domain/usage/forecast.ts';
import { daysWithin, sumOf } from '../domain/usage/known-days.ts';
import { grouped } from './figures.ts';
import { staleness, tenthsOf } from './fresh-usage.ts';
import { meteredClients } from './metered-clients.ts';
import { NO_BUDGET } from './quota-share.ts';
import { compliant, type OrgRule, type RuleContext, type UsageFacts, unknownBecause, violatedBy } from './rule.ts';

export const quotaForecast: OrgRule = {
  id: 'quota-forecast',
  scope: 'org',
  defaultSeverity: 'high',
  needs: ['usage'],
  doc: {
    what: "The API requests of this billing month will probably pass the org's monthly allowance.",
    why: 'Requests beyond the allowance are billed. Two weeks ahead there is time to act; on the invoice there is not.',
    when: 'The centre of the forecast (what was counted, and for each day to come the median of the same weekday) is above the allowance. An interval that only touches the allowance is no violation. At least seven complete days must be known.',
    fix: 'See with `guardian usage` which clients use most, and talk to their vendors. If the growth is wanted, buy more allowance and write it into `guardian.yaml`.',
    silence:
      'Correct `licences`, `monthlyAllowance` or `billingDay` of the org in `guardian.yaml`, or waive the finding for the month.',
  },
  judge(context) {
    const { usage, now } = context;
    if (!usage?.budget || usage.budget.basis === 'unknown') return unknownBecause(NO_BUDGET);
    const stale = staleness(usage, context);
    if (stale) return unknownBecause(stale);
    const { budget } = usage;
    const forecast = monthForecast({ days: usage.days, now, month: budget.month });
    if (forecast.confidence === 'none') return unknownBecause(`No forecast is possible: ${forecast.reason}.`);
    if (forecast.requests <= budget.monthlyAllowance) return compliant;
    return violatedBy([
      {
        subject: 'month',
        severity: 'high',
        title: `Forecast of ${grouped(forecast.requests)} API requests passes the month's allowance of ${grouped(budget.monthlyAllowance)}`,
        because: because({ forecast, budget, usage, context }),
        evidence: {
          month: `${budget.month.from}/${budget.month.to}`,
          shareAtLeast: tenthsOf(forecast.requests / budget.monthlyAllowance),
        },
        fix: [
          'Admin > API Usage, or run: guardian usage, to see which clients use most.',
          'Ask their vendors to poll less often, to cache, or to subscribe to notifications.',
          'If the growth is wanted: buy more allowance, and correct licences or monthlyAllowance of the org in guardian.yaml.',
        ],
      },
    ]);
  },
};

function because(options: {
  readonly forecast: KnownForecast;
  readonly budget: KnownBudget;
  readonly usage: UsageFacts;
  readonly context: RuleContext;
}): string {
  const { forecast, budget, usage, context } = options;
  const { from, to } = budget.month;
  const known = daysWithin(usage.days, budget.month);
  const greatest = meteredClients(context)
    .map(({ id, name }) => ({ name, requests: sumOf(known, id, 'requests') }))
    .filter(({ requests }) => requests > 0)
    .sort((a, b) => b.requests - a.requests || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name, requests }) => `${name} (${grouped(requests)})`);
  return [
    `In the month from ${from} to ${to}, ${grouped(forecast.observed)} requests are counted as of ${usage.asOf}.`,
    `In four of five cases the month ends between ${grouped(forecast.low)} and ${grouped(forecast.high)} (confidence: ${forecast.confidence}, ${forecast.knownDays} days known).`,
    ...(greatest.length > 0 ? [`Most are by ${greatest.join(', ')}.`] : []),
    'What goes beyond the allowance is billed.',
  ].join(' ');
}
