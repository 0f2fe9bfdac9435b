import type { FindingState } from '../../domain/finding.ts';
import type { Severity } from '../../domain/severity.ts';
import { SEVERITY_TITLES, STATE_TITLES } from '../view/words.ts';

/** A severity in word, shape and colour. */
export function SeverityMark({ severity }: { readonly severity: Severity }) {
  return (
    <span class={`mark ${severity}`}>
      <span aria-hidden="true" class="dot" />
      {SEVERITY_TITLES[severity]}
    </span>
  );
}

/** The state of a finding in a word; staged ones are told to nobody. */
export function StateMark({ state, isStaged = false }: { readonly state: FindingState; readonly isStaged?: boolean }) {
  return (
    <span class={`state ${state}`}>
      {STATE_TITLES[state]}
      {isStaged ? ' (staged)' : ''}
    </span>
  );
}
