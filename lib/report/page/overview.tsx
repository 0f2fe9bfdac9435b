import type { ReportFacts } from '../../domain/report.ts';
import { Ages } from './ages.tsx';
import { Counts } from './counts.tsx';
import { Sight } from './sight.tsx';
import { SinceLast } from './since-last.tsx';
import { UsageGlance } from './usage-glance.tsx';
import { WaiversEnding } from './waivers-ending.tsx';
import { Worst } from './worst.tsx';

/** The org at a glance: what was seen and how old that is, before any count. */
export function OverviewSection({ facts }: { readonly facts: ReportFacts }) {
  const { overview } = facts;
  return (
    <>
      <Sight overview={overview} />
      <Counts overview={overview} isLinked />
      <div class="columns">
        <div class="column">
          <Worst findings={overview.worst} isLinked />
          <Ages facts={facts} />
        </div>
        <div class="column">
          <SinceLast facts={facts} />
          <WaiversEnding waivers={overview.waiversEnding} isLinked />
          <UsageGlance overview={overview} isLinked />
        </div>
      </div>
    </>
  );
}
