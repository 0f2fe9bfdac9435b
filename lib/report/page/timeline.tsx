import type { ReportEvent, ReportFacts } from '../../domain/report.ts';
import { eventsFor } from '../view/events.ts';
import { counted } from '../view/numbers.ts';
import type { Route } from '../view/route.ts';
import { firstPart } from '../view/rows.ts';
import { STATE_TITLES, STATES } from '../view/words.ts';
import { ChartPlace } from './chart-place.tsx';
import { EventTable } from './event-table.tsx';
import { Filters, SEARCH, SEVERITY, vendorField } from './filters.tsx';
import { More } from './more.tsx';

interface TimelineProps {
  readonly facts: ReportFacts;
  readonly route: Route;
  readonly isLive: boolean;
}

/** What happened and when: a drawing to zoom into, and the same as a list. */
export function TimelineSection({ facts, route, isLive }: TimelineProps) {
  const events = eventsFor(facts.events, route.query);
  const { rows, left, next } = firstPart(events, route.query, 50);
  return (
    <>
      {isLive ? <EventFilters events={facts.events} route={route} /> : null}
      <p class="count" role="status">
        {counted(events.length, 'event')} of {facts.events.length}
        {facts.eventsCut ? '. There were more: the oldest are left out.' : ''}
      </p>
      {events.length === 0 ? (
        <p>Nothing happened in this range{facts.events.length > 0 ? ' that is like that' : ''}.</p>
      ) : (
        <>
          <ChartPlace
            name="timeline"
            title="Drift by time and vendor. Choose a point to see its client."
            height={420}
          />
          <EventTable events={rows} />
          <More left={left} next={next} route={route} isLive={isLive} />
        </>
      )}
    </>
  );
}

function EventFilters({ events, route }: { readonly events: readonly ReportEvent[]; readonly route: Route }) {
  return (
    <Filters
      route={route}
      label="Filter events"
      fields={[
        SEARCH,
        SEVERITY,
        {
          kind: 'select',
          name: 'to',
          label: 'Became',
          options: STATES.map((state) => [state, STATE_TITLES[state]] as const),
        },
        vendorField(events),
      ]}
    />
  );
}
