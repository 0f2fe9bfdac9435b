import type { ReportFacts } from '../../domain/report.ts';
import { parseRoute, type Route } from '../view/route.ts';
import type { Clock } from '../view/time.ts';

/** Everything that the page depends on: the address is its only memory. */
export interface PageState {
  readonly facts: ReportFacts;
  readonly route: Route;
  readonly clock: Clock;
  /** True while it is being printed: then all sections are there at once. */
  readonly isPrinting: boolean;
}

/** What an address shows; where it names nothing, the overview, or the client that the report is about. */
export function routeOf(hash: string, { only }: ReportFacts): Route {
  const home: Route = only
    ? { section: 'clients', id: only.id, query: {} }
    : { section: 'overview', id: null, query: {} };
  const route = parseRoute(hash);
  if (route === null) return home;
  return only && route.section === 'clients' && route.id === null ? { ...home, query: route.query } : route;
}
