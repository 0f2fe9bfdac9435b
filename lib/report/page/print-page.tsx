import type { ReportFacts } from '../../domain/report.ts';
import type { Route } from '../view/route.ts';
import type { Clock } from '../view/time.ts';
import { SECTION_TITLES } from '../view/words.ts';
import { ClockContext } from './clock-context.ts';
import { sectionsOf } from './live-page.tsx';
import { SectionBody } from './section.tsx';
import { Shell } from './shell.tsx';

interface PrintPageProps {
  readonly facts: ReportFacts;
  /** What was on the screen: its filters hold on paper too. */
  readonly route: Route;
  readonly clock: Clock;
}

/** Rows of each table on paper: a report of 500 clients is not for printing in whole. */
const PRINTED_ROWS = '200';

/** All main sections one after the other; of one client, where its page is on the screen. */
export function PrintPage({ facts, route, clock }: PrintPageProps) {
  const isOfOne = route.section === 'clients' && route.id !== null;
  const routes: readonly Route[] = isOfOne
    ? [route]
    : sectionsOf(facts).map((section) => (section === route.section ? route : { section, id: null, query: {} }));
  return (
    <ClockContext.Provider value={clock}>
      <Shell facts={facts} sections={[]} current={null} isLive={false}>
        {routes.map((one) => (
          <section class={`printed section-${one.section}`} key={one.section}>
            <h2>{SECTION_TITLES[one.section]}</h2>
            <SectionBody facts={facts} route={{ ...one, query: { ...one.query, show: PRINTED_ROWS } }} isLive={false} />
          </section>
        ))}
      </Shell>
    </ClockContext.Provider>
  );
}
