import * as z from 'zod';
import type { RunRecord } from '../domain/run.ts';
import { type CallProfile, foldCalls, withoutOldCalls } from '../domain/usage/call-profile.ts';
import type { EndpointRow } from '../domain/usage/day.ts';
import type { Document, Fold } from './document.ts';
import { nameOf, unpackBytes } from './item.ts';
import { keys } from './keys.ts';
import type { Expiry } from './retention.ts';
import { bucketOf } from './table.ts';

/**
 * Call profiles are kept as heads are: 256 documents at most, by a hash of the client's id. A rule that looks back for
 * weeks reads these, and not an item for each client and day.
 */

/** What a run's calls by operation change in the profiles: one fold for each bucket that they touch. */
export function callFolds(run: RunRecord, rows: readonly EndpointRow[], expiry: Expiry): readonly Fold[] {
  const buckets = new Map<string, EndpointRow[]>();
  for (const row of rows) {
    const bucket = bucketOf(row.clientId);
    const known = buckets.get(bucket);
    if (known) known.push(row);
    else buckets.set(bucket, [row]);
  }
  return [...buckets].map(([bucket, ofBucket]) => ({
    key: { pk: keys.calls(run.org), sk: bucket },
    seq: run.seq,
    ...expiry.usage,
    fold: (stored) => folded(stored, ofBucket, expiry),
  }));
}

/** The profiles in some documents, by client id. */
export function profilesIn(documents: readonly Document[]): readonly CallProfile[] {
  return documents
    .flatMap(({ bytes, key }) => unpackBytes(bytes, profilesSchema, nameOf(key)))
    .sort((a, b) => (a.clientId < b.clientId ? -1 : 1));
}

/** The profiles of a bucket after a run, in the order of their clients' ids. */
function folded(stored: Document | undefined, rows: readonly EndpointRow[], expiry: Expiry): readonly CallProfile[] {
  const before = stored ? profilesIn([stored]) : [];
  const profiles = foldCalls(new Map(before.map((profile) => [profile.clientId, profile] as const)), rows);
  return [...profiles.values()]
    .flatMap((profile) => withoutOldCalls(profile, expiry.oldestUsageDay) ?? [])
    .sort((a, b) => (a.clientId < b.clientId ? -1 : 1));
}

const profilesSchema: z.ZodType<CallProfile[]> = z.array(
  z.looseObject({
    clientId: z.string(),
    operations: z.array(
      z.looseObject({
        method: z.string(),
        template: z.string(),
        firstDay: z.string(),
        lastDay: z.string(),
        lastSuccess: z.string().exactOptional(),
        lastRefusal: z.string().exactOptional(),
      }),
    ),
  }),
);
