/** The sources of a run, in the order in which they are shown. */
export const SOURCES = ['clients', 'roles', 'divisions', 'usage', 'authorizations', 'integrations', 'audits'] as const;
export type SourceName = (typeof SOURCES)[number];

/**
 * - `complete`: everything that the source holds was read; only this can say "gone", "resolved" or "clean".
 * - `incomplete`: some of it was read; what was seen counts, what was not seen is unknown.
 * - `skipped`: not read on purpose (switched off, not part of this run, nothing to look up).
 * - `failed`: nothing could be read.
 */
export type CoverageStatus = 'complete' | 'incomplete' | 'skipped' | 'failed';

/** How much of a source a run saw. */
export interface SourceCoverage {
  readonly status: CoverageStatus;
  /** Number of entities read. */
  readonly count: number;
  /** ISO time of the data: for usage the time up to which Genesys had counted, else the time of the read. */
  readonly asOf: string;
  /** Why the source is not complete, with the fix where there is one. */
  readonly reason?: string;
}
export type Coverage = Readonly<Record<SourceName, SourceCoverage>>;

/** What the figure of a source counts: one of them, and several. */
export const SOURCE_UNITS: Readonly<Record<SourceName, readonly [one: string, many: string]>> = {
  clients: ['client', 'clients'],
  roles: ['role', 'roles'],
  divisions: ['division', 'divisions'],
  usage: ['daily count', 'daily counts'],
  authorizations: ['app', 'apps'],
  integrations: ['integration', 'integrations'],
  audits: ['entry', 'entries'],
};

/** How the reason of a source begins that `guardian.yaml` does not let the guardian read. */
export const SWITCHED_OFF = 'switched off';

/** True if a source is not read because somebody decided so, and not because this run had no need of it. */
export function isSwitchedOff({ status, reason }: SourceCoverage): boolean {
  return status === 'skipped' && reason?.startsWith(SWITCHED_OFF) === true;
}

/** What a source answered: the entities that were seen, and whether they are all of them. */
export interface Read<T> {
  readonly items: readonly T[];
  readonly coverage: SourceCoverage;
}

/** True if a source that should have been read was not read whole: exit code 3. */
export function isIncomplete(coverage: Partial<Coverage>): boolean {
  return Object.values(coverage).some(({ status }) => status === 'incomplete' || status === 'failed');
}
