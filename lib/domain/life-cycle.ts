import { evidenceChange } from './evidence.ts';
import { type AccessChange, type Before, type Cause, type Finding, GUARDIAN, type Transition } from './finding.ts';
import { coveredNow, evidenceDigest, holdsAt, isCovered, isWorse, type Waiver, type WrittenWaiver } from './triage.ts';

/**
 * The life of a finding. Pure: each function takes the finding as it is committed and answers the transition that
 * follows, or none where there is nothing to record.
 *
 * | from | by a scan | by a person |
 * |---|---|---|
 * | none, resolved | violated → open, or waived where `guardian.yaml` waives exactly this | |
 * | open | grew, escalated, no longer staged → open; no longer so → resolved | → acknowledged, waived |
 * | acknowledged | beyond what was acknowledged → open; no longer so → resolved | → open, acknowledged, waived |
 * | waived | beyond the waiver, expired, withdrawn → open; no longer so → resolved | → open, acknowledged, waived |
 */

/** What a scan knows beside the finding itself. */
export interface LifeContext {
  /** ISO time at which the change is filed. */
  readonly now: string;
  /** Waivers of `guardian.yaml`, by id of the finding. */
  readonly written: ReadonlyMap<string, WrittenWaiver>;
}

/** What follows from a finding that a scan sees. `committed` is the finding as it was known, resolved ones included. */
export function sighted(seen: Finding, committed: Finding | undefined, context: LifeContext): Transition | undefined {
  if (!committed) return opened(seen, null, context);
  const known = withKnown(seen, committed);
  if (committed.state === 'resolved') return opened(known, 'resolved', context);
  const waiver = writtenWaiver(known, committed, context);
  if (waiver)
    return committed.state === 'waived' ? stillWaived(known, committed, waiver) : waived(known, committed, waiver);
  switch (committed.state) {
    case 'open':
      return stillOpen(known, committed, context);
    case 'acknowledged':
      return stillAcknowledged(known, committed, context);
    case 'waived':
      return underWaiver(known, committed, context);
    default:
      return committed.state satisfies never;
  }
}

/**
 * What follows for an unresolved finding that could not be judged: a waiver ends by the clock and by `guardian.yaml`
 * whatever can be read.
 */
export function unsighted(committed: Finding, context: LifeContext): Transition | undefined {
  const { waiver } = committed;
  if (committed.state !== 'waived' || !waiver) return undefined;
  const written = writtenWaiver(committed, committed, context);
  return written ? stillWaived(committed, committed, written) : underWaiver(committed, committed, context);
}

/** What follows when a finding is conclusively no longer so. */
export function ended(committed: Finding, kind: 'gone' | 'rule-off', now: string): Transition {
  const finding: Finding = { ...untriaged(committed), state: 'resolved', asOf: now };
  return { from: committed.state, to: 'resolved', finding, cause: { kind, by: GUARDIAN }, before: beforeOf(committed) };
}

/** The findings that are not resolved after some transitions. */
export function unresolvedAfter(unresolved: readonly Finding[], transitions: readonly Transition[]): Finding[] {
  const findings = new Map(unresolved.map((finding) => [finding.id, finding] as const));
  for (const { to, finding } of transitions) {
    if (to === 'resolved') findings.delete(finding.id);
    else findings.set(finding.id, finding);
  }
  return [...findings.values()];
}

/** A person takes care of a finding: from now on nobody is reminded, until it grows. */
export function acknowledged(
  committed: Finding,
  { owner, note, by, at }: { readonly owner: string; readonly note?: string; readonly by: string; readonly at: string },
  kind: 'acknowledged' | 'accepted' = 'acknowledged',
): Transition {
  const acknowledgement = { owner, ...(note !== undefined && { note }), by, at, covers: coveredNow(committed) };
  return {
    from: committed.state,
    to: 'acknowledged',
    finding: { ...untriaged(committed), state: 'acknowledged', acknowledgement },
    cause: { kind, by, ...(note !== undefined && { note }) },
  };
}

/** A person takes the risk, for a reason and for a time. */
export function waivedBy(
  committed: Finding,
  { reason, by, at, until }: Pick<Waiver, 'reason' | 'by' | 'at' | 'until'>,
): Transition {
  return waived(committed, committed, { reason, by, at, until, source: 'command', covers: coveredNow(committed) });
}

/** A person takes an acknowledgement or a waiver back. */
export function reopenedBy(
  committed: Finding,
  { by, note, at }: { readonly by: string; readonly note?: string; readonly at: string },
): Transition {
  return toOpen(committed, committed, { kind: 'reopened', by, ...(note !== undefined && { note }) }, { now: at });
}

function opened(seen: Finding, from: 'resolved' | null, context: LifeContext): Transition {
  const change = changeOf(seen);
  const waiver = writtenWaiver(seen, undefined, context);
  if (waiver)
    return { from, to: 'waived', finding: { ...seen, state: 'waived', waiver }, ...change, cause: causeOf(waiver) };
  const cause: Cause = { kind: from === null ? 'found' : 'came-back', by: GUARDIAN };
  return { from, to: 'open', finding: asTold({ ...seen, state: 'open' }, context), ...change, cause };
}

function stillOpen(known: Finding, committed: Finding, context: LifeContext): Transition | undefined {
  const change = evidenceChange(committed.evidence, known.evidence);
  if (isWorse(known.severity, committed.severity)) return toOpen(known, committed, escalated(committed), context);
  if (change === 'grew') return toOpen(known, committed, { kind: 'grew', by: GUARDIAN }, context);
  // Nobody was told of it while its rule was staged.
  if (committed.staged && !known.staged) return toOpen(known, committed, { kind: 'unstaged', by: GUARDIAN }, context);
  return quietly(known, committed, change !== 'same');
}

