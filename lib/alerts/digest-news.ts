import type { Finding } from '../domain/finding.ts';
import { byText } from '../domain/text-order.ts';
import {
  type Acknowledged,
  acknowledgedFindings,
  expiresSoon,
  type Waiver,
  type WrittenWaiver,
} from '../domain/triage.ts';
import { coversMore, entryState } from '../domain/waiver-entry.ts';
import type { DigestFacts } from '../ports.ts';

/** Findings by what a reader of a digest wants to know of them. Staged rules are recorded and not told. */
export interface DigestNews {
  /** Open now, and not open before. */
  readonly fresh: readonly Finding[];
  /** Open now, and open before. */
  readonly stillOpen: readonly Finding[];
  /** Somebody looks after it, whoever that is by name, the oldest first. */
  readonly acknowledged: readonly Acknowledged[];
  readonly waivedCount: number;
  /** Waivers that end within 14 days, the next first. */
  readonly ending: readonly Waived[];
  /** Waivers that no longer say what is so. */
  readonly stale: readonly StaleWaiver[];
  readonly resolved: readonly Finding[];
}

export interface Waived {
  readonly finding: Finding;
  readonly waiver: Waiver;
}

export type StaleWaiver =
  /** Something of what it covers is gone. */
  | ({ readonly kind: 'shrank' } & Waived)
  /** An entry of `guardian.yaml` that waives nothing now. */
  | { readonly kind: 'unknown' | 'resolved' | 'ended' | 'outgrown'; readonly id: string; readonly finding?: Finding };

/** A finding that opened and resolved in between is resolved; one that came back is new. */
export function digestNews({ unresolved, records, slot, waivers = [] }: DigestFacts): DigestNews {
  const told = records.filter(({ finding }) => !finding.staged);
  const opened = new Set(
    told
      .filter(({ from, to }) => to === 'open' && (from === null || from === 'resolved'))
      .map(({ finding }) => finding.id),
  );
  const known = unresolved.filter(({ staged }) => !staged);
  const open = known.filter(({ state }) => state === 'open');
  const waived = known.flatMap((finding) => (finding.waiver ? [{ finding, waiver: finding.waiver }] : []));
  const unresolvedIds = new Set(unresolved.map(({ id }) => id));
  const resolved = new Map(
    told
      .filter(({ to, finding }) => to === 'resolved' && !unresolvedIds.has(finding.id))
      .map(({ finding }) => [finding.id, finding] as const),
  );
  return {
    fresh: open.filter(({ id }) => opened.has(id)),
    stillOpen: open.filter(({ id }) => !opened.has(id)),
    acknowledged: acknowledgedFindings(known).sort(byOwner),
    waivedCount: waived.length,
    ending: waived.filter(({ waiver }) => expiresSoon(waiver, slot)).sort(soonestFirst),
    stale: [
      ...waived
        .filter(({ finding, waiver }) => coversMore(waiver, finding))
        .map((one) => ({ kind: 'shrank', ...one }) as const),
      ...waivers.flatMap((one) => staleEntry(one, slot)),
    ],
    resolved: [...resolved.values()],
  };
}

function byOwner(a: Acknowledged, b: Acknowledged): number {
  return byText(a.acknowledgement.owner, b.acknowledgement.owner);
}

/** Findings of staged rules are told to nobody, so neither is what is wrong with their waivers. */
function staleEntry(
  { waiver, finding }: { readonly waiver: WrittenWaiver; readonly finding?: Finding },
  now: string,
): StaleWaiver[] {
  if (finding?.staged) return [];
  const kind = entryState(waiver, finding, now);
  switch (kind) {
    case 'unknown':
    case 'resolved':
    case 'ended':
      return [{ kind, id: waiver.finding, ...(finding && { finding }) }];
    case 'outgrown':
      return finding?.state === 'open' ? [{ kind, id: waiver.finding, finding }] : [];
    case 'waives':
    case 'ahead':
    case 'awaits-scan':
      return [];
    default:
      return kind satisfies never;
  }
}

function soonestFirst(a: Waived, b: Waived): number {
  return byText(a.waiver.until, b.waiver.until) || byText(a.finding.id, b.finding.id);
}
