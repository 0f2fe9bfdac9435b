import type { ReportRevision } from '../../domain/report.ts';
import { ChangeLines } from './change-lines.tsx';
import { Name } from './name.tsx';
import { Age, Time } from './time.tsx';

/** The states that a client had, newest first, each with what differed from the one before. */
export function Revisions({ revisions }: { readonly revisions: readonly ReportRevision[] }) {
  if (revisions.length === 0) return <p class="quiet">None is known.</p>;
  return (
    <ol class="revisions plain">
      {revisions.map(({ at, isGone, actor, change }) => (
        <li key={at}>
          <p>
            <Time at={at} /> (<Age at={at} />){actor ? ', by ' : ''}
            {actor ? <Name text={actor.name ?? actor.id} /> : null}
            {isGone ? ': gone' : change ? '' : ': as it was first known in this range'}
          </p>
          <ChangeLines change={change} />
        </li>
      ))}
    </ol>
  );
}
