import type { UsageCounts } from '../../domain/usage/day.ts';
import type { UsageEntry } from '../world/usage-ledger.ts';

/** Dimensions by which usage can be grouped, in the words of this simulator. */
export type Dimension = 'clientId' | 'clientName' | 'userId' | 'method' | 'template';
export type Granularity = 'Day' | 'Week' | 'Month';

/** Sums of entries that agree in the dimensions asked for; the others are absent. */
export interface UsageGroup extends UsageCounts, Partial<Record<Dimension, string>> {
  readonly date: string;
}

/** Sums up entries by date and dimensions, in a stable order. */
export function groupUsage(
  entries: readonly UsageEntry[],
  { dimensions, granularity }: { readonly dimensions: readonly Dimension[]; readonly granularity: Granularity },
): UsageGroup[] {
  const groups = new Map<string, UsageGroup>();
  for (const entry of entries) {
    const date = startOf(entry.date, granularity);
    const values = dimensions.map((dimension) => [dimension, entry[dimension]] as const);
    const key = [date, ...values.map(([, value]) => value)].join('\n');
    const sum = groups.get(key);
    groups.set(key, sum ? { ...sum, ...added(sum, entry) } : { date, ...Object.fromEntries(values), ...counts(entry) });
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function startOf(date: string, granularity: Granularity): string {
  switch (granularity) {
    case 'Day':
      return date;
    case 'Month':
      return `${date.slice(0, 7)}-01`;
    case 'Week': {
      const day = new Date(`${date}T00:00:00Z`);
      day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
      return day.toISOString().slice(0, 10);
    }
    default: {
      const never: never = granularity;
      throw new Error(`Unknown granularity ${String(never)}`);
    }
  }
}

function counts({ requests, status200, status300, status400, status500, status429 }: UsageCounts): UsageCounts {
  return { requests, status200, status300, status400, status500, status429 };
}

function added(a: UsageCounts, b: UsageCounts): UsageCounts {
  return {
    requests: a.requests + b.requests,
    status200: a.status200 + b.status200,
    status300: a.status300 + b.status300,
    status400: a.status400 + b.status400,
    status500: a.status500 + b.status500,
    status429: a.status429 + b.status429,
  };
}
