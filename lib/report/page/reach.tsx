import type { ReportGrant } from '../../domain/report.ts';
import { REACH_WORDS } from '../view/words.ts';

/** How far a grant reaches, against what is approved. */
export function Reach({ grant: { reach, isApproved } }: { readonly grant: ReportGrant }) {
  const word = isApproved ? ' (approved)' : '';
  if (reach === null) return <span class="quiet">{isApproved ? 'as approved' : 'not approved'}</span>;
  return (
    <span class={isApproved ? 'reach approved' : 'reach'}>
      <span aria-hidden="true">{isApproved ? '' : '▲ '}</span>
      {REACH_WORDS[reach]}
      {word}
    </span>
  );
}
