import type { z } from 'zod';
import type { Read, SourceCoverage } from '../domain/coverage.ts';
import { fieldsOf } from './doors/answers.ts';
import { GenesysError } from './errors.ts';
import type { Listing } from './listing.ts';

/** Entities that passed a door, and what kept others out. */
export interface Judged<T> {
  readonly items: readonly T[];
  readonly problems: readonly string[];
}

/** Sends raw entities through a door; those that do not pass are left out and counted. */
export function judge<T extends z.ZodType>(door: T, entities: readonly unknown[]): Judged<z.output<T>> {
  const results = entities.map((entity) => door.safeParse(entity));
  const refused = results.filter((result) => !result.success);
  const fields = new Set(refused.map(({ error }) => fieldsOf(error)));
  return {
    items: results.flatMap((result) => (result.success ? [result.data] : [])),
    problems:
      refused.length > 0
        ? [`${refused.length} of ${entities.length} entities left out as unusable (${[...fields].join('; ')})`]
        : [],
  };
}

/**
 * The entities of a listing by id, sorted, each once. An entity that moved to another page while it was read comes
 * twice, and another one not at all: so only as many different ones as Genesys counts are all of them.
 */
export function judgeListing<T extends z.ZodType<{ readonly id: string }>>(
  door: T,
  { entities, total, problems }: Listing,
): Judged<z.output<T>> {
  const judged = judge(door, entities);
  const byId = new Map(judged.items.map((item) => [item.id, item]));
  const unusable = entities.length - judged.items.length;
  const seen = byId.size + unusable;
  const repeated = judged.items.length - byId.size;
  const missed =
    total === undefined || total === seen
      ? []
      : [`${seen} different entities seen of ${total}${repeated > 0 ? `, ${repeated} of them again` : ''}`];
  return {
    items: [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    problems: [...problems, ...judged.problems, ...missed],
  };
}

/** The coverage of a read that answered: complete unless something speaks against it. */
export function coverageOf({ items, problems }: Judged<unknown>, now: Date, note?: string): SourceCoverage {
  const status = problems.length === 0 ? 'complete' : 'incomplete';
  const reason = [...problems, ...(note ? [note] : [])].join('; ');
  return { status, count: items.length, asOf: now.toISOString(), ...(reason && { reason }) };
}

/** The coverage of a read of which nothing was seen. Errors that are not Genesys' are mistakes of ours: rethrown. */
export function failedCoverage(error: unknown, now: Date): SourceCoverage {
  if (!(error instanceof GenesysError)) throw error;
  return { status: 'failed', count: 0, asOf: now.toISOString(), reason: error.message };
}

/** Runs a read of a source and says how much of it was seen. */
export async function readOf<T>(now: () => Date, read: () => Promise<Judged<T> & { note?: string }>): Promise<Read<T>> {
  try {
    const { items, problems, note } = await read();
    return { items, coverage: coverageOf({ items, problems }, now(), note) };
  } catch (error) {
    return { items: [], coverage: failedCoverage(error, now()) };
  }
}
