import { VendorSchema } from '../../../../lib/domain/manifest.ts';
import type { Role } from '../../../../lib/domain/org.ts';
import type { EndpointRow } from '../../../../lib/domain/usage/day.ts';
import {
  type Advice,
  type AdviceContext,
  advise,
  type ClientEvidence,
  isAdvice,
} from '../../../../lib/privilege/advice/index.ts';
import { platformCatalogue } from '../../../../lib/privilege/catalogue/index.ts';
import { aClient, aRole, byId, HOME, SALES, SUPPORT } from '../../../support/facts.ts';

export const CLIENT_ID = 'c0000000-0000-4000-8000-000000000001';
export const ROLE_ID = 'b0000000-0000-4000-8000-000000000001';

/** Noon of the day after the window. */
export const NOW = new Date('2026-03-31T12:00:00.000Z');

export const CONTEXT: AdviceContext = {
  catalogue: platformCatalogue(),
  now: NOW,
  thresholds: { youngGrantDays: 14, usageStaleHours: 48 },
  enforceScopes: true,
};

/** Calls of one day: requests that succeeded, unless other counts are given. */
export function aCall(
  call: string,
  requests = 100,
  counts: Partial<Pick<EndpointRow, 'status400' | 'status429' | 'status500' | 'date'>> = {},
): EndpointRow {
  const [method = '', template = ''] = call.split(' ');
  const { status400 = 0, status429 = 0, status500 = 0, date = '2026-03-20' } = counts;
  return {
    date,
    clientId: CLIENT_ID,
    clientName: 'Acme',
    method,
    template,
    requests,
    status200: requests - status400 - status500,
    status300: 0,
    status400,
    status500,
    status429,
  };
}

interface Difference extends Partial<Omit<ClientEvidence, 'client' | 'vendor' | 'roles'>> {
  readonly scopes?: readonly string[];
  readonly grantType?: string;
  readonly permissions?: readonly string[];
  readonly divisions?: ClientEvidence['divisions'];
  readonly grants?: ClientEvidence['client']['grants'];
  readonly roles?: readonly Role[];
  readonly vendor?: { readonly [member: string]: unknown };
}

/** A client of a user grant, observed on every day of a window of 30, unless the difference says so. */
export function scopeEvidence(difference: Difference): ClientEvidence {
  return evidence({ grantType: 'CODE', ...difference });
}

/** A client-credentials client whose one role in Sales gives the permissions. */
export function roleEvidence(difference: Difference): ClientEvidence {
  const roles = difference.roles ?? [
    aRole({ id: ROLE_ID, name: 'Acme role', permissions: difference.permissions ?? [] }),
  ];
  return evidence({
    grantType: 'CLIENT-CREDENTIALS',
    grants: roles.map(({ id }) => ({ roleId: id, divisionId: SALES.id })),
    ...difference,
    roles,
  });
}

/** The advice; fails where there is none. */
export function adviceFor(given: ClientEvidence, context: Partial<AdviceContext> = {}): Advice {
  const answer = advise(given, { ...CONTEXT, ...context });
  if (!isAdvice(answer)) throw new Error(answer.why);
  return answer;
}

function evidence({
  scopes = [],
  grantType = 'CODE',
  grants = [],
  roles = [],
  vendor,
  ...rest
}: Difference): ClientEvidence {
  return {
    client: aClient({ id: CLIENT_ID, name: 'Acme', grantType, scopes, grants }),
    ...(vendor && { vendor: VendorSchema.parse({ name: 'Acme', clients: ['Acme'], ...vendor }) }),
    roles: byId(roles),
    divisions: byId([HOME, SALES, SUPPORT]),
    window: { from: '2026-03-01', through: '2026-03-30', daysWanted: 30, daysObserved: 30 },
    rows: [],
    grantedAt: new Map(),
    asOf: '2026-03-31T00:00:00.000Z',
    ...rest,
  };
}
