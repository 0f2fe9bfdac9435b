import type { GuardianConfig, Vendor } from '../../domain/manifest.ts';
import type { PlaceOf, Widening } from '../../domain/manifest-verdict.ts';
import type { OrgSnapshot } from '../../domain/org.ts';
import { settingWidenings } from './setting-widenings.ts';
import { vendorWidenings } from './vendor-widenings.ts';

/** What {@link wideningsOf} compares. */
export interface WideningInput {
  readonly config: GuardianConfig;
  readonly base: GuardianConfig;
  readonly placeOf: PlaceOf;
  /** The org, where it is known: what a role would give decides how bad it is to approve it. */
  readonly snapshot?: OrgSnapshot;
}

/**
 * What a manifest allows and another one does not, and what is no longer told under it: all that a reviewer of the change has
 * to agree to. It compares what is written: an aspect that is left out allows what was first seen, so leaving one out is
 * told, too. In the order of the file. Pure.
 */
export function wideningsOf(input: WideningInput): Widening[] {
  const { config, base } = input;
  const before = pairedVendors(config.vendors, base.vendors);
  const widened = [
    ...config.vendors.flatMap((vendor, index) => vendorWidenings(vendor, index, before.get(vendor), input)),
    ...goneVendors(base.vendors, new Set(before.values()), input),
    ...settingWidenings(input),
  ];
  return widened.sort(byPlace);
}

/** The entry that each one was before: of the same name, else the one whose clients it took over. */
function pairedVendors(now: readonly Vendor[], base: readonly Vendor[]): ReadonlyMap<Vendor, Vendor> {
  const pairs = new Map<Vendor, Vendor>();
  const byName = new Map(base.map((vendor) => [vendor.name.toLowerCase(), vendor] as const));
  for (const vendor of now) {
    const same = byName.get(vendor.name.toLowerCase());
    if (same) pairs.set(vendor, same);
  }
  const taken = new Set(pairs.values());
  for (const vendor of now) {
    if (pairs.has(vendor)) continue;
    const clients = new Set(vendor.clients.map((client) => client.toLowerCase()));
    const renamed = base.find((other) => !taken.has(other) && other.clients.some((c) => clients.has(c.toLowerCase())));
    if (!renamed) continue;
    pairs.set(vendor, renamed);
    taken.add(renamed);
  }
  return pairs;
}

function goneVendors(base: readonly Vendor[], kept: ReadonlySet<Vendor>, { placeOf }: WideningInput): Widening[] {
  return base
    .filter((vendor) => !kept.has(vendor))
    .map(({ name }) => ({
      kind: 'client',
      vendor: name,
      what: name,
      severity: 'medium',
      message: `The entry of ${name} is gone: its clients are judged by what was first seen or accepted.`,
      place: placeOf(['vendors']),
    }));
}

function byPlace(a: Widening, b: Widening): number {
  return (a.place.line ?? 0) - (b.place.line ?? 0) || (a.place.column ?? 0) - (b.place.column ?? 0);
}
