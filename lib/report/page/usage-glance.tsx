import type { Overview } from '../../domain/overview.ts';
import { percent, short, whole } from '../view/numbers.ts';
import { ClientLink } from './links.tsx';
import { Name } from './name.tsx';

interface UsageGlanceProps {
  readonly overview: Overview;
  readonly isLinked: boolean;
}

/** Who takes how much of the allowance, in a few lines. */
export function UsageGlance({ overview: { usage }, isLinked }: UsageGlanceProps) {
  const { clients, hourlyQuota, forecast } = usage;
  const heaviest = clients.filter(({ share, perHour }) => share !== null || perHour !== null).slice(0, 3);
  return (
    <section class="panel" aria-label="API allowance">
      <h3>API allowance</h3>
      {hourlyQuota === null ? (
        <p class="quiet">No quota is configured: shares are unknown.</p>
      ) : (
        <p class="quiet">{whole(hourlyQuota)} requests per hour</p>
      )}
      <ul class="plain">
        {heaviest.map(({ client, share, perHour }) => (
          <li class="line" key={client.id}>
            <span class="line-main">{isLinked ? <ClientLink client={client} /> : <Name text={client.name} />}</span>
            <span class="nowrap">
              {share === null ? '' : `${percent(share)}, `}
              {short(perHour)}/h
            </span>
          </li>
        ))}
      </ul>
      <p class="beside">
        {forecast.confidence === 'none'
          ? `No forecast of the month: ${forecast.reason}.`
          : `Forecast of the month: ${short(forecast.requests)} (${short(forecast.low)} to ${short(forecast.high)})${
              forecast.monthlyAllowance === null ? '' : ` of ${short(forecast.monthlyAllowance)}`
            }.`}
      </p>
    </section>
  );
}
