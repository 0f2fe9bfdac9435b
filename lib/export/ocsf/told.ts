import type { AccessChange, Cause, Finding, FindingState } from '../../domain/finding.ts';

/** What happened to a finding, as an event tells it. */
export interface Told {
  readonly at: string;
  readonly from: FindingState | null;
  readonly to: FindingState;
  readonly finding: Finding;
  readonly cause?: Cause | undefined;
  readonly change?: AccessChange | undefined;
  /** The run that brought it; absent where a state is told, and not a change of it. */
  readonly run?: string | undefined;
  readonly sequence?: number | undefined;
  /** Why the whole is not the whole truth; absent where it is, or where that does not matter. */
  readonly incomplete?: readonly string[] | undefined;
}
