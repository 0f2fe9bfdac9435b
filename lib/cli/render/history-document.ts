import type { HistoryRecord } from '../../domain/run.ts';

/** A line of the history as programs read it: docs/json.md. */
export function recordDocument({ at, run, from, to, finding, change, cause }: HistoryRecord) {
  return { at, run, from, to, finding, ...(change && { change }), ...(cause && { cause }) };
}
