import type { AsffFinding } from './finding.ts';

/** Security Hub of one region. */
export interface FindingHub {
  /** What became of one batch: how many were taken, and which were not. */
  importFindings(batch: readonly AsffFinding[]): Promise<{
    readonly imported: number;
    readonly failed: readonly FailedImport[];
  }>;
}

export interface FailedImport {
  readonly id: string;
  readonly code: string;
  readonly message: string;
}
