import { addDays, dayOf, startOfDay } from '../../domain/day.ts';
import type { Past, PastChange } from './past.ts';

/** A time at which anything may be judged otherwise than before. */
export interface Moment {
  /** ISO time. */
  readonly at: string;
  readonly changes: readonly PastChange[];
  /** True where a UTC day begins: its usage is whole, and rules that count days go on by one. */
  readonly isMidnight: boolean;
}

/** The beginning of a range, every change in it, and every midnight. Oldest first. */
export function momentsOf({ since, until, changes }: Pick<Past, 'since' | 'until' | 'changes'>): Moment[] {
  const byTime = new Map<string, PastChange[]>([[since, []]]);
  for (const change of changes) {
    const same = byTime.get(change.at);
    if (same) same.push(change);
    else byTime.set(change.at, [change]);
  }
  for (let day = addDays(dayOf(since), 1); startOfDay(day) <= until; day = addDays(day, 1)) {
    if (!byTime.has(startOfDay(day))) byTime.set(startOfDay(day), []);
  }
  return [...byTime]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([at, some]) => ({ at, changes: some, isMidnight: at === startOfDay(dayOf(at)) }));
}
