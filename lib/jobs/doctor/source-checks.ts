import { SOURCE_UNITS, SOURCES, type SourceCoverage, type SourceName } from '../../domain/coverage.ts';
import { addDays, dayOf } from '../../domain/day.ts';
import { RULES_BY_SOURCE } from '../../domain/own-permissions.ts';
import { asOf, isStale } from '../../domain/usage/freshness.ts';
import { foldSample, samplesByDay } from '../../domain/usage/meter.ts';
import type { SelfReading } from './access-checks.ts';
import type { Check } from './check.ts';
import type { DoctorOptions } from './doctor.ts';

/** Tries every source once, and says how fresh usage is and what the org's rate limit is. */
export async function sourceChecks(options: DoctorOptions & SelfReading): Promise<Check[]> {
  const { source, org, roles, clock, onProgress } = options;
  const now = clock.now();
  onProgress?.('trying every source once');
  const off = (reason: string): SourceCoverage => ({ status: 'skipped', count: 0, asOf: now.toISOString(), reason });
  const [clients, divisions, integrations, authorizations, audits, usage, limits] = await Promise.all([
    source.clients(),
    source.divisions(),
    org.readIntegrations ? source.integrations() : undefined,
    org.readAuthorizations ? source.authorizations() : undefined,
    org.readAudits ? source.audits({ from: hourBefore(now), to: now.toISOString() }) : undefined,
    source.usage({ from: addDays(dayOf(now), -FRESHNESS_DAYS), to: dayOf(now) }),
    source.limits(),
  ]);
  const coverage: Record<SourceName, SourceCoverage> = {
    clients: clients.coverage,
    roles: roles.coverage,
    divisions: divisions.coverage,
    usage: usage.coverage,
    authorizations: authorizations?.coverage ?? off('opt-in: readAuthorizations in guardian.yaml'),
    integrations: integrations?.coverage ?? off('switched off: readIntegrations in guardian.yaml'),
    audits: audits?.coverage ?? off('switched off: readAudits in guardian.yaml'),
  };
  const days = samplesByDay(usage.items, now.toISOString()).flatMap((sample) => foldSample(undefined, sample) ?? []);
  return [
    ...SOURCES.map((name) => sourceCheck(name, coverage[name])),
    ...(usage.coverage.status === 'failed' ? [] : [freshnessCheck(asOf(days, now), options)]),
    limits.limits
      ? {
          name: 'rate limit',
          status: 'ok',
          detail: `${limits.limits.clientTokenPerMinute} requests a minute for a token; the guardian uses at most ${percent(options.config.thresholds.apiShare)} of it`,
        }
      : {
          name: 'rate limit',
          status: 'warn',
          detail: `not readable, so the usual 300 a minute is assumed: ${limits.coverage.reason ?? ''}`,
        },
  ];
}

const FRESHNESS_DAYS = 7;

function sourceCheck(name: SourceName, { status, count, reason }: SourceCoverage): Check {
  const because = reason ? `: ${reason}` : '';
  const counted = `${count} ${SOURCE_UNITS[name][count === 1 ? 0 : 1]}`;
  switch (status) {
    case 'complete':
      return { name: `source ${name}`, status: 'ok', detail: `read whole: ${counted}${because}` };
    case 'skipped':
      return { name: `source ${name}`, status: 'ok', detail: `not read${because}` };
    case 'incomplete':
    case 'failed':
      return {
        name: `source ${name}`,
        status: 'fail',
        detail: `${status === 'failed' ? 'could not be read' : `only ${counted} could be read`}${because}`,
        blinds: [name, ...RULES_BY_SOURCE[name]],
      };
    default:
      return status satisfies never;
  }
}

function freshnessCheck(dataTime: string | undefined, { clock, config }: DoctorOptions): Check {
  const name = 'usage freshness';
  const blinds = RULES_BY_SOURCE.usage;
  if (!dataTime) {
    const detail = `no request of any client was counted in the last ${FRESHNESS_DAYS} days`;
    return { name, status: 'warn', detail, fix: 'wait a day: Genesys publishes usage about once a day', blinds };
  }
  return isStale(dataTime, clock.now(), config.thresholds.usageStaleHours)
    ? {
        name,
        status: 'fail',
        detail: `Genesys has counted up to ${dataTime} only`,
        fix: 'ask Genesys support why usage is late',
        blinds,
      }
    : { name, status: 'ok', detail: `Genesys has counted up to ${dataTime}; by day, for Genesys has no hourly usage` };
}

function hourBefore(now: Date): string {
  return new Date(now.getTime() - 3_600_000).toISOString();
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
