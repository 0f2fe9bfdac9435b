import { DAY_MS } from '../../domain/day.ts';
import { type Names, namesFrom } from '../../domain/drift.ts';
import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import { lastScanOf } from '../../domain/run.ts';
import type { UsageSummary } from '../../domain/usage/summary.ts';
import { NothingKnownError, UsageError } from '../../errors.ts';
import type { Store } from '../../ports.ts';
import {
  type Explanation,
  explainRefusal,
  type FailedAnswer,
  type NamedCall,
  readAnswer,
} from '../../privilege/refusal/index.ts';
import type { CatalogueInUse } from '../catalogue/catalogue-file.ts';
import { type ExplainedClient, explainedClient } from './explained-client.ts';
import { entitiesAt } from './org-at.ts';
import { findUsage } from './usage.ts';

export interface ExplainQuery {
  readonly store: Store;
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly catalogue: CatalogueInUse;
  /** What a person typed: a client's id or name. */
  readonly client?: string;
  /** ISO time of the failure; absent: now. */
  readonly at?: string;
  /** The text of the failing answer. */
  readonly error?: string;
  /** The call that failed, or that somebody means to make. */
  readonly call?: NamedCall;
  readonly now: Date;
}

export type { NamedCall } from '../../privilege/refusal/index.ts';

/** An explanation with what it is about, and how old what it stands on is. */
export interface Explained extends Explanation {
  /** ISO time of the scan that it stands on; null before the first. */
  readonly asOf: string | null;
  readonly subject: ExplainedClient | null;
  /** Names of roles and divisions as they were then. */
  readonly names: Names;
  /** Requests of the client in the last days, for an error that is about too many of them. */
  readonly usage: UsageSummary['clients'][number] | null;
}

/**
 * Why a call failed, or whether it will work, from what was committed: nobody is asked.
 *
 * @throws NothingKnownError where no run was made by then
 * @throws UsageError where the text holds no answer of the API, or the client cannot be told
 */
export async function explainCall(query: ExplainQuery): Promise<Explained> {
  const { store, org, client: typed, at, error, call, now } = query;
  const answer = error === undefined ? undefined : answerIn(error);
  const asOf = await knownAt(query);
  if (asOf === null && typed !== undefined) throw new NothingKnownError(org.name, at);
  const subject = typed === undefined ? null : await explainedClient(store, org.name, typed, at);
  const [roles, divisions] = await Promise.all([
    entitiesAt(store, org.name, 'role', at),
    entitiesAt(store, org.name, 'division', at),
  ]);
  const explanation = explainRefusal({
    ...(answer && { answer }),
    ...(call && { asked: call }),
    ...(subject?.client && { client: subject.client }),
    roles,
    divisions,
    enforceScopes: org.enforceScopes,
    catalogue: query.catalogue.catalogue,
  });
  const isRate = explanation.error?.matter === 'rate';
  return {
    ...explanation,
    notices: [...(subject?.notices ?? []), ...explanation.notices, ...ageNotice(asOf, at, now)],
    isComplete: explanation.isComplete && (subject === null || subject.client !== undefined),
    asOf,
    subject,
    names: namesFrom(roles, divisions),
    usage: isRate && subject ? await usageOf(query, subject.id) : null,
  };
}

function answerIn(text: string): FailedAnswer {
  const answer = readAnswer(text);
  if (answer) return answer;
  throw new UsageError(
    'no answer of the API is in this text: give the JSON body of the failing call ({"code": …, "message": …}), a whole ' +
      "HTTP exchange, or a log line with the body in it; or name the call alone with --call 'METHOD /path'",
  );
}

/** ISO time of the newest scan, or of the newest one before a time; null where there was none. */
async function knownAt({ store, org, at }: ExplainQuery): Promise<string | null> {
  const newest = await store.latestRun(org.name);
  if (!newest || at === undefined || newest.at <= at) return newest ? lastScanOf(newest).at : null;
  const to = new Date(Date.parse(at) + 1).toISOString();
  const { items } = await store.runs(org.name, { to, limit: 1 });
  return items[0] ? lastScanOf(items[0]).at : null;
}

/** A day: what an administrator changed since the last scan is not in what is known. */
const OLD_MS = DAY_MS;

function ageNotice(asOf: string | null, at: string | undefined, now: Date): string[] {
  if (asOf === null) return ['No run was made yet, so nothing is known of the roles of this org.'];
  if (at !== undefined || now.getTime() - Date.parse(asOf) <= OLD_MS) return [];
  return ["The last scan is more than a day old: what was changed since is not seen. Run 'guardian scan' first."];
}

const USAGE_DAYS = 7;

async function usageOf({ store, org, config, now }: ExplainQuery, clientId: string): Promise<Explained['usage']> {
  const since = new Date(now.getTime() - USAGE_DAYS * OLD_MS).toISOString();
  const { clients } = await findUsage({ store, org, config, since, until: now.toISOString(), clientId, now });
  return clients[0] ?? null;
}
