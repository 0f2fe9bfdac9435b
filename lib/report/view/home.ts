import type { ReportFacts } from '../../domain/report.ts';
import { parseRoute, type Route } from './route.ts';

/** What an address shows; where it names nothing, the overview, or the client that the report is about. */
export function routeOf(hash: string, { only }: Pick<ReportFacts, 'only'>): Route {
  const home: Route = only
    ? { section: 'clients', id: only.id, query: {} }
    : { section: 'overview', id: null, query: {} };
  const route = parseRoute(hash);
  if (route === null) return home;
  return only && route.section === 'clients' && route.id === null ? { ...home, query: route.query } : route;
}
