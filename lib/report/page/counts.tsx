import type { Overview } from '../../domain/overview.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import { counted, whole } from '../view/numbers.ts';
import { hashOf } from '../view/route.ts';
import { isSeenWhole } from '../view/sight.ts';
import { SEVERITY_TITLES } from '../view/words.ts';

interface CountsProps {
  readonly overview: Overview;
  /** False where there is no page to lead to. */
  readonly isLinked: boolean;
}

/** Open findings by severity, and what people have decided. */
export function Counts({ overview, isLinked }: CountsProps) {
  const { open, acknowledged, waived, staged, clients, unmanaged, run } = overview;
  if (run === null) return null;
  return (
    <section class="counts" aria-label="Open findings by severity">
      <ul class="tiles">
        {SEVERITIES.map((severity) => {
          const content = (
            <>
              <span class="figure">{whole(open[severity])}</span>
              <span class="tile-label">{SEVERITY_TITLES[severity]}</span>
            </>
          );
          return (
            <li class={`tile ${severity}${open[severity] === 0 ? ' none' : ''}`}>
              {isLinked ? <a href={hashOf('findings', { query: { severity, state: 'open' } })}>{content}</a> : content}
            </li>
          );
        })}
      </ul>
      <p class="beside">
        {acknowledged} acknowledged · {waived} waived · {staged} staged · {counted(clients, 'client')}
        {unmanaged > 0 ? `, ${whole(unmanaged)} of no vendor` : ''}
      </p>
      <NothingOpen overview={overview} />
    </section>
  );
}

/** Nothing open is good news only where everything was seen. */
function NothingOpen({ overview }: { readonly overview: Overview }) {
  if (Object.values(overview.open).some((count) => count > 0)) return null;
  return isSeenWhole(overview) ? (
    <p class="seen">No finding is open.</p>
  ) : (
    <p class="unseen-note">No finding is open in what was seen. What was not seen may hide some.</p>
  );
}
