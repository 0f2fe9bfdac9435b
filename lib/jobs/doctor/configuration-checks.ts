import { dayOf } from '../../domain/day.ts';
import { budget, quotaOf } from '../../domain/usage/budget.ts';
import type { Check } from './check.ts';
import type { DoctorOptions } from './doctor.ts';

/** What `guardian.yaml` leaves open. */
export function configurationChecks({ org, config, clock }: DoctorOptions): Check[] {
  const now = clock.now();
  const { hourlyQuota, basis } = budget(quotaOf(org), now, org.billingDay);
  const overdue = config.vendors.filter(({ reviewBy }) => reviewBy !== undefined && reviewBy < dayOf(now));
  return [
    config.vendors.length > 0
      ? { name: 'manifest', status: 'ok', detail: `${config.vendors.length} vendors are described in guardian.yaml` }
      : {
          name: 'manifest',
          status: 'warn',
          detail: 'no vendor is described: every client is judged by its first sighting',
          fix: "describe the vendors under 'vendors' in guardian.yaml",
        },
    ...overdue.map(
      ({ name, reviewBy }): Check => ({
        name: 'review',
        status: 'warn',
        detail: `vendor ${name} was to be looked at again by ${reviewBy}`,
        fix: `look at the vendor's access, then set a new reviewBy in guardian.yaml`,
      }),
    ),
    hourlyQuota === null
      ? {
          name: 'budget',
          status: 'warn',
          detail: 'no fair-use budget is known',
          fix: 'set licences (such as { CX3: 100 }), monthlyAllowance or hourlyQuota of the org in guardian.yaml',
          blinds: ['quota-share', 'quota-forecast'],
        }
      : { name: 'budget', status: 'ok', detail: `${Math.round(hourlyQuota)} requests an hour, from ${basis}` },
    org.enforceScopes === 'unknown'
      ? {
          name: 'scope enforcement',
          status: 'warn',
          detail: 'not declared, and the API does not tell; scope findings say what that means',
          fix: 'look at Admin > Organization Settings > Enforce Scopes and set enforceScopes in guardian.yaml',
        }
      : { name: 'scope enforcement', status: 'ok', detail: org.enforceScopes ? 'declared as on' : 'declared as off' },
  ];
}
