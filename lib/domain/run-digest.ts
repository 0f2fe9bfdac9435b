import type { Coverage } from './coverage.ts';
import { dayOf } from './day.ts';
import type { EntityKind } from './org.ts';
import type { RunState } from './run.ts';
import { digest } from './snapshot.ts';

/**
 * A digest of everything that a judgement depends on. Judging is a pure function of it, so a run whose digest equals
 * that of the last run of its job has nothing new to say: it is *quiet*, and costs the same for ten clients as for ten
 * thousand. The day is part of it, so that whatever depends on time alone is judged at least once a day.
 */
export function judgementDigest(options: {
  /** Hash of what was seen of each kind, complete or not. */
  readonly seen: Partial<Readonly<Record<EntityKind | 'usage', string>>>;
  readonly coverage: Omit<Coverage, 'audits'>;
  readonly sources: RunState['sources'];
  /** Digest of the configuration and of the rules that judge. */
  readonly judgedBy: string;
  readonly now: Date;
}): string {
  const { seen, coverage, sources, judgedBy, now } = options;
  const statuses = Object.entries(coverage).map(([source, { status }]) => [source, status]);
  // `guardian-blind` asks only whether a source failed twice on end, so a third failure is nothing new.
  const failures = Object.entries(sources).map(([source, state]) => [source, Math.min(state.failures, 2)]);
  return digest(
    JSON.stringify([sorted(Object.entries(seen)), sorted(statuses), sorted(failures), judgedBy, dayOf(now)]),
  );
}

function sorted<T extends readonly unknown[]>(entries: readonly T[]): readonly T[] {
  return [...entries].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}
