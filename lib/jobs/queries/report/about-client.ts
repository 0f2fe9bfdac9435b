import type { Finding } from '../../../domain/finding.ts';
import type { Overview } from '../../../domain/overview.ts';
import type { ReportQuota } from '../../../domain/report.ts';

/**
 * What a report about one client tells of the org: how whole the picture is, the org's counts and totals, and of others
 * nothing by name. Such a report goes to the client's vendor, whom other vendors are no business of.
 *
 * @param findings those of the client, worst first
 */
export function overviewAbout(overview: Overview, clientId: string, findings: readonly Finding[]): Overview {
  const ids = new Set(findings.map(({ id }) => id));
  return {
    ...overview,
    worst: findings.filter(({ state, staged }) => state === 'open' && !staged).slice(0, MOST_WORST),
    waiversEnding: overview.waiversEnding.filter(({ finding }) => ids.has(finding)),
    usage: { ...overview.usage, clients: overview.usage.clients.filter(({ client }) => client.id === clientId) },
  };
}

/** The share of the client's own vendor; the org's total and its forecast stay. */
export function quotaAbout(quota: ReportQuota, clientId: string): ReportQuota {
  return { ...quota, vendors: quota.vendors.filter(({ clients }) => clients.includes(clientId)) };
}

const MOST_WORST = 10;
