import type { ClientApproval } from '../../../domain/approval.ts';
import type { OAuthClient } from '../../../domain/client.ts';
import { byVendorAndName } from '../../../domain/client-order.ts';
import { dayOf } from '../../../domain/day.ts';
import type { CallWindow } from '../../../domain/grant-use.ts';
import type { ReportClient, Used } from '../../../domain/report.ts';
import type { Head } from '../../../domain/run.ts';
import type { UsageDay } from '../../../domain/usage/day.ts';
import type { UsageSummary } from '../../../domain/usage/summary.ts';
import type { Catalogue } from '../../../privilege/catalogue/catalogue.ts';
import { grantAge, scopeUse } from '../../../privilege/use/index.ts';
import type { ClientFacts, RuleContext } from '../../../rules/rule.ts';
import { committedContext } from '../../committed-context.ts';
import { callWindow, oldEnough } from '../../observed-days.ts';
import type { Gathered, ReportQuery } from './gathered.ts';
import { grantsOf } from './grants.ts';
import { revisionsOf } from './past.ts';
import { scopesOf } from './scopes.ts';
import type { ShortAdvice } from './short-advice.ts';

export interface ClientInput {
  readonly query: ReportQuery;
  readonly gathered: Gathered;
  readonly catalogue: Catalogue;
  readonly usage: UsageSummary;
  /** The axis of series: `ReportQuota.days`. */
  readonly days: readonly string[];
  readonly advice: ReadonlyMap<string, ShortAdvice>;
}

/** Clients that a report shows: those that are there, and those that went within its range. */
export function shownHeads({ heads }: Gathered, { since, clientId }: ReportQuery): Head<'client'>[] {
  return [...heads.client.values()].filter((head) =>
    clientId === undefined ? head.body !== null || head.since >= since : head.id === clientId,
  );
}

/** A row for each client, by vendor and name, those of no vendor last. Pure. */
export function clientsOf(input: ClientInput): ReportClient[] {
  const { query, gathered, usage } = input;
  const shown = new Map(shownHeads(gathered, query).map((head) => [head.id, head] as const));
  const context = contextOf(input, shown);
  const used = usedOf(input);
  const series = seriesOf(input);
  const shares = new Map(usage.clients.map((row) => [row.client.id, row] as const));
  const until = query.now.toISOString();
  return context.clients
    .flatMap((facts): ReportClient[] => {
      const { client, vendor, access, approval } = facts;
      const head = shown.get(client.id);
      if (!head) return [];
      const row = shares.get(client.id);
      return [
        {
          id: client.id,
          name: client.name,
          vendor: vendor?.name ?? null,
          owner: vendor?.owner ?? null,
          grantType: client.grantType,
          state: client.state,
          restrictedBy: access.restrictedBy,
          isGone: head.body === null,
          since: head.since,
          approvedBy: basisOf(approval, access.restrictedBy),
          ...(client.deletesAt && { deletesAt: client.deletesAt }),
          tokenSeconds: client.tokenSeconds,
          redirectUris: client.redirectUris,
          scopes: scopesOf(client, approval, used(facts)),
          grants: grantsOf(facts, context),
          revisions: revisionsOf(head, gathered.pasts.get(client.id), { since: query.since, until }),
          requests: series(client.id),
          share: row?.share ?? null,
          perHour: row?.perHour ?? null,
          forecastMonth: row?.forecastMonth ?? null,
          ...adviceOf(head, input.advice.get(client.id)),
        },
      ];
    })
    .sort(byVendorAndName);
}

/** The facts of clients as rules see them. One that is gone is taken as it last was. */
function contextOf({ query, gathered }: ClientInput, shown: ReadonlyMap<string, Head<'client'>>): RuleContext {
  const { run, heads, roleBodies } = gathered;
  const client = new Map(
    [...shown].map(([id, head]) => [id, { ...head, body: head.body ?? head.last ?? null }] as const),
  );
  const memory = { heads: { ...heads, client, integration: NONE, authorization: NONE }, roleBodies };
  const { org, config, now } = query;
  return committedContext({ org, config, memory, latest: run, now: now.toISOString() });
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>();

/** Who says what the client may be, by what restricts it. */
function basisOf(
  { scopes, grants }: ClientApproval,
  restrictedBy: ReportClient['restrictedBy'],
): ReportClient['approvedBy'] {
  return (restrictedBy === 'permissions' ? grants : scopes)?.basis ?? null;
}

/** Whether calls needed a scope, client by client. */
function usedOf({ query, gathered, catalogue }: ClientInput): (facts: ClientFacts) => (scope: string) => Used {
  const { run, heads, callProfiles, usageDays } = gathered;
  const { thresholds } = query.config;
  const window = callWindow({ observed: run, usageDays, thresholds, now: query.now });
  const limit = window && oldEnough(window, thresholds, query.now.toISOString());
  const judge = scopeUse(catalogue);
  const requests = requestsWithin(usageDays, window);
  return ({ client, vendor, access, approval }) => {
    const profile = callProfiles.get(client.id);
    const hasCalled = profile?.operations.some(({ lastDay }) => window && lastDay >= window.from) ?? false;
    const age = grantAge({
      client,
      clientSince: heads.client.get(client.id)?.since,
      roleSince: (id) => heads.role.get(id)?.since,
      approved: approval.stored,
      limit: limit ?? '',
    });
    return judge({
      restrictedBy: access.restrictedBy,
      window,
      profile,
      unexplainedRequests: hasCalled ? 0 : (requests.get(client.id) ?? 0),
      endpoints: vendor?.endpoints ?? [],
      isOldScope: (scope) => !holds(client, scope) || age.isOldScope(scope),
    });
  };
}

function holds({ scopes }: OAuthClient, scope: string): boolean {
  return scopes.includes(scope);
}

/** Requests of the window by client. */
function requestsWithin(days: readonly UsageDay[], window: CallWindow | undefined): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { date, clients } of days) {
    if (!window || date < window.from || date > window.to) continue;
    for (const { clientId, counts } of clients.values()) {
      sums.set(clientId, (sums.get(clientId) ?? 0) + counts.requests);
    }
  }
  return sums;
}

/** Requests by day; empty where no day is known at all. */
function seriesOf({ gathered, days, query }: ClientInput): (clientId: string) => readonly (number | null)[] {
  const since = dayOf(query.since);
  const places = new Map(days.map((day, place) => [day, place] as const));
  const known = gathered.usageDays.filter(({ date }) => date >= since && places.has(date));
  if (known.length === 0) return () => [];
  const isKnown = new Set(known.map(({ date }) => date));
  // A client without a row on a known day made no request on it.
  const quiet = days.map((day) => (isKnown.has(day) ? 0 : null));
  const series = new Map<string, (number | null)[]>();
  // Day by day: to look up each day of each client takes longer than to read them all.
  for (const { date, clients } of known) {
    const place = places.get(date) ?? 0;
    for (const { clientId, counts } of clients.values()) {
      const row = series.get(clientId) ?? [...quiet];
      row[place] = counts.requests;
      series.set(clientId, row);
    }
  }
  return (clientId) => series.get(clientId) ?? quiet;
}

function adviceOf({ body }: Head<'client'>, made: ShortAdvice | undefined): Pick<ReportClient, 'advice' | 'noAdvice'> {
  if (body === null) return { advice: null, noAdvice: 'the client is gone' };
  return made ?? { advice: null, noAdvice: 'nothing is known of its calls' };
}
