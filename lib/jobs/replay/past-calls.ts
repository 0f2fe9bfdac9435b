import { addDays, type Day } from '../../domain/day.ts';
import { type CallProfile, foldCalls } from '../../domain/usage/call-profile.ts';
import type { EndpointRow } from '../../domain/usage/day.ts';
import { ENDPOINT_WINDOW_DAYS } from '../memory.ts';
import type { ObservedDays } from '../observed-days.ts';
import type { ReadCalls } from './past.ts';

/** Calls by operation as they were known at the end of a day. Reads a few days at a time, and forgets the rows again. */
export class PastCalls {
  readonly #read: ReadCalls;
  readonly #observed: { readonly from: Day; readonly through: Day };
  #profiles: ReadonlyMap<string, CallProfile> = new Map();
  #recent: readonly EndpointRow[] = [];
  /** Rows that were read and are not known yet. */
  #ahead: readonly EndpointRow[] = [];
  #readThrough: Day;

  /** @param oldest the first day that rules will look back on */
  constructor(read: ReadCalls, observed: { readonly from: Day; readonly through: Day }, oldest: Day) {
    this.#read = read;
    this.#observed = observed;
    this.#readThrough = addDays(oldest, -1);
  }

  /** Which operations clients had called by the end of a day; days are asked for in their order. */
  async until(day: Day): Promise<{
    readonly profiles: ReadonlyMap<string, CallProfile>;
    readonly recent: readonly EndpointRow[];
    readonly observed: ObservedDays;
  }> {
    const rows = [...this.#ahead];
    while (this.#readThrough < day) {
      const from = addDays(this.#readThrough, 1);
      this.#readThrough = addDays(this.#readThrough, DAYS_AT_ONCE);
      rows.push(...(await this.#read(from, this.#readThrough)));
    }
    const known = rows.filter(({ date }) => date <= day);
    this.#ahead = rows.filter(({ date }) => date > day);
    this.#profiles = foldCalls(this.#profiles, known);
    const oldest = addDays(day, 1 - ENDPOINT_WINDOW_DAYS);
    this.#recent = [...this.#recent, ...known].filter(({ date }) => date >= oldest);
    return { profiles: this.#profiles, recent: this.#recent, observed: this.#observedOn(day) };
  }

  /** Days before those that are known without a gap may lack calls: nothing is said by them. */
  #observedOn(day: Day): ObservedDays {
    const { from, through } = this.#observed;
    if (day < from) return {};
    return { endpointsFrom: from, endpointsThrough: day < through ? day : through };
  }
}

const DAYS_AT_ONCE = 7;
