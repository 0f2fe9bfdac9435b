import type { Cause, Transition } from '../../domain/finding.ts';

type Told = Pick<Transition, 'from' | 'cause' | 'finding'>;

/** What happened to a finding, in words that stand before its title. */
export function stateWords({ from, cause, finding }: Told): string {
  const since = from === 'acknowledged' || from === 'waived' ? SINCE[from] : '';
  switch (cause?.kind) {
    case 'grew':
      return `GREW${since}`;
    case 'escalated':
      return `ESCALATED${cause.was ? ` from ${cause.was}` : ''} to ${finding.severity}${since}`;
    case 'unstaged':
      return 'NO LONGER STAGED';
    case 'waiver-expired':
      return 'WAIVER EXPIRED';
    case 'waiver-withdrawn':
      return 'WAIVER WITHDRAWN';
    case 'reopened':
      return 'OPEN AGAIN';
    default:
      return from === null ? 'NEW' : from === 'resolved' ? 'BACK' : `CHANGED${since}`;
  }
}

const SINCE = { acknowledged: ' since it was acknowledged', waived: ' beyond its waiver' } as const;

/**
 * What a subject and a text message say first, where the same happened to all that they are about: `waiver expired`.
 * Undefined for what is new, which needs no word.
 */
export function newsWord(transitions: readonly Told[]): string | undefined {
  const [word, ...others] = new Set(transitions.map(shortWord));
  return others.length === 0 ? word : undefined;
}

function shortWord({ from, cause }: Told): string | undefined {
  if (from === 'waived' && (cause?.kind === 'grew' || cause?.kind === 'escalated')) return 'beyond its waiver';
  if (cause) return SHORT[cause.kind];
  return from === 'resolved' ? SHORT['came-back'] : from === null ? undefined : 'changed';
}

const SHORT: Readonly<Record<Cause['kind'], string | undefined>> = {
  found: undefined,
  'came-back': 'back',
  grew: 'grew',
  escalated: 'escalated',
  unstaged: 'no longer staged',
  shrank: undefined,
  gone: undefined,
  'rule-off': undefined,
  acknowledged: undefined,
  waived: undefined,
  accepted: undefined,
  reopened: 'open again',
  'waiver-expired': 'waiver expired',
  'waiver-withdrawn': 'waiver withdrawn',
};
