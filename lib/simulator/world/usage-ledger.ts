import type { UsageCounts } from '../../domain/usage/day.ts';
import type { UsagePublication } from './settings.ts';

/** Requests of one client on one UTC day by one operation. */
export interface UsageEntry extends UsageCounts {
  readonly date: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly userId: string;
  readonly method: string;
  /** With a leading slash: `/api/v2/users/{userId}`. */
  readonly template: string;
  /** True for requests that are spread evenly over the day; others were all made by the time they were entered. */
  readonly spread: boolean;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** All API requests of the org, by day. */
export class UsageLedger {
  readonly #days = new Map<string, UsageEntry[]>();

  add(entry: UsageEntry): void {
    const day = this.#days.get(entry.date);
    if (day) day.push(entry);
    else this.#days.set(entry.date, [entry]);
  }

  /** What the usage API knows at `now` of the days from `from` to `to`, both inclusive, `yyyy-MM-dd`. */
  published({ from, to, now, publication }: PublishedQuery): UsageEntry[] {
    const dates = [...this.#days.keys()].filter((date) => date >= from && date <= to).sort();
    return dates.flatMap((date) => {
      const share = publishedShare(date, now, publication);
      const entries = this.#days.get(date) ?? [];
      if (share >= 1) return entries;
      if (share < 0) return [];
      return entries.map((entry) => partOf(entry, share)).filter(({ requests }) => requests > 0);
    });
  }
}

export interface PublishedQuery {
  readonly from: string;
  readonly to: string;
  readonly now: Date;
  readonly publication: UsagePublication;
}

/** 1 for a day that is published whole, less than 1 for the part of a growing day that has passed, -1 for none. */
function publishedShare(date: string, now: Date, publication: UsagePublication): number {
  const start = Date.parse(`${date}T00:00:00Z`);
  switch (publication.mode) {
    case 'late':
      return now.getTime() >= start + DAY_MS + publication.lagHours * HOUR_MS ? 1 : -1;
    case 'growing':
      return now.getTime() < start ? -1 : (now.getTime() - start) / DAY_MS;
    default: {
      const never: never = publication;
      throw new Error(`Unknown usage publication ${JSON.stringify(never)}`);
    }
  }
}

function partOf(entry: UsageEntry, share: number): UsageEntry {
  if (!entry.spread) return entry;
  const part = (count: number) => Math.floor(count * share);
  const [status300, status400, status500, status429] = [
    part(entry.status300),
    part(entry.status400),
    part(entry.status500),
    part(entry.status429),
  ];
  const status200 = part(entry.status200);
  const requests = status200 + status300 + status400 + status500;
  return { ...entry, requests, status200, status300, status400, status500, status429 };
}
