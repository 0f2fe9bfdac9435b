import { isBuiltInClient } from '../client.ts';
import { dayOf } from '../day.ts';
import { type DaySpan, endOfDay, epochMs, type Instant } from './calendar.ts';
import type { UsageCounts, UsageDay } from './day.ts';

/** The newest day that is known at `now`; days after it (a replay of the past) do not count. */
export function newestDay(days: readonly UsageDay[], now: Instant): UsageDay | undefined {
  const today = dayOf(now);
  return newest(days.filter(({ date }) => date <= today));
}

/** The oldest known day. */
export function oldestDay(days: readonly UsageDay[]): UsageDay | undefined {
  return days.reduce<UsageDay | undefined>((best, day) => (best && best.date <= day.date ? best : day), undefined);
}

/** The newest known day that is over at `now`. */
export function newestEndedDay(days: readonly UsageDay[], now: Instant): UsageDay | undefined {
  return newest(days.filter((day) => hasEnded(day, now)));
}

/** True once the day is over by the clock; its count may still be partial. */
export function hasEnded(day: UsageDay, now: Instant): boolean {
  return epochMs(now) >= endOfDay(day.date);
}

/** True if any count of the day was read after its end: late data. */
export function hasLateTick(day: UsageDay): boolean {
  return epochMs(day.lastTick) >= endOfDay(day.date);
}

/**
 * The days whose count is whole as far as anybody can see: the day is over, and Genesys has refreshed its data since,
 * which shows as a tick after the day's end or as a newer known day.
 */
export function settledDays(days: readonly UsageDay[], now: Instant): readonly UsageDay[] {
  const at = epochMs(now);
  const known = settled.get(days);
  if (known?.at === at) return known.days;
  const found = settledOf(days, now);
  settled.set(days, { at, days: found });
  return found;
}

/** The same days are asked about for each of thousands of clients. */
const settled = new WeakMap<readonly UsageDay[], { readonly at: number; readonly days: readonly UsageDay[] }>();

function settledOf(days: readonly UsageDay[], now: Instant): UsageDay[] {
  const newestDate = newestDay(days, now)?.date ?? '';
  return days.filter((day) => hasEnded(day, now) && (hasLateTick(day) || newestDate > day.date));
}

/** Known days of a span, by date. */
export function daysWithin(days: readonly UsageDay[], { from, to }: DaySpan): UsageDay[] {
  return days.filter(({ date }) => date >= from && date <= to).sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** A client's requests on a known day; a client without a row made none. */
export function requestsOn(day: UsageDay, clientId: string): number {
  return day.clients.get(clientId)?.counts.requests ?? 0;
}

/** The requests of all clients on a known day, without Genesys' own. */
export function orgRequestsOn(day: UsageDay): number {
  let sum = 0;
  for (const { clientId, clientName, counts } of day.clients.values()) {
    if (!isBuiltInClient(clientId, clientName)) sum += counts.requests;
  }
  return sum;
}

/** The sum of one kind of count of a client over known days. */
export function sumOf(days: readonly UsageDay[], clientId: string, count: keyof UsageCounts): number {
  return days.reduce((sum, day) => sum + (day.clients.get(clientId)?.counts[count] ?? 0), 0);
}

function newest(days: readonly UsageDay[]): UsageDay | undefined {
  return days.reduce<UsageDay | undefined>((best, day) => (best && best.date >= day.date ? best : day), undefined);
}
