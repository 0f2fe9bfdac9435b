import type { CallWindow, GrantUse, RoleUse } from '../../lib/domain/grant-use.ts';
import type { RuleContext } from '../../lib/rules/rule.ts';
import { RECORDER_ROLE, type Situation } from './facts.ts';
import { alikeDays, usageFacts, YESTERDAY } from './usage.ts';

/** The thirty days before the fixtures' day. */
export const WINDOW: CallWindow = { from: '2026-10-21', to: YESTERDAY, isStale: false };

/** A client that calls, and needs everything that it holds. */
export const NEEDS_ALL: GrantUse = {
  hasCalled: true,
  isNew: false,
  opaque: [],
  unusedScopes: [],
  unusedYoungScopes: [],
  roles: [],
  missing: [],
};

/** The context in which the situation's client uses its grants just so. */
export function withUse(
  { facts, context }: Situation,
  use: Partial<GrantUse> = {},
  window: Partial<CallWindow> = {},
): RuleContext {
  const usage = context.usage ?? usageFacts({ days: alikeDays(31, { [facts.client.id]: 100 }) });
  return {
    ...context,
    usage: { ...usage, calls: { ...WINDOW, ...window } },
    clients: context.clients.map((known) =>
      known.client.id === facts.client.id ? { ...known, use: { ...NEEDS_ALL, ...use } } : known,
    ),
  };
}

/** How the perfect vendor's role is used: half of it, unless the difference says otherwise. */
export function roleUse(difference: Partial<RoleUse> = {}): RoleUse {
  return {
    roleId: RECORDER_ROLE.id,
    held: 2,
    unused: 1,
    unusedByDomain: { recording: 1 },
    examples: ['recording:recording:view'],
    unusedYoung: 0,
    ...difference,
  };
}
