import { type Coverage, SOURCE_UNITS, SOURCES } from '../../domain/coverage.ts';
import { counted } from '../view/numbers.ts';
import { COVERAGE_WORDS, SOURCE_TITLES } from '../view/words.ts';
import { Name } from './name.tsx';
import { Age } from './time.tsx';

/** How much of each source the newest run saw, and how old that is. */
export function CoverageList({ coverage }: { readonly coverage: Coverage }) {
  return (
    <ul class="coverage" aria-label="How much was seen">
      {SOURCES.map((source) => {
        const { status, count, asOf, reason } = coverage[source];
        const { sign, word } = COVERAGE_WORDS[status];
        return (
          <li class={status}>
            <span class="coverage-sign" aria-hidden="true">
              {sign}
            </span>
            <span class="coverage-source">{SOURCE_TITLES[source]}</span>
            <span class="coverage-words">
              {word}
              {status === 'complete' || status === 'incomplete' ? `, ${counted(count, ...SOURCE_UNITS[source])}` : ''}
              {status === 'skipped' ? null : (
                <>
                  , <Age at={asOf} />
                </>
              )}
            </span>
            {reason === undefined ? null : (
              <span class="coverage-reason">
                <Name text={reason} />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
