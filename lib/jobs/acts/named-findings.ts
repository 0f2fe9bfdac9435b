import type { Finding } from '../../domain/finding.ts';
import { coveredNow, isCovered } from '../../domain/triage.ts';
import { UsageError } from '../../errors.ts';
import type { ActOptions, ActState } from './act.ts';

/** Words that name those of the known ids that may be meant, or nothing. */
export type Suggest = (id: string, known: readonly string[]) => string;

/** Findings that a person names. */
export interface Naming extends Pick<ActOptions, 'store' | 'org'> {
  readonly ids: readonly string[];
  readonly suggest?: Suggest;
}

/**
 * Looks up the findings that somebody decides about. Asked again, after another run came between, it refuses those that
 * have grown since: a decision covers what its author saw.
 */
export function findingsNamed(naming: Naming): (state: ActState) => Promise<Finding[]> {
  const seen = new Map<string, Finding>();
  return async (state) => {
    const findings = await named(naming, state);
    for (const finding of findings) {
      const before = seen.get(finding.id) ?? finding;
      seen.set(finding.id, before);
      if (isCovered(finding, coveredNow(before)) && finding.state === before.state) continue;
      throw new UsageError(
        `${finding.id} was changed by somebody else or a scan in this very moment (it is ${finding.state} now), so nothing was decided: look at it again`,
      );
    }
    return findings;
  };
}

async function named({ store, org, ids, suggest }: Naming, { unresolved }: ActState): Promise<Finding[]> {
  if (ids.length === 0) throw new UsageError('name at least one finding by its id');
  const open = new Map(unresolved.map((finding) => [finding.id, finding] as const));
  const wanted = [...new Set(ids)];
  const missing = wanted.filter((id) => !open.has(id));
  const known = missing.length > 0 ? await store.findingsById(org, missing) : new Map<string, Finding>();
  const problems = missing.map((id) => {
    const resolved = known.get(id);
    return resolved
      ? `${id} is resolved since ${resolved.asOf}: there is nothing to decide about`
      : `org '${org}' has no finding '${id}'${suggest?.(id, [...open.keys()]) ?? ''}`;
  });
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return wanted.flatMap((id) => open.get(id) ?? []);
}
