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
  const here = vendors.filter((vendor) => worksIn(vendor, orgName));
  const id = client.id.toLowerCase();
  const owner = here.find((vendor) => vendor.clients.some((entry) => entry.toLowerCase() === id));
  if (owner) return owner;
  let best: { readonly vendor: Vendor; readonly literals: number } | undefined;
  for (const vendor of here) {
    for (const pattern of vendor.clients) {
      const literals = literalCount(pattern);
      if (literals > (best?.literals ?? -1) && matchesPattern(client.name, pattern)) best = { vendor, literals };
    }
  }
  return best?.vendor;
}

/**
 * True if the whole text fits the pattern: `*` stands for any characters or none, `?` for exactly one. Case does not
 * count. Takes at most (length of the text × length of the pattern) steps, whatever the pattern.
 */
export function matchesPattern(text: string, pattern: string): boolean {
  // By code point, so that `?` takes an emoji whole.
  const letters = [...text.toLowerCase()];
  const signs = [...pattern.toLowerCase()];
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

function worksIn(vendor: Vendor, orgName: string): boolean {
  const wanted = orgName.toLowerCase();
  return vendor.orgs?.some((name) => name.toLowerCase() === wanted) ?? true;
}

function literalCount(pattern: string): number {
  return pattern.replace(/[*?]/g, '').length;
}
