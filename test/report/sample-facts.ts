import { addDays } from '../../lib/domain/day.ts';
import type { Finding } from '../../lib/domain/finding.ts';
import type { ReportClient, ReportFacts, ReportQuota } from '../../lib/domain/report.ts';
import { countBySeverity } from '../../lib/domain/severity.ts';
import { sampleClient } from './sample-client.ts';
import { sampleEvents, sampleFinding } from './sample-findings.ts';
import { randomOf } from './sample-random.ts';

export const UNTIL = '2026-11-23T08:30:00.000Z';

export interface SampleSize {
  readonly clients: number;
  /** UTC days of usage and of the range. */
  readonly days: number;
  readonly findings: number;
}

export const SMALL: SampleSize = { clients: 12, days: 30, findings: 24 };
/** What a report has to bear: docs/architecture.md. */
export const LARGE: SampleSize = { clients: 500, days: 400, findings: 2000 };

/** Facts like those of a real org of that size: the same ones each time. */
export function sampleFacts(size: SampleSize = SMALL): ReportFacts {
  const random = randomOf(7);
  const clients = Array.from({ length: size.clients }, (_, index) => sampleClient({ index, days: size.days, random }));
  const findings = Array.from({ length: size.findings }, (_, index) => sampleFinding({ index, clients, random, size }));
  const since = `${addDays(UNTIL.slice(0, 10), 1 - size.days)}T08:30:00.000Z`;
  return {
    overview: overviewOf({ clients, findings }),
    since,
    until: UNTIL,
    findings: findings.sort(worstFirst),
    events: sampleEvents({ findings, since, random }),
    eventsCut: false,
    clients: [...clients].sort(byVendor),
    quota: quotaOf({ clients, days: size.days }),
    residue: {
      items: [
        {
          kind: 'client-unowned',
          subject: { kind: 'client', id: clients[3]?.id ?? '', name: clients[3]?.name ?? '' },
          vendor: null,
          why: 'No vendor of the manifest claims it, so nobody answers for it.',
          fix: 'Add it to a vendor in guardian.yaml, or delete it.',
          since: '2026-03-01T09:00:00.000Z',
        },
        {
          kind: 'implicit-grant',
          subject: { kind: 'client', id: clients[5]?.id ?? '', name: clients[5]?.name ?? '' },
          vendor: clients[5]?.vendor ?? null,
          why: 'It uses the implicit grant, which Genesys ends.',
          fix: 'Move it to the authorization code grant with PKCE.',
          until: '2027-03-31',
        },
      ],
      unknown: [{ kind: 'authorization-idle', why: 'Authorisations are not read: readAuthorizations is off.' }],
    },
    sinceLast: {
      at: '2026-11-22T08:30:00.000Z',
      opened: findings.slice(0, 3).map(({ id }) => id),
      resolved: findings.slice(4, 5).map(({ id }) => id),
      changed: [],
      clients: clients.slice(0, 2).map(({ id }) => id),
    },
  };
}

