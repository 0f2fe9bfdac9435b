import { type Coverage, isSwitchedOff } from '../../domain/coverage.ts';
import type { Overview } from '../../domain/overview.ts';

/** True if "nothing was found" means that nothing is there: a run was made, and it saw everything, lately. */
export function isSeenWhole({ run, unseen }: Pick<Overview, 'run' | 'unseen'>): boolean {
  return run !== null && unseen.length === 0;
}

/** True where `guardian.yaml` keeps a source from the guardian: what is in there was not asked for. */
export function hasSwitchedOff(coverage: Coverage | null): boolean {
  return coverage !== null && Object.values(coverage).some(isSwitchedOff);
}
