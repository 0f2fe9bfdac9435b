import type { Overview } from '../../domain/overview.ts';

/** True if "nothing was found" means that nothing is there: a run was made, and it saw everything, lately. */
export function isSeenWhole({ run, unseen }: Pick<Overview, 'run' | 'unseen'>): boolean {
  return run !== null && unseen.length === 0;
}
