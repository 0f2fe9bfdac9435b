import fc from 'fast-check';
import { accessBeyond } from '../../lib/domain/access.ts';
import { UNKNOWN_DIVISION } from '../../lib/domain/client.ts';
import { divisionWidened } from '../../lib/rules/division-widened.ts';
import { grantTypeChanged } from '../../lib/rules/grant-type-changed.ts';
import { redirectUriChanged } from '../../lib/rules/redirect-uri-changed.ts';
import { roleAdded } from '../../lib/rules/role-added.ts';
import { rolePermissionsWidened } from '../../lib/rules/role-permissions-widened.ts';
import { roleRemoved } from '../../lib/rules/role-removed.ts';
import type { ClientRule } from '../../lib/rules/rule.ts';
import { scopeAdded } from '../../lib/rules/scope-added.ts';
import { scopeBroaderThanNeeded } from '../../lib/rules/scope-broader-than-needed.ts';
import { scopeRemoved } from '../../lib/rules/scope-removed.ts';
import { tokenLifetimeRaised } from '../../lib/rules/token-lifetime-raised.ts';
import {
  arbitraryClient,
  arbitraryDivisionId,
  arbitraryGrants,
  arbitraryGrantsWithUnknown,
  arbitraryRoles,
} from '../support/arbitraries.ts';
import { aClient, storedApproval, unmanagedClient } from '../support/facts.ts';
import { judge, subjectsOf, violationsOf } from '../support/verdicts.ts';

const WIDENING = [roleAdded, divisionWidened, rolePermissionsWidened];
const DRIFT: readonly ClientRule[] = [
  ...WIDENING,
  roleRemoved,
  scopeAdded,
  scopeRemoved,
  scopeBroaderThanNeeded,
  grantTypeChanged,
  redirectUriChanged,
  tokenLifetimeRaised,
];

/** A client-credentials client with some roles and grants, approved with others. */
const arbitraryDrift = fc.record({
  rolesBefore: arbitraryRoles,
  rolesAfter: arbitraryRoles,
  before: arbitraryGrants,
  after: arbitraryGrants,
});

function drifted({
  rolesBefore,
  rolesAfter,
  before,
  after,
}: typeof arbitraryDrift extends fc.Arbitrary<infer T> ? T : never) {
  return unmanagedClient({
    roles: rolesAfter,
    client: { grants: after },
    stored: storedApproval(aClient({ grants: before }), rolesBefore),
  });
}

describe('the rules of drift', () => {
  it.each(DRIFT.map((rule) => [rule.id, rule] as const))(
    '%s never accuses a client of being as first seen',
    (_, rule) => {
      fc.assert(
        fc.property(arbitraryClient, arbitraryRoles, (client, roles) => {
          const situation = unmanagedClient({ client, roles, stored: storedApproval(client, roles) });
          expect(violationsOf(rule, situation)).toEqual([]);
        }),
      );
    },
  );

  it('together find a gain exactly if there is one, whatever the roles are called and however they are split', () => {
    fc.assert(
      fc.property(arbitraryDrift, (drift) => {
        const situation = drifted(drift);
        const { access, approval } = situation.facts;
        const hasGained = accessBeyond(access.byDivision, approval.byDivision ?? new Map()).length > 0;
        expect(WIDENING.some((rule) => violationsOf(rule, situation).length > 0)).toBe(hasGained);
      }),
      { numRuns: 500 },
    );
  });

  it('find the same when every role and the order of everything is renamed and reversed', () => {
    fc.assert(
      fc.property(arbitraryDrift, (drift) => {
        const renamed = drifted({
          ...drift,
          rolesAfter: drift.rolesAfter.map((role) => ({ ...role, name: `Renamed ${role.name}` })).reverse(),
          after: [...drift.after].reverse(),
        });
        for (const rule of [...WIDENING, roleRemoved]) {
          expect(subjectsOf(rule, renamed)).toEqual(subjectsOf(rule, drifted(drift)));
        }
      }),
    );
  });

  it('give each violation of a rule a subject of its own', () => {
    fc.assert(
      fc.property(arbitraryDrift, (drift) => {
        for (const rule of [...WIDENING, roleRemoved]) {
          const subjects = subjectsOf(rule, drifted(drift));
          expect(new Set(subjects).size).toBe(subjects.length);
        }
      }),
    );
  });

  it('find no more where a division is unknown than they would in any division that it may be', () => {
    const unknownThenKnown = fc.tuple(arbitraryDrift, arbitraryGrantsWithUnknown, arbitraryDivisionId);
    fc.assert(
      fc.property(unknownThenKnown, ([drift, after, divisionId]) => {
        const isViolated = (grants: typeof after) =>
          WIDENING.some((rule) => judge(rule, drifted({ ...drift, after: grants })).outcome === 'violated');
        const resolved = after.map((grant) =>
          grant.divisionId === UNKNOWN_DIVISION ? { ...grant, divisionId } : grant,
        );
        if (isViolated(after)) expect(isViolated(resolved)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
