import { isBuiltInClient } from '../../../domain/client.ts';
import { addDays, type Day } from '../../../domain/day.ts';
import type { ExportedUsage } from '../../../domain/exported.ts';
import type { GuardianConfig } from '../../../domain/manifest.ts';
import type { UsageDay } from '../../../domain/usage/day.ts';
import { matchVendor } from '../../../domain/vendor-match.ts';
import type { Store } from '../../../ports.ts';

/** Days that are read at a time. */
export const PAGE_DAYS = 14;

/** Requests by day and client, oldest day first, without Genesys' own clients; both days inclusive. */
export async function* usageRows(
  store: Store,
  options: {
    readonly org: string;
    readonly vendors: GuardianConfig['vendors'];
    readonly from: Day;
    readonly to: Day;
    readonly clientId?: string | undefined;
  },
): AsyncGenerator<ExportedUsage, void> {
  const { org, to, clientId } = options;
  for (let from = options.from; from <= to; from = addDays(from, PAGE_DAYS)) {
    const last = addDays(from, PAGE_DAYS - 1);
    for (const day of await store.usageDays(org, from, last < to ? last : to, clientId)) yield* rowsOf(day, options);
  }
}

function rowsOf(
  day: UsageDay,
  {
    org,
    vendors,
    clientId,
  }: { readonly org: string; readonly vendors: GuardianConfig['vendors']; readonly clientId?: string | undefined },
): ExportedUsage[] {
  return [...day.clients.values()]
    .filter((row) => !isBuiltInClient(row.clientId, row.clientName) && (!clientId || row.clientId === clientId))
    .sort((a, b) => (a.clientId < b.clientId ? -1 : 1))
    .map(({ clientId: id, clientName: name, counts }) => ({
      org,
      date: day.date,
      client: { id, name },
      vendor: matchVendor({ client: { id, name }, vendors, orgName: org })?.name ?? null,
      ...counts,
      asOf: day.lastTick,
    }));
}
