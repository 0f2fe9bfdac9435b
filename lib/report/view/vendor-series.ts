import type { ReportClient, ReportFacts } from '../../domain/report.ts';

/** Requests of a vendor, or of a client without one, on each day; null where the day is unknown. */
export interface VendorSeries {
  readonly name: string;
  readonly requests: readonly (number | null)[];
  readonly total: number;
}

/** The heaviest vendors by their requests in the range, and one series for all others; at most `most` of them. */
export function vendorSeries(
  { quota, clients }: Pick<ReportFacts, 'quota' | 'clients'>,
  most: number,
): readonly VendorSeries[] {
  const byId = new Map(clients.map((client) => [client.id, client]));
  const all = quota.vendors
    .map(({ name, clients: ids }) => seriesOf(name, ids, byId, quota.days.length))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total);
  if (all.length <= most) return all;
  const rest = all.slice(most - 1);
  return [
    ...all.slice(0, most - 1),
    summed(
      'all others',
      rest.map(({ requests }) => requests),
      quota.days.length,
    ),
  ];
}

function seriesOf(
  name: string,
  ids: readonly string[],
  byId: ReadonlyMap<string, ReportClient>,
  days: number,
): VendorSeries {
  const own = ids.flatMap((id) => byId.get(id)?.requests ?? []);
  return summed(name, own.length === 0 ? [] : ids.map((id) => byId.get(id)?.requests ?? []), days);
}

/** A day that is unknown for one is unknown for all: nobody knows who called then. */
function summed(name: string, parts: readonly (readonly (number | null)[])[], days: number): VendorSeries {
  const known = parts.filter(({ length }) => length > 0);
  const requests = Array.from({ length: days }, (_, day) => {
    let sum: number | null = known.length === 0 ? null : 0;
    for (const part of known) {
      const count = part[day] ?? null;
      sum = sum === null || count === null ? null : sum + count;
    }
    return sum;
  });
  return { name, requests, total: requests.reduce<number>((sum, count) => sum + (count ?? 0), 0) };
}
