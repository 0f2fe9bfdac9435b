import type { ReportFacts } from '../../domain/report.ts';
import { type Route, SECTIONS, type Section } from '../view/route.ts';
import type { Clock } from '../view/time.ts';
import { SECTION_TITLES } from '../view/words.ts';
import { ClockContext } from './clock-context.ts';
import { SectionBody } from './section.tsx';
import { Shell } from './shell.tsx';

interface LivePageProps {
  readonly facts: ReportFacts;
  readonly route: Route;
  readonly clock: Clock;
}

/** The page as scripts draw it: one section at a time. */
export function LivePage({ facts, route, clock }: LivePageProps) {
  return (
    <ClockContext.Provider value={clock}>
      <Shell facts={facts} sections={sectionsOf(facts)} current={route.section} isLive>
        <section key={`${route.section}/${route.id ?? ''}`} aria-labelledby="section-title">
          <h2 id="section-title" tabIndex={-1}>
            {SECTION_TITLES[route.section]}
          </h2>
          <SectionBody facts={facts} route={route} />
        </section>
      </Shell>
    </ClockContext.Provider>
  );
}

/** A report of one client begins with it, and leaves out what compares clients. */
export function sectionsOf({ only }: ReportFacts): readonly Section[] {
  return only ? ['clients', 'overview', 'findings', 'timeline', 'divisions', 'residue'] : SECTIONS;
}