function stillAcknowledged(known: Finding, committed: Finding, context: LifeContext): Transition | undefined {
  const { acknowledgement } = committed;
  if (!acknowledgement) return beyond(known, committed, coveredNow(committed), context);
  return beyond(known, committed, acknowledgement.covers, context, { acknowledgement });
}

/** A waiver that no entry of `guardian.yaml` carries on. */
function underWaiver(known: Finding, committed: Finding, context: LifeContext): Transition | undefined {
  const { waiver } = committed;
  const end = waiver ? endOf(waiver, committed.id, context) : 'waiver-withdrawn';
  if (!waiver || end) return toOpen(known, committed, { kind: end ?? 'waiver-withdrawn', by: GUARDIAN }, context);
  return beyond(known, committed, waiver.covers, context, { waiver });
}

/** Opens what says more than a decision covers; what changed within it is recorded, and told to nobody. */
function beyond(
  known: Finding,
  committed: Finding,
  covers: Parameters<typeof isCovered>[1],
  context: LifeContext,
  triage: Pick<Finding, 'acknowledgement' | 'waiver'> = {},
): Transition | undefined {
  if (!isCovered(known, covers)) {
    const rose = isWorse(known.severity, covers.severity);
    return toOpen(known, committed, rose ? escalated(committed) : { kind: 'grew', by: GUARDIAN }, context);
  }
  const isSame = evidenceChange(committed.evidence, known.evidence) === 'same';
  return quietly({ ...known, ...triage }, committed, !isSame);
}

function quietly(known: Finding, committed: Finding, isChanged: boolean): Transition | undefined {
  // Its rule was staged since: unless that is kept, people are reminded of it all the same.
  const isSilenced = known.staged === true && !committed.staged;
  if (!isChanged && !isSilenced && known.severity === committed.severity) return undefined;
  const { state } = committed;
  const finding = { ...known, state };
  return { from: state, to: state, finding, ...changeOf(known), shrank: true, cause: { kind: 'shrank', by: GUARDIAN } };
}

function toOpen(known: Finding, committed: Finding, cause: Cause, { now }: Pick<LifeContext, 'now'>): Transition {
  const finding = asTold({ ...untriaged(known), state: 'open' }, { now });
  return { from: committed.state, to: 'open', finding, ...changeOf(known), cause, before: beforeOf(committed) };
}

function waived(known: Finding, { state }: Finding, waiver: Waiver): Transition {
  return {
    from: state,
    to: 'waived',
    finding: { ...untriaged(known), state: 'waived', waiver },
    cause: causeOf(waiver),
  };
}

/** Prolonged, written with other words, or bound to other evidence: recorded. Else only what changed within it is. */
function stillWaived(known: Finding, committed: Finding, waiver: Waiver): Transition | undefined {
  const before = committed.waiver;
  const isSame =
    before?.until === waiver.until &&
    before.reason === waiver.reason &&
    before.by === waiver.by &&
    evidenceDigest(before.covers) === evidenceDigest(waiver.covers);
  if (!isSame) return waived(known, committed, waiver);
  const changed = evidenceChange(committed.evidence, known.evidence) !== 'same';
  return quietly({ ...known, waiver: before }, committed, changed);
}

/**
 * The waiver of `guardian.yaml` that covers a finding now, if one does. What its digest stands for is looked for in what
 * an earlier run bound it to, in the finding as committed, and in what is seen now.
 */
function writtenWaiver(
  finding: Finding,
  committed: Finding | undefined,
  { written, now }: LifeContext,
): Waiver | undefined {
  const entry = written.get(finding.id);
  if (!entry || !holdsAt(entry, now)) return undefined;
  const { reason, by, at, until, evidence } = entry;
  const bound = committed?.waiver?.source === 'manifest' ? [committed.waiver.covers] : [];
  const candidates = [...bound, ...(committed ? [coveredNow(committed)] : []), coveredNow(finding)];
  const covers = candidates.find((one) => evidenceDigest(one) === evidence);
  return covers && isCovered(finding, covers) ? { reason, by, at, until, source: 'manifest', covers } : undefined;
}

function endOf(
  waiver: Waiver,
  id: string,
  { now, written }: LifeContext,
): 'waiver-expired' | 'waiver-withdrawn' | undefined {
  if (!holdsAt(waiver, now)) return 'waiver-expired';
  if (waiver.source === 'command') return undefined;
  const entry = written.get(id);
  if (!entry || entry.evidence !== evidenceDigest(waiver.covers)) return 'waiver-withdrawn';
  return holdsAt(entry, now) ? undefined : 'waiver-expired';
}

function escalated({ severity }: Finding): Cause {
  return { kind: 'escalated', by: GUARDIAN, was: severity };
}

function causeOf({ by, reason }: Waiver): Cause {
  return { kind: 'waived', by, note: reason };
}

/** What is known of a finding and no rule can say. */
function withKnown(seen: Finding, { actor, firstSeen, toldAt }: Finding): Finding {
  return {
    ...seen,
    firstSeen,
    ...(actor && !seen.actor && { actor }),
    ...(toldAt !== undefined && { toldAt }),
  };
}

function asTold(finding: Finding, { now }: Pick<LifeContext, 'now'>): Finding {
  return finding.staged ? finding : { ...finding, toldAt: now };
}

function beforeOf({ evidence, severity, acknowledgement, waiver }: Finding): Before {
  return { evidence, severity, ...(acknowledgement && { acknowledgement }), ...(waiver && { waiver }) };
}

function untriaged({ acknowledgement: _, waiver: __, ...finding }: Finding): Finding {
  return finding;
}

function changeOf({ change }: Finding): { readonly change?: AccessChange } {
  return change ? { change } : {};
}
