import { dayOf, justAfter } from '../../../domain/day.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { GuardianConfig, OrgConfig } from '../../../domain/manifest.ts';
import type { Residue } from '../../../domain/residue.ts';
import type { Head, HistoryRecord, PastRevision, RoleBodies, RunRecord } from '../../../domain/run.ts';
import type { CallProfile } from '../../../domain/usage/call-profile.ts';
import type { UsageDay } from '../../../domain/usage/day.ts';
import type { Store } from '../../../ports.ts';
import type { KnownRule } from '../../../rules/known-rules.ts';
import { headsById } from '../../heads.ts';
import { approvedRoleBodies } from '../../memory.ts';
import { findHistory } from '../history.ts';
import { firstDayOf } from '../overview.ts';
import { findResidue } from '../residue.ts';
import { pastOf } from './past.ts';

/** What a report is made of, and of what. */
export interface ReportQuery {
  readonly store: Store;
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly rules: readonly KnownRule[];
  /** ISO time that the report looks back to. */
  readonly since: string;
  readonly now: Date;
  /** The report is about this client alone; usage and the overview stay the org's. */
  readonly clientId?: string | undefined;
}

/** All that was read of an org for one report, of one committed run. */
export interface Gathered {
  readonly run: RunRecord;
  readonly heads: {
    readonly client: ReadonlyMap<string, Head<'client'>>;
    readonly role: ReadonlyMap<string, Head<'role'>>;
    readonly division: ReadonlyMap<string, Head<'division'>>;
  };
  readonly roleBodies: RoleBodies;
  readonly unresolved: readonly Finding[];
  /** From the beginning of the range on, and as far back as an overview looks. */
  readonly usageDays: readonly UsageDay[];
  readonly callProfiles: ReadonlyMap<string, CallProfile>;
  /** Newest first, from the beginning of the range on, or from the last report where that is longer ago. */
  readonly records: readonly HistoryRecord[];
  /** True where older records of the range were left out. */
  readonly isCut: boolean;
  readonly residue: Residue;
  /** States of clients that have ever changed, newest first, by id. */
  readonly pasts: ReadonlyMap<string, readonly PastRevision<'client'>[]>;
}

/** Reads everything. `store` should be one that reads each thing once. */
export async function gather(
  query: ReportQuery,
  { store, run, recordsFrom }: { readonly store: Store; readonly run: RunRecord; readonly recordsFrom: string },
): Promise<Gathered> {
  const { org, config, since, now, clientId } = query;
  const { name } = org;
  const firstUsage = [dayOf(since), firstDayOf(config, now)].sort()[0] ?? dayOf(since);
  const [client, role, division, unresolved, usageDays, profiles, history, residue] = await Promise.all([
    headsById(store, name, 'client'),
    headsById(store, name, 'role'),
    headsById(store, name, 'division'),
    store.unresolvedFindings(name, run.openDigest),
    store.usageDays(name, firstUsage, dayOf(now)),
    store.callProfiles(name),
    // Up to the run, so that a newer one cannot show in them.
    findHistory(store, name, { since: recordsFrom, until: justAfter(run.at), limit: MOST_RECORDS, clientId }),
    findResidue({ store, org, config, now }),
  ]);
  const heads = { client, role, division };
  const [roleBodies, pasts] = await Promise.all([
    approvedRoleBodies(store, name, heads),
    pastOf(store, { org: name, run, heads: client, clientId, since }),
  ]);
  return {
    run,
    heads,
    roleBodies,
    unresolved,
    usageDays,
    callProfiles: new Map(profiles.map((profile) => [profile.clientId, profile] as const)),
    records: history.items,
    isCut: history.next !== undefined,
    residue: { items: residue.items, unknown: residue.unknown },
    pasts,
  };
}

/** More than anybody reads on a page; the rest is in `guardian history`. */
const MOST_RECORDS = 5_000;
