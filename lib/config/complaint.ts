import type { Path } from './problem.ts';

/** Something that a check found, before it has a line and a column. */
export interface Complaint {
  readonly path: Path;
  /** Whether the key itself is wrong, or what stands there. */
  readonly at: 'key' | 'value';
  readonly message: string;
  readonly allowed?: readonly string[];
  /** False where repeating what was written helps nobody. Default true. */
  readonly showsGiven?: boolean;
  /** True if something is missing: in a file with broken syntax it may stand further down. */
  readonly isAbsence?: boolean;
}
