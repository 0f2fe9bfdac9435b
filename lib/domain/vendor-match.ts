import type { Vendor } from './manifest.ts';

export interface VendorQuery {
  readonly client: { readonly id: string; readonly name: string };
  readonly vendors: readonly Vendor[];
  /** Name of the org as `guardian.yaml` writes it: vendors that name their orgs match only there. */
  readonly orgName: string;
}

/**
 * The vendor that a client belongs to, or undefined for an unmanaged one. A vendor that lists the client's id wins over
 * any that matches its name; among name patterns the one with the most literal characters wins, then the order of the
 * manifest. Case does not count.
 */
export function matchVendor({ client, vendors, orgName }: VendorQuery): Vendor | undefined {
  const { byId, patterns } = indexOf(vendors, orgName);
  const owner = byId.get(client.id.toLowerCase());
  if (owner) return owner;
  const letters = lettersOf(client.name);
  return patterns.find(({ signs }) => fits(letters, signs))?.vendor;
}

/**
 * True if the whole text fits the pattern: `*` stands for any characters or none, `?` for exactly one. Case does not
 * count. Takes at most (length of the text × length of the pattern) steps, whatever the pattern.
 */
export function matchesPattern(text: string, pattern: string): boolean {
  return fits(lettersOf(text), lettersOf(pattern));
}

function fits(letters: readonly string[], signs: readonly string[]): boolean {
  let letter = 0;
  let sign = 0;
  let afterStar = -1;
  let starTakesTo = 0;
  while (letter < letters.length) {
    if (signs[sign] === '*') {
      sign += 1;
      afterStar = sign;
      starTakesTo = letter;
    } else if (signs[sign] === '?' || (sign < signs.length && signs[sign] === letters[letter])) {
      sign += 1;
      letter += 1;
    } else if (afterStar >= 0) {
      // Only the last star need ever take more: what an earlier one could give, this one can.
      starTakesTo += 1;
      letter = starTakesTo;
      sign = afterStar;
    } else {
      return false;
    }
  }
  return signs.slice(sign).every((rest) => rest === '*');
}

/** True if the vendor's entry is about this org: it names it, or no org at all. */
export function worksIn(vendor: Pick<Vendor, 'orgs'>, orgName: string): boolean {
  const wanted = orgName.toLowerCase();
  return vendor.orgs?.some((name) => name.toLowerCase() === wanted) ?? true;
}

/** The vendors of one org, made ready to match thousands of clients. */
interface VendorIndex {
  readonly byId: ReadonlyMap<string, Vendor>;
  /** Best first, so that the first one that fits wins. */
  readonly patterns: readonly { readonly vendor: Vendor; readonly signs: readonly string[] }[];
}

/** Remembered for as long as the list of vendors lives, by org. */
const indexes = new WeakMap<readonly Vendor[], Map<string, VendorIndex>>();

function indexOf(vendors: readonly Vendor[], orgName: string): VendorIndex {
  const byOrg = indexes.get(vendors) ?? new Map<string, VendorIndex>();
  const index = byOrg.get(orgName) ?? indexed(vendors.filter((vendor) => worksIn(vendor, orgName)));
  indexes.set(vendors, byOrg.set(orgName, index));
  return index;
}

function indexed(vendors: readonly Vendor[]): VendorIndex {
  const entries = vendors.flatMap((vendor) => vendor.clients.map((entry) => ({ vendor, entry })));
  return {
    // The first vendor that lists an id has it, so it is entered last.
    byId: new Map(entries.map(({ vendor, entry }) => [entry.toLowerCase(), vendor] as const).reverse()),
    patterns: entries
      .map(({ vendor, entry }) => ({ vendor, signs: lettersOf(entry), literals: literalCount(entry) }))
      .sort((a, b) => b.literals - a.literals),
  };
}

/** By code point, so that `?` takes an emoji whole. */
function lettersOf(text: string): string[] {
  return [...text.toLowerCase()];
}

function literalCount(pattern: string): number {
  return pattern.replace(/[*?]/g, '').length;
}
