import type { GrantUse } from '../domain/grant-use.ts';
import type { Role } from '../domain/org.ts';
import { requestsOn } from '../domain/usage/known-days.ts';
import { platformCatalogue } from '../privilege/catalogue/platform-catalogue.ts';
import { grantAge, grantJudge } from '../privilege/use/index.ts';
import type { ClientFacts, UsageFacts } from '../rules/rule.ts';
import type { FactsInput } from './facts.ts';
import { oldEnough } from './observed-days.ts';

/** What a client's calls say of its grants. `isOnlyClient`: whether its vendor has no other client in this org. */
export type UseOf = (facts: Omit<ClientFacts, 'use'>, isOnlyClient: boolean) => GrantUse;

/** Joins calls and grants, client by client; undefined where this run knows no calls by operation. */
export function grantUses(input: Omit<FactsInput, 'self'>): UseOf | undefined {
  const { usage, callProfiles, roleHeads, heads, snapshot, revisions, config, now } = input;
  const window = usage?.calls;
  if (!usage || !window || !callProfiles) return undefined;
  const judge = grantJudge(platformCatalogue());
  const limit = oldEnough(window, config.thresholds, now);
  const changed = new Set(revisions.map(({ kind, id }) => `${kind} ${id}`));
  const roleOf = (id: string): Role | undefined => snapshot.role?.get(id);
  const roleSince = (id: string) => (changed.has(`role ${id}`) ? now : roleHeads?.get(id)?.since);
  return ({ client, vendor, access, approval }, isOnlyClient) => {
    const profile = callProfiles.get(client.id);
    const hasCalled = profile?.operations.some(({ lastDay }) => lastDay >= window.from) ?? false;
    const clientSince = changed.has(`client ${client.id}`) ? now : heads.get(client.id)?.since;
    return judge({
      client,
      access,
      roleOf,
      age: grantAge({ client, clientSince, roleSince, approved: approval.stored, limit }),
      window,
      profile,
      ...(!hasCalled && { unexplainedRequests: requestsIn(usage, client.id) }),
      ...(vendor?.endpoints && { endpoints: vendor.endpoints }),
      isOnlyClient,
    });
  };
}

function requestsIn({ days, calls }: UsageFacts, clientId: string): number {
  const inWindow = days.filter(({ date }) => calls && date >= calls.from && date <= calls.to);
  return inWindow.reduce((sum, day) => sum + requestsOn(day, clientId), 0);
}
