import type { Read } from '../domain/coverage.ts';
import { lastScanOf, type Revision } from '../domain/run.ts';
import type { AuditEntry } from '../ports.ts';
import type { DecideOptions } from './decide.ts';

/** Looks up who made this run's changes; nothing is asked when nothing changed, or at the first look. */
export async function readAudits(options: DecideOptions, revisions: readonly Revision[]): Promise<Read<AuditEntry>> {
  const { latest, org, source, clock, sighting, onProgress } = options;
  const isChange = revisions.some(({ kind }) => kind === 'client' || kind === 'role');
  if (!latest?.baselineAt || !org.readAudits || !isChange) return { items: [], coverage: sighting.coverage.audits };
  onProgress?.('looking up who made the changes');
  const now = clock.now();
  // A clock that was set back may stand before the last scan.
  const lastScan = Math.min(Date.parse(lastScanOf(latest).at), now.getTime());
  const from = new Date(lastScan - AUDIT_OVERLAP_MILLISECONDS).toISOString();
  return source.audits({ from, to: now.toISOString() });
}

/** Slack for audit entries that were written while the last run was reading. */
const AUDIT_OVERLAP_MILLISECONDS = 15 * 60_000;
