import type { Finding } from '../domain/finding.ts';
import type { AlertMessage, DigestFacts } from '../ports.ts';
import { digestText } from './text/digest-text.ts';
import { digestSubject } from './text/subject.ts';

export interface DigestInput extends DigestFacts {
  /** IANA name of the readers' time zone. Default: UTC. */
  readonly timeZone?: string;
}

/** Findings by what a reader of a digest wants to know of them. Staged rules are recorded and not told. */
export interface DigestNews {
  /** Open now, and not open before. */
  readonly fresh: readonly Finding[];
  /** Open now, and open before. */
  readonly stillOpen: readonly Finding[];
  readonly resolved: readonly Finding[];
}

/**
 * The digest of an org, also when all is quiet. It is no alarm: its severity is `info`, and whoever wants it subscribes
 * to its kind. Pure: the same facts make the same message.
 */
export function composeDigest(input: DigestInput): AlertMessage {
  const { org, slot, run, timeZone = 'UTC' } = input;
  const news = digestNews(input);
  return {
    key: `${org}/digest/${slot}`,
    org,
    severity: 'info',
    kind: 'digest',
    subject: digestSubject(org, run, news),
    text: digestText({ ...input, news, timeZone }),
    attributes: {
      severity: 'info',
      vendor: 'several',
      owner: 'several',
      rule: 'several',
      state: 'none',
      kind: 'digest',
      org,
    },
    at: slot,
  };
}

/** A finding that opened and resolved in between is resolved; one that came back is new. */
function digestNews({ unresolved, records }: DigestInput): DigestNews {
  const told = records.filter(({ finding }) => !finding.staged);
  const opened = new Set(
    told
      .filter(({ from, to }) => to === 'open' && (from === null || from === 'resolved'))
      .map(({ finding }) => finding.id),
  );
  const open = unresolved.filter(({ state, staged }) => state === 'open' && !staged);
  const unresolvedIds = new Set(unresolved.map(({ id }) => id));
  const resolved = new Map(
    told
      .filter(({ to, finding }) => to === 'resolved' && !unresolvedIds.has(finding.id))
      .map(({ finding }) => [finding.id, finding] as const),
  );
  return {
    fresh: open.filter(({ id }) => opened.has(id)),
    stillOpen: open.filter(({ id }) => !opened.has(id)),
    resolved: [...resolved.values()],
  };
}
