import { matchTemplate } from '../http/template.ts';
import type { Fault } from './fault.ts';

/** Which calls of an endpoint break: all of them, only the nth from now (from 1), or the next so many. */
export type Occurrence = 'always' | { readonly nth: number } | { readonly next: number };

export interface PlannedFault {
  readonly fault: Fault;
  /** Template of the path: `{name}` stands for one segment, a final `/**` for any rest. */
  readonly path: string;
  /** @default any */
  readonly method?: string;
  /** Only calls with these query parameters, for example `{ pageNumber: '2' }`. */
  readonly query?: Readonly<Record<string, string>>;
  /** @default 'always' */
  readonly on?: Occurrence;
}

/** The call that is looked up in the plan. */
export interface FaultableCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * The faults of a simulator, scripted by endpoint. Every planned fault counts the calls that match it from the time it was
 * added; where several strike one call, all take effect in the order in which they were added.
 * @example simulator.faults.add({ method: 'GET', path: '/api/v2/oauth/clients', on: { next: 2 }, fault: { kind: 'unavailable' } })
 */
export class FaultPlan {
  readonly #planned = new Map<PlannedFault, number>();

  /** Adds a fault; the function returned takes it out again. */
  add(planned: PlannedFault): () => void {
    const own = { ...planned };
    this.#planned.set(own, 0);
    return () => {
      this.#planned.delete(own);
    };
  }

  /** Takes every fault out. */
  clear(): void {
    this.#planned.clear();
  }

  /** Counts a call, and answers the faults that strike it. */
  strike(call: FaultableCall): Fault[] {
    return [...this.#planned].flatMap(([planned, earlier]) => {
      if (!matches(planned, call)) return [];
      const number = earlier + 1;
      this.#planned.set(planned, number);
      return isStruck(planned.on ?? 'always', number) ? [planned.fault] : [];
    });
  }
}

function matches({ method, path, query = {} }: PlannedFault, call: FaultableCall): boolean {
  return (
    (method === undefined || method === call.method) &&
    matchTemplate(path, call.path) !== undefined &&
    Object.entries(query).every(([name, value]) => call.query.get(name) === value)
  );
}

function isStruck(on: Occurrence, number: number): boolean {
  if (on === 'always') return true;
  return 'nth' in on ? number === on.nth : number <= on.next;
}
