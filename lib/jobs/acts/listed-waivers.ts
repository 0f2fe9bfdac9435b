import type { Finding } from '../../domain/finding.ts';
import { byText } from '../../domain/text-order.ts';
import { expiresSoon, holdsAt, type Waiver, type WrittenWaiver } from '../../domain/triage.ts';
import { coversMore, type EntryState, entryState } from '../../domain/waiver-entry.ts';

/** Waivers as a list: those that hold, and those that no longer say what is so. Pure. */

/** Why somebody should look at a waiver again. */
export const STALE = [
  'ends-soon',
  'evidence-shrank',
  'no-such-finding',
  'other-evidence',
  'not-yet-seen',
  'ended',
] as const;
export type Stale = (typeof STALE)[number];

/** A waiver that holds, or one of `guardian.yaml` that does not. */
export interface ListedWaiver extends Pick<Waiver, 'reason' | 'by' | 'at' | 'until' | 'source'> {
  readonly id: string;
  /** Absent for an entry of `guardian.yaml` that matches no unresolved finding. */
  readonly finding?: Finding;
  /** True if it keeps its finding quiet now. */
  readonly holds: boolean;
  readonly stale: readonly Stale[];
}

/** All waivers, those that end first first. */
export function listedWaivers(
  unresolved: readonly Finding[],
  written: readonly WrittenWaiver[],
  now: string,
): ListedWaiver[] {
  const findings = new Map(unresolved.map((finding) => [finding.id, finding] as const));
  const held = unresolved.flatMap((finding) => (finding.waiver ? [heldWaiver(finding, finding.waiver, now)] : []));
  const isHeld = new Set(held.filter(({ source }) => source === 'manifest').map(({ id }) => id));
  const others = written
    .filter(({ finding }) => !isHeld.has(finding))
    .map((entry) => writtenWaiver(entry, findings.get(entry.finding), now));
  return [...held, ...others].sort((a, b) => byText(a.until, b.until) || byText(a.id, b.id));
}

function heldWaiver(finding: Finding, waiver: Waiver, now: string): ListedWaiver {
  const { reason, by, at, until, source } = waiver;
  const stale: Stale[] = [
    ...(expiresSoon(waiver, now) ? (['ends-soon'] as const) : []),
    ...(coversMore(waiver, finding) ? (['evidence-shrank'] as const) : []),
  ];
  return { id: finding.id, finding, reason, by, at, until, source, holds: holdsAt(waiver, now), stale };
}

function writtenWaiver(entry: WrittenWaiver, finding: Finding | undefined, now: string): ListedWaiver {
  const { reason, by, at, until } = entry;
  const stale = STALE_ENTRIES[entryState(entry, finding, now)];
  return {
    id: entry.finding,
    ...(finding && { finding }),
    reason,
    by,
    at,
    until,
    source: 'manifest',
    holds: false,
    stale: stale ? [stale] : [],
  };
}

const STALE_ENTRIES: Readonly<Record<EntryState, Stale | undefined>> = {
  unknown: 'no-such-finding',
  resolved: 'no-such-finding',
  ended: 'ended',
  ahead: undefined,
  waives: undefined,
  outgrown: 'other-evidence',
  'awaits-scan': 'not-yet-seen',
};
