import type { Overview } from '../../domain/overview.ts';
import type { Clock } from '../view/time.ts';
import { ClockContext } from './clock-context.ts';
import { Counts } from './counts.tsx';
import { Name } from './name.tsx';
import { Sight } from './sight.tsx';
import { UsageGlance } from './usage-glance.tsx';
import { WaiversEnding } from './waivers-ending.tsx';
import { Worst } from './worst.tsx';

interface OverviewWidgetProps {
  readonly overview: Overview;
  readonly clock: Clock;
  readonly reportLocation?: string;
}

/** The same overview as in the report, for a place without scripts and pages. */
export function OverviewWidget({ overview, clock, reportLocation }: OverviewWidgetProps) {
  return (
    <ClockContext.Provider value={clock}>
      <div class="og-widget">
        <h2>
          <Name text={overview.genesysOrg?.name ?? overview.org} />
        </h2>
        <Sight overview={overview} />
        <Counts overview={overview} isLinked={false} />
        <Worst findings={overview.worst} isLinked={false} />
        <WaiversEnding waivers={overview.waiversEnding} isLinked={false} />
        <UsageGlance overview={overview} isLinked={false} />
        {reportLocation === undefined ? null : (
          <p class="beside">
            The whole report: <Name text={reportLocation} />
          </p>
        )}
      </div>
    </ClockContext.Provider>
  );
}
