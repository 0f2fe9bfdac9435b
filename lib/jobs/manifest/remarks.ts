import { clientApproval } from '../../domain/approval.ts';
import type { GuardianConfig, Vendor } from '../../domain/manifest.ts';
import type { ManifestRemark, PlaceOf } from '../../domain/manifest-verdict.ts';
import type { OrgSnapshot } from '../../domain/org.ts';
import type { OrgState } from '../../domain/org-state.ts';
import { matchesPattern } from '../../domain/vendor-match.ts';
import type { ClientFacts, RuleContext } from '../../rules/rule.ts';
import { rolePlace } from './role-place.ts';

export interface RemarkInput {
  readonly config: GuardianConfig;
  /** UTC day. */
  readonly today: string;
  readonly placeOf: PlaceOf;
  /** The state with its facts; without it nothing can be said of names. */
  readonly seen?: { readonly state: OrgState; readonly context: RuleContext };
}

/**
 * What should be looked at in a manifest though it breaks no rule: entries whose review is due, and names that the org does
 * not have. In the order of the file. Pure.
 */
export function remarksOf(input: RemarkInput): ManifestRemark[] {
  const { config } = input;
  return config.vendors.flatMap((vendor, index) => [
    ...reviewRemarks(vendor, index, input),
    ...(input.seen && worksIn(vendor, input.seen.state.org) ? nameRemarks(vendor, index, input, input.seen) : []),
  ]);
}

function reviewRemarks({ name, reviewBy }: Vendor, index: number, { today, placeOf }: RemarkInput): ManifestRemark[] {
  if (reviewBy === undefined || reviewBy >= today) return [];
  return [
    {
      kind: 'review-overdue',
      vendor: name,
      severity: 'low',
      message: `The entry of ${name} was to be looked at again by ${reviewBy}.`,
      place: placeOf(['vendors', index, 'reviewBy']),
    },
  ];
}

function nameRemarks(
  vendor: Vendor,
  index: number,
  { placeOf }: RemarkInput,
  { state, context }: NonNullable<RemarkInput['seen']>,
): ManifestRemark[] {
  const covered = context.clients.filter((facts) => facts.vendor === vendor);
  const clients = vendor.clients.flatMap((written, at): ManifestRemark[] =>
    isKnownClient(written, state)
      ? []
      : [
          {
            kind: 'unknown-client',
            vendor: vendor.name,
            severity: 'low',
            message: `No client of the org is called or identified by "${written}".`,
            place: placeOf(['vendors', index, 'clients', at]),
          },
        ],
  );
  const idle: ManifestRemark[] =
    covered.length > 0 || clients.length === vendor.clients.length
      ? []
      : [
          {
            kind: 'vendor-without-client',
            vendor: vendor.name,
            severity: 'low',
            message: `The entry of ${vendor.name} covers no client that is there now.`,
            place: placeOf(['vendors', index]),
          },
        ];
  return [...clients, ...idle, ...grantRemarks(vendor, index, covered, context.snapshot, placeOf)];
}

/** Gone ones count as known: their entry is not wrong, only old. */
function isKnownClient(written: string, { heads }: OrgState): boolean {
  const wanted = written.toLowerCase();
  if (heads.client.has(wanted)) return true;
  return [...heads.client.values()].some(({ body, last, approval }) =>
    [body?.name, last?.name, approval?.body.name].some((name) => name !== undefined && matchesPattern(name, written)),
  );
}

/** Roles and divisions of the entry that mean nothing, neither by their present names nor by those at approval. */
function grantRemarks(
  vendor: Vendor,
  index: number,
  covered: readonly ClientFacts[],
  snapshot: OrgSnapshot,
  placeOf: PlaceOf,
): ManifestRemark[] {
  const approvals =
    covered.length > 0
      ? covered.map(({ approval }) => approval.unresolved)
      : [clientApproval({ vendor, snapshot }).unresolved];
  const isUnknown = (words: string) => approvals.every((unresolved) => unresolved.includes(words));
  return (vendor.roles ?? []).flatMap(({ name, divisions }, at): ManifestRemark[] => [
    ...(isUnknown(`role ${name}`)
      ? [
          {
            kind: 'unknown-role' as const,
            vendor: vendor.name,
            severity: 'low' as const,
            message: `The org has no role "${name}", so nothing is approved by it.`,
            place: rolePlace(placeOf, { vendor: index, role: at, name }),
          },
        ]
      : []),
    ...divisions.flatMap((division, n): ManifestRemark[] =>
      isUnknown(`division ${division}`)
        ? [
            {
              kind: 'unknown-division',
              vendor: vendor.name,
              severity: 'low',
              message: `The org has no division "${division}", so nothing is approved there.`,
              place: rolePlace(placeOf, { vendor: index, role: at, name, division: n }),
            },
          ]
        : [],
    ),
  ]);
}

function worksIn({ orgs }: Vendor, orgName: string): boolean {
  return orgs?.some((name) => name.toLowerCase() === orgName.toLowerCase()) ?? true;
}
