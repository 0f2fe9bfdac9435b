import type { ReportFacts } from '../../domain/report.ts';
import type { Clock } from '../view/time.ts';
import { ClientSection } from './client.tsx';
import { ClockContext } from './clock-context.ts';
import { FindingsSection } from './findings.tsx';
import { Name } from './name.tsx';
import { OverviewSection } from './overview.tsx';
import { Shell } from './shell.tsx';

/** Findings that a page without scripts shows: more would delay the first sight of it for everybody. */
const STATIC_FINDINGS = 150;

/** What is there before, or without, any script: the overview and the worst findings, to read. */
export function StaticPage({ facts, clock }: { readonly facts: ReportFacts; readonly clock: Clock }) {
  return (
    <ClockContext.Provider value={clock}>
      <Shell facts={facts} sections={[]} current={null} isLive={false}>
        <noscript>
          <p class="unseen-note">
            Without scripts this page shows the overview and the worst findings. The rest of the report needs them.
          </p>
        </noscript>
        <h2>Overview</h2>
        <OverviewSection facts={facts} />
        {facts.only ? (
          <>
            <h2>
              <Name text={facts.only.name} />
            </h2>
            <ClientSection facts={facts} route={{ section: 'clients', id: facts.only.id, query: {} }} isLive={false} />
          </>
        ) : (
          <>
            <h2>Findings</h2>
            <FindingsSection
              facts={facts}
              route={{ section: 'findings', id: null, query: {} }}
              step={STATIC_FINDINGS}
              isLive={false}
            />
          </>
        )}
      </Shell>
    </ClockContext.Provider>
  );
}
