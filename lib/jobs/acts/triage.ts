import { dayOf } from '../../domain/day.ts';
import type { Finding } from '../../domain/finding.ts';
import { acknowledged, reopenedBy, waivedBy } from '../../domain/life-cycle.ts';
import type { WaiverEntry } from '../../domain/manifest-edit.ts';
import { evidenceDigest } from '../../domain/triage.ts';
import { UsageError } from '../../errors.ts';
import { type ActOptions, type ActOutcome, actState, commitAct } from './act.ts';
import { findingsNamed, type Naming } from './named-findings.ts';

/** What people decide about findings that they name: all of them in one act, or none. */
type About = ActOptions & Naming;

/** Somebody looks after them. */
export async function acknowledge(
  options: About & { readonly owner: string; readonly note?: string },
): Promise<ActOutcome> {
  const { by, owner, note } = options;
  const lookUp = findingsNamed(options);
  return commitAct(options, async (state) => {
    const findings = await lookUp(state);
    refuse(findings, isWaivedByManifest, standsInManifest);
    const said = note !== undefined ? { note } : {};
    return {
      act: { kind: 'ack', by, ...said },
      transitions: findings.map((finding) => acknowledged(finding, { owner, ...said, by, at: state.at })),
    };
  });
}

/** Somebody takes the risk of them. `until`: ISO time from which on it no longer holds. */
export async function waive(options: About & { readonly reason: string; readonly until: string }): Promise<ActOutcome> {
  const { by, reason, until } = options;
  const lookUp = findingsNamed(options);
  return commitAct(options, async (state) => {
    const findings = await lookUp(state);
    refuse(findings, isWaivedByManifest, standsInManifest);
    return {
      act: { kind: 'waive', by, note: reason },
      transitions: findings.map((finding) => waivedBy(finding, { reason, by, at: state.at, until })),
    };
  });
}

/** Somebody takes back that they were acknowledged, or waived. */
export async function reopen(
  options: About & { readonly from: 'acknowledged' | 'waived'; readonly note?: string },
): Promise<ActOutcome> {
  const { by, from, note } = options;
  const lookUp = findingsNamed(options);
  return commitAct(options, async (state) => {
    const findings = await lookUp(state);
    refuse(
      findings,
      (finding) => finding.state !== from,
      ({ id, state: present }) => `${id} is not ${from} but ${present}`,
    );
    refuse(findings, isWaivedByManifest, standsInManifest);
    const said = note !== undefined ? { note } : {};
    return {
      act: { kind: 'reopen', by, ...said },
      transitions: findings.map((finding) => reopenedBy(finding, { by, ...said, at: state.at })),
    };
  });
}

/**
 * The same decision in the words of `guardian.yaml`, which then says so from the next scan on. Nothing is committed:
 * the file is the one place where such a waiver stands.
 *
 * @param until UTC day, the last one on which it holds
 */
export async function waiverEntries(
  options: About & { readonly reason: string; readonly until: string },
): Promise<{ readonly entries: readonly WaiverEntry[]; readonly findings: readonly Finding[] }> {
  const { by, reason, until } = options;
  const state = await actState(options);
  const findings = await findingsNamed(options)(state);
  const on = dayOf(state.at);
  const entries = findings.map((finding) => ({
    finding: finding.id,
    evidence: evidenceDigest(finding),
    reason,
    by,
    on,
    until,
  }));
  return { entries, findings };
}

function isWaivedByManifest({ state, waiver }: Finding): boolean {
  return state === 'waived' && waiver?.source === 'manifest';
}

function standsInManifest({ id, waiver }: Finding): string {
  return (
    `${id} is waived in guardian.yaml until ${waiver?.until}, and would be again with the next scan: change it there, ` +
    `or 'guardian waive ${id} --undo --to-manifest'`
  );
}

function refuse(
  findings: readonly Finding[],
  isWrong: (finding: Finding) => boolean,
  problem: (finding: Finding) => string,
): void {
  const problems = findings.filter(isWrong).map(problem);
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
}
