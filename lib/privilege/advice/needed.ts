import type { Need } from '../optimum/need.ts';
import type { ClientEvidence, MappedCall } from './advice.ts';
import { byRequests } from './known-calls.ts';
import { type Holding, isServed, type Naming } from './names.ts';

/** A call with what it needs. */
export interface NeededCall {
  readonly call: MappedCall;
  readonly need: Need;
}

/** The mapped calls of a client, by what they say of grants. Each is in exactly one list; most requests first. */
export interface Needed {
  /** What the minimal set has to serve. */
  readonly served: readonly NeededCall[];
  /** Calls that were never seen to succeed and that the present grants do not allow: what they lack is inference. */
  readonly lacking: readonly NeededCall[];
  /** Calls of which no grant is known that would open them. */
  readonly unservable: readonly NeededCall[];
  /** Calls that the manifest announces, that were not observed, and that another client of the vendor may mean to make. */
  readonly others: readonly NeededCall[];
}

/**
 * A call counts as needed if it succeeded, or if the present grants allow it, whatever became of it: status classes do
 * not tell a 404, which has passed this door, from a 403. A declared call counts, too; where the vendor has several
 * clients only for one that may make it already, since nobody knows whose it is.
 */
export function neededCalls(
  calls: readonly MappedCall[],
  { naming, holds, evidence }: { readonly naming: Naming; readonly holds: Holding; readonly evidence: ClientEvidence },
): Needed {
  const sorted: Record<keyof Needed, NeededCall[]> = { served: [], lacking: [], unservable: [], others: [] };
  for (const call of [...calls].sort(byRequests)) {
    const need = naming.needOf(call.operation);
    sorted[place(call, need)].push({ call, need });
  }
  return sorted;

  function place(call: MappedCall, need: Need): keyof Needed {
    if (need.alternatives.length === 0) return 'unservable';
    if (call.basis === 'succeeded' || isServed(need, holds)) return 'served';
    if (!evidence.sharesVendor && call.isDeclared) return 'served';
    return call.basis === 'declared' ? 'others' : 'lacking';
  }
}
