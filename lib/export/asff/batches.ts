import type { AsffFinding } from './finding.ts';
import { ASFF_LIMITS } from './limits.ts';

/** Findings in the batches that `BatchImportFindings` takes: at most 100 of them, and no more bytes than it takes. */
export function asffBatches(findings: Iterable<AsffFinding>): AsffFinding[][] {
  const batches: AsffFinding[][] = [];
  let batch: AsffFinding[] = [];
  let bytes = 0;
  for (const finding of findings) {
    const size = Buffer.byteLength(JSON.stringify(finding));
    if (batch.length === ASFF_LIMITS.batchFindings || bytes + size > ASFF_LIMITS.batchBytes) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(finding);
    bytes += size;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
