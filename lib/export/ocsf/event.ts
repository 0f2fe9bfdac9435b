import { createHash } from 'node:crypto';
import type { Finding, FindingState } from '../../domain/finding.ts';
import type { HistoryRecord } from '../../domain/run.ts';
import type { Severity } from '../../domain/severity.ts';
import { PRODUCT, type Producer } from '../product.ts';
import { classParts } from './class-parts.ts';
import { classOf, OCSF_CLASSES } from './classes.ts';
import { findingInfo, millisecondsOf, resources, userOf } from './parts.ts';
import type { Told } from './told.ts';

const OCSF_VERSION = '1.6.0';

/** An event of a transition. Exported again it is the same, to the byte: `metadata.uid` is made of what identifies it. */
export function ocsfOfRecord(record: HistoryRecord, producer: Producer): object {
  const { at, from, to, finding, cause, change, run, seq } = record;
  return ocsfEvent({ at, from, to, finding, cause, change, run, sequence: seq }, producer);
}

/**
 * An event of a finding as it is now: created when it was first seen, updated when somebody decided about it, closed by
 * its last data. Not the same events as those of the history: load one or the other.
 */
export function ocsfOfFinding(finding: Finding, producer: Producer, incomplete: readonly string[]): object {
  const { state, firstSeen, asOf, acknowledgement, waiver, change } = finding;
  const told = { to: state, finding, change, ...(incomplete.length > 0 && { incomplete }) };
  const decided = (acknowledgement ?? waiver)?.at;
  if (state === 'resolved') return ocsfEvent({ ...told, at: asOf, from: 'open' }, producer);
  return ocsfEvent({ ...told, at: decided ?? firstSeen, from: decided ? 'open' : null }, producer);
}

function ocsfEvent(told: Told, producer: Producer): object {
  const { at, to, finding, cause } = told;
  const { uid: classUid, name: className } = OCSF_CLASSES[classOf(finding.rule)];
  const activity = activityOf(told);
  const actor = actorOf(told);
  const severity = SEVERITY[finding.severity];
  const status = STATUS[to];
  return {
    class_uid: classUid,
    class_name: className,
    category_uid: 2,
    category_name: 'Findings',
    activity_id: activity.id,
    activity_name: activity.name,
    type_uid: classUid * 100 + activity.id,
    type_name: `${className}: ${activity.name}`,
    time: millisecondsOf(at),
    timezone_offset: 0,
    severity_id: severity.id,
    severity: severity.name,
    status_id: status.id,
    status: status.name,
    ...(cause && { status_code: cause.kind, status_detail: `${cause.kind} by ${cause.by}` }),
    ...(cause?.note && { comment: cause.note }),
    message: finding.title,
    metadata: metadataOf(told, producer),
    finding_info: findingInfo(finding, at, producer),
    resources: resources(finding),
    // At the top of an event the actor is an attribute of the profile `host`.
    ...(actor && { actor: { user: userOf(actor) } }),
    ...(finding.fix.length > 0 && { remediation: { desc: finding.fix.join('\n') } }),
    ...classParts(told),
    unmapped: unmappedOf(told),
  };
}

/** Whoever made the drift; who took it back is not known, and a closing event would name them for it. */
function actorOf({ to, finding }: Pick<Told, 'to' | 'finding'>) {
  return to === 'resolved' ? undefined : finding.actor;
}

const ACTIVITY = {
  create: { id: 1, name: 'Create' },
  update: { id: 2, name: 'Update' },
  close: { id: 3, name: 'Close' },
} as const;

function activityOf({ from, to }: Told) {
  if (to === 'resolved') return ACTIVITY.close;
  return from === null ? ACTIVITY.create : ACTIVITY.update;
}

const SEVERITY: Readonly<Record<Severity, { readonly id: number; readonly name: string }>> = {
  info: { id: 1, name: 'Informational' },
  low: { id: 2, name: 'Low' },
  medium: { id: 3, name: 'Medium' },
  high: { id: 4, name: 'High' },
  critical: { id: 5, name: 'Critical' },
};

const STATUS: Readonly<Record<FindingState, { readonly id: number; readonly name: string }>> = {
  open: { id: 1, name: 'New' },
  acknowledged: { id: 2, name: 'In Progress' },
  waived: { id: 3, name: 'Suppressed' },
  resolved: { id: 4, name: 'Resolved' },
};

function metadataOf({ at, from, to, finding, run, sequence }: Told, { version }: Producer) {
  return {
    version: OCSF_VERSION,
    product: { name: PRODUCT.name, uid: PRODUCT.uid, vendor_name: PRODUCT.name, version },
    uid: uidOf(run === undefined ? said(finding) : [finding.org, run, finding.id, from, to, at]),
    correlation_uid: finding.id,
    event_code: finding.rule,
    log_name: run === undefined ? 'findings' : 'history',
    log_provider: PRODUCT.uid,
    original_time: at,
    tenant_uid: finding.org,
    ...(sequence !== undefined && { sequence }),
    ...(actorOf({ to, finding }) && { profiles: ['host'] }),
  };
}

/** Two events of the history are the same if org, run, finding and states are: 32 hex digits. */
function uidOf(identity: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
}

/** Two events of a finding as it is are the same if they say the same of it, whenever it was last looked at. */
function said({ org, id, state, severity, title, because, evidence, acknowledgement, waiver }: Finding) {
  return [org, id, state, severity, title, because, evidence, acknowledgement, waiver];
}

/** Whatever OCSF has no place for, under the names that `--json` has. */
function unmappedOf({ from, to, finding, cause, change, run, incomplete }: Told) {
  const { org, vendor, subject, asOf, staged, acknowledgement, waiver, actor, evidence } = finding;
  return {
    org,
    vendor,
    subject,
    from,
    to,
    asOf,
    evidence,
    ...(run !== undefined && { run }),
    ...(cause && { cause }),
    ...(change && { change }),
    ...(staged && { staged }),
    ...(acknowledgement && { acknowledgement }),
    ...(waiver && { waiver }),
    ...(actor && { actor }),
    ...(incomplete && { incomplete }),
  };
}
