import { createHash } from 'node:crypto';
import type { Permission } from '../../domain/permission.ts';

/** Roles can be typed and told apart by eye: Genesys says nothing of a longest name, so this is ours. */
export const LONGEST_ROLE_NAME = 80;
const LONGEST_VENDOR = 40;
const MOST_AREAS = 3;

/**
 * The name of a role after the pattern of Genesys' own (`Marketplace_App_Analytics_Only`), with the vendor in it so that
 * no two vendors share one: `Marketplace_App_Acme_Recorder_Analytics_Recording_Only`. ASCII; the same for the same vendor
 * and areas. What is lost of a vendor's name on the way is made up for by a digest, so names that differ stay different.
 *
 * @param part number of the role where a client needs several
 */
export function roleName(vendor: string, permissions: readonly Permission[], part?: number): string {
  const areas = [...new Set(permissions.map((permission) => asciiWords(permission.split(':')[0] ?? '').join('')))];
  const named = areas.filter((area) => area !== '' && area.length <= 24).sort();
  const what = named.length <= MOST_AREAS && named.length === areas.length ? named.map(capitalised) : [];
  const suffix = part === undefined ? [] : [String(part)];
  const whole = ['Marketplace', 'App', vendorPart(vendor), ...what, 'Only', ...suffix].join('_');
  if (whole.length <= LONGEST_ROLE_NAME) return whole;
  return ['Marketplace', 'App', vendorPart(vendor), 'Only', ...suffix].join('_');
}

/** A name for files and Terraform: `acme_recorder`; letters, digits and underscores, and a letter first. */
export function slug(name: string): string {
  const words = asciiWords(name).join('_').toLowerCase();
  const text = isFaithful(name) && words.length <= LONGEST_VENDOR ? words : marked(words, name, '_');
  return /^[a-z]/.test(text) ? text : `app_${text}`.replace(/_+$/, '');
}

function vendorPart(vendor: string): string {
  const words = asciiWords(vendor).join('_');
  return isFaithful(vendor) && words.length <= LONGEST_VENDOR ? words : marked(words, vendor, '_');
}

/** Cut, and with a digest of the whole name. */
function marked(words: string, name: string, separator: string): string {
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 6);
  const kept = words.slice(0, LONGEST_VENDOR - digest.length - 1).replace(/_+$/, '');
  return kept === '' ? digest : `${kept}${separator}${digest}`;
}

/** True if nothing but accents, spaces and punctuation of the common kind is lost. */
function isFaithful(name: string): boolean {
  return /^[A-Za-z0-9 ._&()+,'/-]*$/.test(unaccented(name)) && asciiWords(name).length > 0;
}

function asciiWords(text: string): string[] {
  return unaccented(text)
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
}

function unaccented(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '');
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
