import type { ReportFacts } from '../../domain/report.ts';
import { type Route, SECTIONS, type Section } from '../view/route.ts';
import type { Clock } from '../view/time.ts';
import { SECTION_TITLES } from '../view/words.ts';
import { ClockContext } from './clock-context.ts';
import { Name } from './name.tsx';
import { SectionBody } from './section.tsx';
import { Shell } from './shell.tsx';

interface LivePageProps {
  readonly facts: ReportFacts;
  readonly route: Route;
  readonly clock: Clock;
}

/** The page as scripts draw it: one section at a time. */
export function LivePage({ facts, route, clock }: LivePageProps) {
  const { section, id } = route;
  return (
    <ClockContext.Provider value={clock}>
      <Shell facts={facts} sections={sectionsOf(facts)} current={section} isLive>
        <section class={`section-${section}`} key={`${section}/${id ?? ''}`} aria-labelledby="section-title">
          <h2 id="section-title" tabIndex={-1}>
            <Heading facts={facts} route={route} />
          </h2>
          <SectionBody facts={facts} route={route} isLive />
        </section>
      </Shell>
    </ClockContext.Provider>
  );
}

/** A report of one client begins with it, and leaves out what compares clients. */
export function sectionsOf({ only }: ReportFacts): readonly Section[] {
  return only ? ['clients', 'overview', 'findings', 'timeline', 'divisions', 'residue'] : SECTIONS;
}

function Heading({ facts, route: { section, id } }: Pick<LivePageProps, 'facts' | 'route'>) {
  const client = section === 'clients' && id !== null ? facts.clients.find((one) => one.id === id) : undefined;
  return client ? <Name text={client.name} /> : SECTION_TITLES[section];
}
