import { evidenceChange } from './evidence.ts';
import type { Finding } from './finding.ts';
import { evidenceDigest, type Waiver, type WrittenWaiver } from './triage.ts';

/**
 * What an entry under `waivers` of `guardian.yaml` does now:
 *
 * | state | meaning |
 * |---|---|
 * | unknown | no finding has its id |
 * | resolved | its finding is resolved |
 * | ended | it no longer holds |
 * | ahead | it does not hold yet |
 * | waives | it waives its finding |
 * | outgrown | it was written for other evidence than the finding has |
 * | awaits-scan | it covers its finding; the next scan takes it up |
 */
export type EntryState = 'unknown' | 'resolved' | 'ended' | 'ahead' | 'waives' | 'outgrown' | 'awaits-scan';

/** @param now ISO time */
export function entryState(entry: WrittenWaiver, finding: Finding | undefined, now: string): EntryState {
  if (!finding) return 'unknown';
  if (finding.state === 'resolved') return 'resolved';
  if (Date.parse(entry.until) <= Date.parse(now)) return 'ended';
  if (Date.parse(now) < Date.parse(entry.at)) return 'ahead';
  if (finding.state === 'waived' && isBoundTo(entry, finding.waiver)) return 'waives';
  return evidenceDigest(finding) === entry.evidence ? 'awaits-scan' : 'outgrown';
}

/** True if something of what a waiver covers is gone: it would let that come back unseen. */
export function coversMore({ covers }: Waiver, { evidence }: Finding): boolean {
  return evidenceChange(covers.evidence, evidence) === 'shrank';
}

function isBoundTo({ evidence }: WrittenWaiver, waiver: Waiver | undefined): boolean {
  return waiver?.source === 'manifest' && evidenceDigest(waiver.covers) === evidence;
}
