import type { Job } from '../../lib/domain/run.ts';
import type { Severity } from '../../lib/domain/severity.ts';
import type { FaultPlan, World } from '../../lib/simulator/index.ts';
import type { Manifest } from './manifest.ts';
import type { OrgDifference } from './org.ts';

/** One labelled case: what is there, what happens, and exactly what the guardian has to make of it. */
export interface Case {
  /** What happens, as a person would say it; no two cases share one. */
  readonly name: string;
  /** What is otherwise than in the org in perfect order, before the first look. */
  readonly before?: Happening;
  readonly org?: OrgDifference;
  /** What `guardian.yaml` says otherwise. */
  readonly manifest?: (manifest: Manifest) => void;
  /** What happens after the first look. A scan follows each step; none where there is nothing but the first look. */
  readonly happens?: Happening | readonly (Happening | Step)[];
  /** Every finding that has to be told, at the first look or later, as often as it is told. Left out: none. */
  readonly finds?: readonly string[];
  /** Those that have to be resolved again in the end. Left out: none. */
  readonly resolves?: readonly string[];
  /** Every rule and client of which the last scan has to say that it does not know. Left out: none. */
  readonly unknown?: readonly string[];
  /** Rules that something in the case comes close to, and that must stay silent about it. */
  readonly nearMissOf?: readonly string[];
}

/** Changes the org, its faults or the manifest, or decides about findings. */
export type Happening = (scene: Scene) => unknown;

/** What happens before a scan, and when the scan is made. */
export interface Step {
  readonly happens?: Happening;
  /** Between the two readings of the scan; nothing that takes time. */
  readonly betweenReadings?: Happening;
  /** Hours after the last scan. @default 1 */
  readonly afterHours?: number;
  /** @default 'all' */
  readonly job?: Job;
}

/** What a case may act on. */
export interface Scene {
  readonly world: World;
  readonly faults: FaultPlan;
  /** Writes `guardian.yaml` anew. */
  edit(change: (manifest: Manifest) => void): void;
  /** Somebody looks after all open findings of a rule. */
  acknowledge(rule: string): Promise<void>;
  /** Somebody takes the risk of all open findings of a rule, for some days. */
  waive(rule: string, days: number): Promise<void>;
  /** Somebody writes a waiver of the open findings of a rule into `guardian.yaml`, from the day of the first look on. */
  waiveInManifest(rule: string, until: string): Promise<void>;
  /** Somebody makes the present state of an unmanaged client the approved one. */
  accept(client: string): Promise<void>;
}

/** The label of a finding. Subjects name roles and divisions where the guardian has their ids. */
export function finding(rule: string, client: string, subject: string, severity: Severity): string {
  return `${rule} | ${client} | ${subject} | ${severity}`;
}

/** The label of a verdict "unknown". `client` is `-` for a rule that judges the org. */
export function unknown(rule: string, client: string): string {
  return `${rule} | ${client}`;
}

/** The labels of rules that all are unknown for all these clients. */
export function allUnknown(rules: readonly string[], clients: readonly string[]): string[] {
  return rules.flatMap((rule) => clients.map((client) => unknown(rule, client)));
}

/** The rule of a label. */
export function ruleOf(label: string): string {
  return label.slice(0, label.indexOf(' |'));
}

/** The client of an org rule's verdict. */
export const THE_ORG = '-';
