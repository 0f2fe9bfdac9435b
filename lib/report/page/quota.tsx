import type { ReportFacts, ReportQuota } from '../../domain/report.ts';
import { burnDays } from '../view/burn-down.ts';
import { percent, short, whole } from '../view/numbers.ts';
import type { Route } from '../view/route.ts';
import { firstPart } from '../view/rows.ts';
import { vendorSeries } from '../view/vendor-series.ts';
import { ChartPlace } from './chart-place.tsx';
import { Fact } from './fact.tsx';
import { More } from './more.tsx';
import { Name } from './name.tsx';
import { type Column, Table } from './table.tsx';

interface QuotaProps {
  readonly facts: ReportFacts;
  readonly route: Route;
  readonly isLive: boolean;
}

/** Vendors that a drawing tells apart. */
export const SERIES_SHOWN = 8;

/** Who takes how much of the API allowance, and whether the month will do. */
export function QuotaSection({ facts, route, isLive }: QuotaProps) {
  const { quota } = facts;
  const { rows, left, next } = firstPart(quota.vendors, route.query, 15);
  return (
    <>
      <QuotaFacts quota={quota} />
      <ChartPlace
        name="shares"
        title={`Share of the hourly quota by vendor, against the line of ${percent(quota.alertShare)}`}
        height={60 + 26 * Math.min(quota.vendors.length, SHARES_SHOWN)}
      />
      <Table
        caption="Share of the hourly quota by vendor"
        columns={vendorColumns(quota)}
        rows={rows}
        keyOf={({ name }) => name}
      />
      <More left={left} next={next} route={route} isLive={isLive} />
      <ChartPlace name="requests" title="Requests a day by vendor" height={340}>
        <RequestTable facts={facts} />
      </ChartPlace>
      <ChartPlace
        name="burn-down"
        title={`The billing month, ${quota.month.from} to ${quota.month.to}: requests counted and expected`}
        height={320}
      >
        <BurnTable quota={quota} />
      </ChartPlace>
    </>
  );
}

/** Bars that the drawing of shares has. */
export const SHARES_SHOWN = 12;

function QuotaFacts({
  quota: { hourlyQuota, monthlyAllowance, forecast, alertShare },
}: {
  readonly quota: ReportQuota;
}) {
  return (
    <dl class="facts wide">
      <Fact title="Hourly quota">{hourlyQuota === null ? 'not configured' : `${whole(hourlyQuota)} requests`}</Fact>
      <Fact title="Alert above">{percent(alertShare)}</Fact>
      <Fact title="Monthly allowance">
        {monthlyAllowance === null ? 'not configured' : `${whole(monthlyAllowance)} requests`}
      </Fact>
      {forecast.confidence === 'none' ? (
        <Fact title="Forecast">none: {forecast.reason}</Fact>
      ) : (
        <>
          <Fact title="Counted so far">{whole(forecast.observed)}</Fact>
          <Fact title="Forecast of the month">
            {whole(forecast.requests)} ({short(forecast.low)} to {short(forecast.high)} in 80 % of the cases; confidence{' '}
            {forecast.confidence})
          </Fact>
        </>
      )}
    </dl>
  );
}

type Vendor = ReportQuota['vendors'][number];

function vendorColumns({ alertShare }: ReportQuota): readonly Column<Vendor>[] {
  return [
    {
      key: 'name',
      title: 'Vendor',
      isMain: true,
      cell: ({ name, isVendor }) => (
        <>
          <Name text={name} />
          {isVendor ? null : <span class="quiet"> (client of no vendor)</span>}
        </>
      ),
    },
    { key: 'clients', title: 'Clients', isNumber: true, cell: ({ clients }) => whole(clients.length) },
    { key: 'perHour', title: 'Requests per hour', isNumber: true, cell: ({ perHour }) => whole(perHour) },
    {
      key: 'share',
      title: 'Share of the quota',
      isNumber: true,
      cell: ({ share }) =>
        share !== null && share > alertShare ? (
          <strong class="over">
            <span aria-hidden="true">▲ </span>
            {percent(share)}
          </strong>
        ) : (
          percent(share)
        ),
    },
  ];
}

function RequestTable({ facts }: { readonly facts: ReportFacts }) {
  const series = vendorSeries(facts, SERIES_SHOWN);
  return (
    <table>
      <caption class="unseen-words">Requests in the last 31 days by vendor</caption>
      <thead>
        <tr>
          <th scope="col">Day (UTC)</th>
          {series.map(({ name }) => (
            <th scope="col" class="number">
              <Name text={name} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {facts.quota.days.slice(-31).map((day, index, { length }) => (
          <tr>
            <th scope="row">{day}</th>
            {series.map(({ requests }) => (
              <td class="number">{whole(requests[requests.length - length + index] ?? null)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BurnTable({ quota }: { readonly quota: ReportQuota }) {
  return (
    <table>
      <caption class="unseen-words">The billing month by day</caption>
      <thead>
        <tr>
          <th scope="col">Day (UTC)</th>
          {['Counted', 'Expected', 'Low', 'High'].map((title) => (
            <th scope="col" class="number">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {burnDays(quota).map(({ day, counted, expected, low, high }) => (
          <tr>
            <th scope="row">{day}</th>
            {[counted, expected, low, high].map((figure) => (
              <td class="number">{figure === null ? '–' : whole(figure)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