function overviewOf({ clients, findings }: Pick<ReportFacts, 'clients' | 'findings'>): ReportFacts['overview'] {
  const open = findings.filter(({ state }) => state === 'open');
  const seen = { status: 'complete', asOf: '2026-11-23T08:00:00.000Z' } as const;
  return {
    org: 'prod',
    genesysOrg: { id: '6f1c3a0e-0000-4000-8000-000000000001', name: 'Northwind Contact Centre' },
    at: UNTIL,
    run: { id: 'run-1', seq: 812, at: '2026-11-23T08:00:04.000Z', job: 'all', baselineAt: '2025-10-01T09:00:00.000Z' },
    scannedAt: '2026-11-23T08:00:00.000Z',
    coverage: {
      clients: { ...seen, count: clients.length },
      roles: { ...seen, count: 64 },
      divisions: { ...seen, count: 9 },
      usage: { ...seen, count: clients.length, asOf: '2026-11-23T05:00:00.000Z' },
      authorizations: {
        ...seen,
        status: 'skipped',
        count: 0,
        reason: 'switched off: readAuthorizations in guardian.yaml',
      },
      integrations: { ...seen, count: 18 },
      audits: { ...seen, status: 'incomplete', count: 140, reason: 'the audit query timed out after 60 s' },
    },
    unseen: ['The audit log was seen in part: who made a change may be missing.'],
    open: countBySeverity(open),
    acknowledged: findings.filter(({ state }) => state === 'acknowledged').length,
    waived: findings.filter(({ state }) => state === 'waived').length,
    staged: 1,
    clients: clients.length,
    unmanaged: clients.filter(({ vendor }) => vendor === null).length,
    worst: [...open].sort(worstFirst).slice(0, 10),
    usage: {
      asOf: '2026-11-23T05:00:00.000Z',
      isStale: false,
      resolution: 'hour',
      hourlyQuota: 45_000,
      window: { from: '2026-11-01', to: '2026-11-23', knownDays: 22, unknownDays: 1 },
      clients: [...clients]
        .sort((a, b) => (b.share ?? 0) - (a.share ?? 0))
        .map((client) => ({
          client: { id: client.id, name: client.name },
          vendor: client.vendor,
          requests: client.requests.reduce<number>((sum, count) => sum + (count ?? 0), 0),
          perHour: client.perHour,
          share: client.share,
          status429: 0,
          forecastMonth: client.forecastMonth,
        })),
      forecast: { ...forecastOf(clients), monthlyAllowance: 32_000_000 },
    },
    waiversEnding: findings
      .filter(({ waiver }) => waiver !== undefined)
      .slice(0, 3)
      .map(({ id, title, waiver }) => ({ finding: id, title, until: waiver?.until ?? UNTIL })),
  };
}

function forecastOf(clients: readonly ReportClient[]) {
  const perDay = clients.reduce((sum, { requests }) => sum + (requests.at(-2) ?? 0), 0);
  return {
    confidence: 'medium',
    month: { from: '2026-11-01', to: '2026-11-30' },
    requests: perDay * 30,
    low: Math.round(perDay * 28.4),
    high: Math.round(perDay * 31.8),
    observed: perDay * 22,
    knownDays: 40,
    unknownDays: 1,
  } as const;
}

function quotaOf({
  clients,
  days: length,
}: {
  readonly clients: readonly ReportClient[];
  readonly days: number;
}): ReportQuota {
  const days = Array.from({ length }, (_, index) => addDays(UNTIL.slice(0, 10), 1 + index - length));
  const total = days.map((_, day) =>
    clients.some(({ requests }) => requests[day] === null)
      ? null
      : clients.reduce((sum, { requests }) => sum + (requests[day] ?? 0), 0),
  );
  const owners = [...new Set(clients.map(({ vendor, name }) => vendor ?? name))];
  const forecast = forecastOf(clients);
  let counted = 0;
  return {
    days,
    total,
    hourlyQuota: 45_000,
    monthlyAllowance: 32_000_000,
    alertShare: 0.5,
    vendors: owners
      .map((name) => {
        const own = clients.filter((client) => (client.vendor ?? client.name) === name);
        const perHour = own.reduce((sum, client) => sum + (client.perHour ?? 0), 0);
        return {
          name,
          isVendor: own[0]?.vendor !== null,
          clients: own.map(({ id }) => id),
          perHour,
          share: perHour / 45_000,
        };
      })
      .sort((a, b) => b.share - a.share),
    month: forecast.month,
    burnDown: days
      .map((day, index) => ({ day, requests: total[index] ?? 0 }))
      .filter(({ day }) => day >= forecast.month.from)
      .map(({ day, requests }) => {
        counted += requests;
        return { day, counted };
      }),
    forecast,
  };
}

const RANK = ['critical', 'high', 'medium', 'low', 'info'];

function worstFirst(a: Finding, b: Finding): number {
  return RANK.indexOf(a.severity) - RANK.indexOf(b.severity) || Date.parse(a.firstSeen) - Date.parse(b.firstSeen);
}

function byVendor(a: ReportClient, b: ReportClient): number {
  return (a.vendor ?? '\uffff').localeCompare(b.vendor ?? '\uffff') || a.name.localeCompare(b.name);
}
