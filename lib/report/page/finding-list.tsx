import type { Finding } from '../../domain/finding.ts';
import { FindingDetail } from './finding-detail.tsx';
import { SeverityMark, StateMark } from './marks.tsx';
import { Name } from './name.tsx';
import { Age } from './time.tsx';

interface FindingListProps {
  readonly findings: readonly Finding[];
  readonly isSeenWhole: boolean;
}

/** The findings of one client, each with its details. */
export function FindingList({ findings, isSeenWhole }: FindingListProps) {
  if (findings.length === 0) {
    return isSeenWhole ? (
      <p class="seen">Nothing was found.</p>
    ) : (
      <p class="unseen-note">Nothing was found in what was seen. Not everything was seen.</p>
    );
  }
  return (
    <div data-arrows="column">
      {findings.map((finding) => (
        <details class={`finding ${finding.severity}`} key={finding.id}>
          <summary>
            <SeverityMark severity={finding.severity} />{' '}
            <span class="finding-title">
              <Name text={finding.title} />
            </span>{' '}
            <StateMark state={finding.state} isStaged={finding.staged ?? false} /> <Age at={finding.firstSeen} />
          </summary>
          <FindingDetail finding={finding} />
        </details>
      ))}
    </div>
  );
}
