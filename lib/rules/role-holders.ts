import type { ClientFacts, RuleContext } from './rule.ts';

const indexed = new WeakMap<RuleContext, ReadonlyMap<string, readonly ClientFacts[]>>();

/**
 * Clients that hold the role and that roles may restrict, in the order of the context. Indexed once for a context:
 * asking every client about every other would grow with the square of their number.
 */
export function holdersOf(roleId: string, context: RuleContext): readonly ClientFacts[] {
  const known = indexed.get(context) ?? byRole(context);
  indexed.set(context, known);
  return known.get(roleId) ?? [];
}

function byRole({ clients }: RuleContext): ReadonlyMap<string, readonly ClientFacts[]> {
  const holders = new Map<string, ClientFacts[]>();
  for (const facts of clients) {
    if (facts.access.restrictedBy === 'scopes') continue;
    for (const roleId of new Set(facts.client.grants.map((grant) => grant.roleId))) {
      const known = holders.get(roleId);
      if (known) known.push(facts);
      else holders.set(roleId, [facts]);
    }
  }
  return holders;
}
