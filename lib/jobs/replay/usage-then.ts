import type { GrantUse } from '../../domain/grant-use.ts';
import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import type { EntityKind } from '../../domain/org.ts';
import type { Head, RoleBodies } from '../../domain/run.ts';
import { budget, quotaOf } from '../../domain/usage/budget.ts';
import type { CallProfile } from '../../domain/usage/call-profile.ts';
import type { EndpointRow } from '../../domain/usage/day.ts';
import { asOf } from '../../domain/usage/freshness.ts';
import type { ClientFacts, RuleContext, UsageFacts } from '../../rules/rule.ts';
import { grantUses } from '../grant-uses.ts';
import { callWindow, type ObservedDays } from '../observed-days.ts';
import type { Past } from './past.ts';
import { daysEndedAt } from './past-usage.ts';

/** What was known of usage at a time, beside the days. */
export interface UsageThen {
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly past: Past;
  readonly heads: { readonly [K in EntityKind]: ReadonlyMap<string, Head<K>> };
  readonly roleBodies: RoleBodies;
  /** Absent where no rule is asked that looks at calls, or where none were ever read. */
  readonly calls:
    | {
        readonly profiles: ReadonlyMap<string, CallProfile>;
        readonly recent: readonly EndpointRow[];
        readonly observed: ObservedDays;
      }
    | undefined;
}

/** The context of a time with the usage of all days that had ended by then. Pure. */
export function withUsage(context: RuleContext, then: UsageThen): RuleContext {
  const { org, config, past, calls } = then;
  const now = new Date(context.now);
  const days = daysEndedAt(past.usageDays, context.now, config.thresholds);
  if (days.length === 0) return context;
  const window = calls && callWindow({ observed: calls.observed, usageDays: days, thresholds: config.thresholds, now });
  const dataTime = asOf(days, now);
  const usage: UsageFacts = {
    days,
    endpoints: calls?.recent ?? [],
    budget: budget(quotaOf(org), now, org.billingDay),
    ...(dataTime && { asOf: dataTime }),
    ...(window && { calls: window }),
  };
  const read = { status: 'complete', count: days.length, asOf: dataTime ?? context.now } as const;
  return {
    ...context,
    usage,
    coverage: { ...context.coverage, usage: read },
    clients: withUse(context, usage, then),
  };
}

/** Joining calls and grants is most of the work, and most rules do not ask for it: it is done when one does. */
function withUse(context: RuleContext, usage: UsageFacts, then: UsageThen): readonly ClientFacts[] {
  const useOf = grantUses({
    ...then,
    now: context.now,
    coverage: context.coverage,
    sources: {},
    snapshot: context.snapshot,
    heads: then.heads.client,
    authorizationHeads: then.heads.authorization,
    revisions: [],
    newApprovals: [],
    unsettledClients: new Set(),
    usage,
    callProfiles: then.calls?.profiles,
    roleHeads: then.heads.role,
  });
  if (!useOf) return context.clients;
  const clientsOf = new Map<string, number>();
  for (const { vendor } of context.clients)
    if (vendor) clientsOf.set(vendor.name, (clientsOf.get(vendor.name) ?? 0) + 1);
  return context.clients.map((facts) => {
    let known: GrantUse | undefined;
    return {
      ...facts,
      get use(): GrantUse {
        known ??= useOf(facts, clientsOf.get(facts.vendor?.name ?? '') === 1);
        return known;
      },
    };
  });
}
