import type { Coverage } from './coverage.ts';
import type { Finding } from './finding.ts';
import type { RunRecord } from './run.ts';
import type { SeverityCounts } from './severity.ts';
import type { UsageSummary } from './usage/summary.ts';

/** An org at a glance: the first thing that a report, a dashboard's widget and `npm start` show. */
export interface Overview {
  /** The org's name in `guardian.yaml`. */
  readonly org: string;
  readonly genesysOrg?: { readonly id: string; readonly name: string };
  /** ISO time at which it was put together. */
  readonly at: string;
  /** The committed run that everything here is true of; null where none was made yet: then nothing is known. */
  readonly run: Pick<RunRecord, 'id' | 'seq' | 'at' | 'job' | 'baselineAt'> | null;
  /** ISO time of the newest run that read the org. */
  readonly scannedAt: string | null;
  /** How much of each source that run saw; null where there is none. */
  readonly coverage: Coverage | null;
  /** Sentences: why this is not the whole truth. Empty: everything was seen, and lately. */
  readonly unseen: readonly string[];
  /** Findings in state open that are not staged, by severity. */
  readonly open: SeverityCounts;
  readonly acknowledged: number;
  readonly waived: number;
  readonly staged: number;
  /** Clients that are there, and those of them that no vendor of the manifest claims. */
  readonly clients: number;
  readonly unmanaged: number;
  /** The worst open findings, at most ten, worst and oldest first. */
  readonly worst: readonly Finding[];
  readonly usage: UsageSummary;
  /** Waivers that end within 14 days, the first to end first. */
  readonly waiversEnding: readonly { readonly finding: string; readonly title: string; readonly until: string }[];
}
