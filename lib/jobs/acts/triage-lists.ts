import type { Finding } from '../../domain/finding.ts';
import { severityRank } from '../../domain/severity.ts';
import { type Acknowledgement, expiresSoon, holdsAt, type Waiver, type WrittenWaiver } from '../../domain/triage.ts';
import { coversMore, type EntryState, entryState } from '../../domain/waiver-entry.ts';
import type { Rule } from '../../rules/rule.ts';

/** What people have decided and what waits for a decision, as lists. Pure. */

/** An acknowledged finding. */
export interface Acknowledged {
  readonly finding: Finding;
  readonly acknowledgement: Acknowledgement;
}

/** Acknowledged findings, the oldest decision first. */
export function acknowledgedFindings(unresolved: readonly Finding[]): Acknowledged[] {
  return unresolved
    .flatMap((finding) =>
      finding.state === 'acknowledged' && finding.acknowledgement
        ? [{ finding, acknowledgement: finding.acknowledgement }]
        : [],
    )
    .sort((a, b) => byText(a.acknowledgement.at, b.acknowledgement.at) || byText(a.finding.id, b.finding.id));
}

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

/** A client whose present state is beyond what is approved. */
export interface Acceptable {
  readonly client: Finding['client'];
  readonly vendor: string | null;
  /** Worst first. */
  readonly findings: readonly Finding[];
}

/** Clients that `accept` is for: those with open findings that only compare with what is approved. */
export function acceptableClients(unresolved: readonly Finding[], rules: readonly Rule[]): Acceptable[] {
  const comparing = new Set(rules.filter(isAboutApproval).map(({ id }) => id));
  const byClient = new Map<string, Finding[]>();
  for (const finding of unresolved) {
    if (finding.state !== 'open' || !comparing.has(finding.rule)) continue;
    byClient.set(finding.client.id, [...(byClient.get(finding.client.id) ?? []), finding]);
  }
  return [...byClient.values()]
    .map((findings) => [...findings].sort(worstFirst))
    .flatMap((findings) => {
      const [worst] = findings;
      return worst ? [{ client: worst.client, vendor: worst.vendor, findings }] : [];
    })
    .sort((a, b) => byText(a.client.name, b.client.name) || byText(a.client.id, b.client.id));
}

/** A client that nobody announced is approved by accepting it, though its rule compares it with nothing. */
function isAboutApproval(rule: Rule): boolean {
  return rule.id === 'client-created' || (rule.scope === 'client' && rule.isDrift === true);
}

function worstFirst(a: Finding, b: Finding): number {
  return severityRank(a.severity) - severityRank(b.severity) || byText(a.id, b.id);
}

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
