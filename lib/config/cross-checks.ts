import { LICENCE_TYPES, licenceProblems } from '../domain/usage/licence.ts';
import type { Complaint } from './complaint.ts';
import { deploymentChecks } from './deployment-checks.ts';
import type { Path } from './problem.ts';
import { type ConfigSketch, type OrgSketch, sketchOf, type VendorSketch } from './sketch.ts';
import { subscriberChecks } from './subscriber-checks.ts';
import { subscriptionChecks } from './subscription-checks.ts';
import { didYouMean } from './suggestion.ts';

/** What only other parts of the product know. Left out: not checked. */
export interface KnownNames {
  /** Ids of all rules. */
  readonly rules?: readonly string[];
  /** AWS region names and Genesys hosts. */
  readonly regions?: readonly string[];
  /** True where the file has to say by itself what the environment says on one machine: functions have none of that. */
  readonly isDeployed?: boolean;
}

/** What no single value shows: names used twice, names that lead nowhere, budgets that contradict each other. */
export function crossChecks(value: unknown, known: KnownNames): Complaint[] {
  const sketch = sketchOf(value);
  const orgs = present(sketch.orgs ?? []);
  const vendors = present(sketch.vendors);
  return [
    ...repeatedNames('orgs', orgs),
    ...orgs.flatMap(({ item, index }) => [
      ...unknownRegion(item, index, known),
      ...contradictingBudgets(item, index),
      ...wrongLicences(item, index),
    ]),
    ...repeatedNames('vendors', vendors),
    ...vendors.flatMap(({ item, index }) => unknownOrgs(item, index, sketch)),
    ...sharedClients(vendors),
    ...unknownRules(sketch, known),
    ...subscriberChecks(sketch.alerts, {
      vendors: vendors.flatMap(({ item }) => item.name ?? []),
      owners: vendors.flatMap(({ item }) => item.owner ?? []),
      rules: known.rules,
    }),
    ...(known.isDeployed ? [...deploymentChecks(sketch), ...subscriptionChecks(sketch.alerts)] : []),
  ];
}

interface Indexed<T> {
  readonly item: T;
  readonly index: number;
}

function repeatedNames(
  list: 'orgs' | 'vendors',
  items: readonly Indexed<{ name?: string | undefined }>[],
): Complaint[] {
  const first = new Map<string, number>();
  return items.flatMap(({ item, index }) => {
    const name = item.name?.toLowerCase();
    if (name === undefined) return [];
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, index);
      return [];
    }
    return [complaint([list, index, 'name'], `the same name as ${list}[${earlier}] (case does not count)`)];
  });
}

function unknownRegion({ region }: OrgSketch, index: number, { regions }: KnownNames): Complaint[] {
  if (region === undefined || !regions || includesFolded(regions, region)) return [];
  return [complaint(['orgs', index, 'region'], `unknown region${didYouMean(region, regions)}`, regions)];
}

function contradictingBudgets(org: OrgSketch, index: number): Complaint[] {
  const [first, ...others] = (['licences', 'monthlyAllowance', 'hourlyQuota'] as const).filter(
    (key) => org[key] !== undefined,
  );
  return others.map((key) => ({
    path: ['orgs', index, key],
    at: 'key',
    message: `the budget is already given by \`${first}\`: keep one of licences, monthlyAllowance and hourlyQuota`,
    showsGiven: false,
  }));
}

function wrongLicences({ licences = {} }: OrgSketch, index: number): Complaint[] {
  const seen = new Set<string>();
  return Object.entries(licences).flatMap(([written, counts]): Complaint[] => {
    const path = ['orgs', index, 'licences', written];
    const type = LICENCE_TYPES.find((known) => known.toLowerCase() === written.toLowerCase());
    if (type === undefined) {
      const message = `unknown licence \`${written}\`${didYouMean(written, LICENCE_TYPES)}`;
      return [{ path, at: 'key', message, allowed: LICENCE_TYPES, showsGiven: false }];
    }
    if (seen.has(type)) {
      return [{ path, at: 'key', message: `${type} is written twice (case does not count)`, showsGiven: false }];
    }
    seen.add(type);
    const hasConcurrent = typeof counts === 'object' && counts !== null && Object.hasOwn(counts, 'concurrent');
    const problems = hasConcurrent ? licenceProblems({ [type]: { concurrent: 0 } }) : [];
    return problems.map((message) => ({ path: [...path, 'concurrent'], at: 'key', message, showsGiven: false }));
  });
}

function unknownOrgs({ orgs = [] }: VendorSketch, index: number, sketch: ConfigSketch): Complaint[] {
  // Without a list of orgs there is one, and its name is not known before Genesys was asked.
  const known = present(sketch.orgs ?? []).flatMap(({ item }) => item.name ?? []);
  // Nor can one be called unknown while the name of another cannot be read.
  if (known.length === 0 || known.length < (sketch.orgs?.length ?? 0)) return [];
  return present(orgs)
    .filter(({ item }) => !includesFolded(known, item))
    .map(({ item, index: at }) =>
      complaint(['vendors', index, 'orgs', at], `no org of this name${didYouMean(item, known)}`, known),
    );
}

/** Ids and plain names in two vendors of one org: which of them is meant would hang on the order of the file. */
function sharedClients(vendors: readonly Indexed<VendorSketch>[]): Complaint[] {
  const claims = new Map<string, Indexed<VendorSketch>[]>();
  return vendors.flatMap((vendor) =>
    present(vendor.item.clients ?? []).flatMap(({ item: client, index: at }) => {
      if (/[*?]/.test(client)) return [];
      const key = client.toLowerCase();
      const earlier = claims.get(key) ?? [];
      claims.set(key, [...earlier, vendor]);
      const rival = earlier.find(({ item, index }) => index !== vendor.index && sharesOrg(item, vendor.item));
      if (!rival) return [];
      const name = rival.item.name ?? 'another vendor';
      return [complaint(['vendors', vendor.index, 'clients', at], `vendors[${rival.index}] (${name}) already has it`)];
    }),
  );
}

function sharesOrg(a: VendorSketch, b: VendorSketch): boolean {
  if (!a.orgs || !b.orgs) return true;
  const names = present(b.orgs).map(({ item }) => item);
  return present(a.orgs).some(({ item }) => includesFolded(names, item));
}

function unknownRules({ rules = {} }: ConfigSketch, known: KnownNames): Complaint[] {
  const ids = known.rules;
  if (!ids) return [];
  return Object.keys(rules)
    .filter((rule) => !ids.includes(rule))
    .map((rule) => ({
      path: ['rules', rule],
      at: 'key',
      message: `unknown rule \`${rule}\`${didYouMean(rule, ids)}`,
      allowed: ids,
      showsGiven: false,
    }));
}

function complaint(path: Path, message: string, allowed?: readonly string[]): Complaint {
  return { path, at: 'value', message, ...(allowed && { allowed }) };
}

function present<T>(items: readonly (T | undefined)[]): Indexed<T>[] {
  return items.flatMap((item, index) => (item === undefined ? [] : [{ item, index }]));
}

function includesFolded(words: readonly string[], wanted: string): boolean {
  return words.some((word) => word.toLowerCase() === wanted.toLowerCase());
}
