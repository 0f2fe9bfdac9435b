import type { Overview } from '../../domain/overview.ts';
import { hasSwitchedOff } from '../view/sight.ts';
import { CoverageList } from './coverage.tsx';
import { Name } from './name.tsx';
import { Age, Time } from './time.tsx';

/** What the rest is worth: what was not seen in big letters, the age of the data, and each source. */
export function Sight({ overview }: { readonly overview: Overview }) {
  const { unseen, scannedAt, usage, coverage } = overview;
  return (
    <section class="sight" aria-label="Coverage and age of the data">
      {unseen.length === 0 ? <SeenWhole overview={overview} /> : <Unseen sentences={unseen} />}
      <p class="data-age">
        {scannedAt === null ? (
          'No scan has read this org yet.'
        ) : (
          <>
            Access as of <Time at={scannedAt} /> (<Age at={scannedAt} />)
          </>
        )}
        {usage.asOf === null ? (
          ' · API usage: unknown'
        ) : (
          <>
            {' · API usage as of '}
            <Time at={usage.asOf} /> (<Age at={usage.asOf} />
            {usage.isStale ? ', stale' : ''})
          </>
        )}
      </p>
      {coverage === null ? null : <CoverageList coverage={coverage} />}
    </section>
  );
}

function Unseen({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <div class="unseen" role="note">
      <h3>
        <span aria-hidden="true">⚠ </span>Not everything was seen
      </h3>
      <ul>
        {sentences.map((sentence) => (
          <li>
            <Name text={sentence} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function SeenWhole({ overview: { run, coverage } }: { readonly overview: Overview }) {
  return run === null ? (
    <div class="unseen" role="note">
      <h3>Nothing is known yet</h3>
    </div>
  ) : (
    <p class="seen">
      <span aria-hidden="true">✓ </span>Everything{hasSwitchedOff(coverage) ? ' that is switched on' : ''} was seen
    </p>
  );
}
