import type { Overview } from '../../domain/overview.ts';
import { FindingLink } from './links.tsx';
import { Name } from './name.tsx';
import { Age, DayOf } from './time.tsx';

interface WaiversEndingProps {
  readonly waivers: Overview['waiversEnding'];
  readonly isLinked: boolean;
}

/** Risks that somebody took for a time that is nearly over. */
export function WaiversEnding({ waivers, isLinked }: WaiversEndingProps) {
  if (waivers.length === 0) return null;
  return (
    <section class="panel" aria-label="Waivers that end soon">
      <h3>Waivers that end within 14 days</h3>
      <ul class="plain">
        {waivers.map(({ finding, title, until }) => (
          <li class="line">
            <span class="line-main">
              {isLinked ? (
                <FindingLink id={finding}>
                  <Name text={title} />
                </FindingLink>
              ) : (
                <Name text={title} />
              )}
            </span>
            <span class="nowrap">
              <DayOf at={until} /> (<Age at={until} />)
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
