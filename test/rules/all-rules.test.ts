import { effectiveAccess } from '../../lib/domain/access.ts';
import { neededPermissions } from '../../lib/domain/own-permissions.ts';
import { judgeAll } from '../../lib/rules/engine.ts';
import { RULES } from '../../lib/rules/index.ts';
import type { RuleContext } from '../../lib/rules/rule.ts';
import { aClient, aRole, perfectApp, perfectVendor, type Situation } from '../support/facts.ts';
import { withUse } from '../support/grant-use.ts';
import { withSource } from '../support/judged.ts';
import { aCall, alikeDays, usageFacts } from '../support/usage.ts';

/** Everything was read, usage is moderate, and the guardian holds what it needs. */
function inGoodOrder({ facts, context }: Situation): RuleContext {
  const requests = { [facts.client.id]: 2400 };
  const usage = usageFacts({
    days: alikeDays(62, requests),
    endpoints: [aCall(facts.client.id, 'GET /api/v2/users')],
    quota: { hourlyQuota: 1000 },
  });
  const guardian = aClient({ grants: [{ roleId: 'r-guardian', divisionId: '*' }] });
  const permissions = neededPermissions(context.org).map(({ permission }) => permission);
  const role = aRole({ id: 'r-guardian', permissions });
  const self = { client: { id: 'c-guardian', name: 'Guardian' }, access: effectiveAccess(guardian, () => role) };
  const snapshot = { ...context.snapshot, authorization: new Map() };
  return withUse({ facts, context: { ...context, usage, self, snapshot } });
}

function outcomes(context: RuleContext): Record<string, string> {
  return Object.fromEntries(
    judgeAll({ rules: RULES, context, settings: {} }).map(({ rule, outcome }) => [rule, outcome]),
  );
}

const allCompliant = Object.fromEntries(RULES.map(({ id }) => [id, 'compliant']));

describe('all rules together', () => {
  it('are content with a perfect vendor', () => {
    expect(outcomes(inGoodOrder(perfectVendor()))).toEqual(allCompliant);
  });

  it('are content with a perfect app', () => {
    expect(outcomes(inGoodOrder(perfectApp()))).toEqual(allCompliant);
  });

  const needs = RULES.flatMap(({ id, needs }) => needs.map((source) => [id, source] as const));
  it.each(needs)('%s calls nothing clean without %s', (id, source) => {
    const context = withSource(inGoodOrder(perfectVendor()), source, 'failed');
    expect(outcomes(context)[id]).toBe('unknown');
  });
});
