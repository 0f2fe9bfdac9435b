import type { ReportClient, ReportQuota } from '../../domain/report.ts';
import { whole } from '../view/numbers.ts';
import { ChartPlace } from './chart-place.tsx';

/** Requests of one client by day. */
export function ClientUsage({
  client,
  quota: { days },
}: {
  readonly client: ReportClient;
  readonly quota: ReportQuota;
}) {
  if (client.requests.length === 0) return <p class="quiet">No day of its usage is known.</p>;
  return (
    <ChartPlace
      name="client-requests"
      of={client.id}
      title="Requests a day; gaps are days that are unknown"
      height={240}
    >
      <table>
        <caption class="unseen-words">Requests in the last 31 days</caption>
        <thead>
          <tr>
            <th scope="col">Day (UTC)</th>
            <th scope="col" class="number">
              Requests
            </th>
          </tr>
        </thead>
        <tbody>
          {days.slice(-31).map((day, index, { length }) => (
            <tr>
              <th scope="row">{day}</th>
              <td class="number">{whole(client.requests[days.length - length + index] ?? null)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ChartPlace>
  );
}
