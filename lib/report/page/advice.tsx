import type { ReportAdvice, ReportClient } from '../../domain/report.ts';
import { counted } from '../view/numbers.ts';
import { Name } from './name.tsx';

/** The least grant in short: what to add, narrow, remove and keep. */
export function Advice({ client: { advice, noAdvice, id } }: { readonly client: ReportClient }) {
  if (advice === null) {
    return (
      <p class="quiet">
        None can be given{noAdvice === undefined ? '' : ': '}
        {noAdvice === undefined ? '.' : <Name text={noAdvice} />}
      </p>
    );
  }
  const { kind, daysObserved, daysWanted, confidence, keep, remove, narrow, add } = advice;
  return (
    <>
      <p class="quiet">
        By {kind}, from {counted(daysObserved, 'day')} of observed calls ({daysWanted} wanted), confidence {confidence}.
        In whole: <code>guardian advise --client {id}</code>
      </p>
      <dl class="advice">
        <Names title="Add" names={add} sign="+" />
        <Changes narrow={narrow} />
        <Removals remove={remove} />
        <Names title="Keep" names={keep} sign="=" />
      </dl>
    </>
  );
}

function Names({
  title,
  names,
  sign,
}: {
  readonly title: string;
  readonly names: readonly string[];
  readonly sign: '+' | '=';
}) {
  if (names.length === 0) return null;
  return (
    <div class={sign === '+' ? 'added' : 'kept'}>
      <dt>{title}</dt>
      {names.map((name) => (
        <dd>
          <Name text={name} />
        </dd>
      ))}
    </div>
  );
}

function Changes({ narrow }: Pick<ReportAdvice, 'narrow'>) {
  if (narrow.length === 0) return null;
  return (
    <div class="kept">
      <dt>Narrow</dt>
      {narrow.map(({ from, to }) => (
        <dd>
          <Name text={from} /> → <Name text={to.join(', ')} />
        </dd>
      ))}
    </div>
  );
}

function Removals({ remove }: Pick<ReportAdvice, 'remove'>) {
  if (remove.length === 0) return null;
  return (
    <div class="removed">
      <dt>Remove</dt>
      {remove.map(({ name, wait }) => (
        <dd>
          <Name text={name} />
          {wait === undefined ? null : (
            <span class="quiet">
              {' '}
              (<Name text={wait} />)
            </span>
          )}
        </dd>
      ))}
    </div>
  );
}
