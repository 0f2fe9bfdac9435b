import { byText } from '../../../domain/text-order.ts';
import type { ClientFacts } from '../../../rules/rule.ts';
import type { ExactEntry } from './entry.ts';

/** A client with what its entry says. */
export interface EntryOf {
  readonly facts: ClientFacts;
  readonly entry: ExactEntry;
}

/** Clients that share an entry. */
export interface EntryGroup {
  /** For people; unique without regard to case. */
  readonly name: string;
  readonly members: readonly EntryOf[];
  /** Names of clients that look like the same vendor's and hold something else. */
  readonly kin: readonly string[];
}

/**
 * Clients of one vendor share an entry only if it says the same of each of them: one entry for two that differ would allow
 * each what the other holds. Two are taken for one vendor's where the same installed integration names its vendor, or where
 * their names differ in a last word that says where or for what (`Acme Recorder EU`, `Acme Recorder US`). Pure.
 *
 * @param taken names that are in use already
 */
export function grouped(entries: readonly EntryOf[], taken: Iterable<string>): EntryGroup[] {
  const families = new Map<string, EntryOf[]>();
  for (const each of entries) {
    const key = familyOf(each.facts).toLowerCase();
    families.set(key, [...(families.get(key) ?? []), each]);
  }
  const used = new Set([...RESERVED, ...[...taken].map((name) => name.toLowerCase())]);
  return [...families.values()]
    .flatMap((family) => groupsOf(family))
    .sort((a, b) => byText(a.name.toLowerCase(), b.name.toLowerCase()) || byText(idOf(a), idOf(b)))
    .map((group) => ({ ...group, name: unused(group, used) }));
}

/** What alerts say where there is no one vendor: an entry of that name could not be told from it. */
const RESERVED = ['none', 'several'];

function groupsOf(family: readonly EntryOf[]): EntryGroup[] {
  const alike = new Map<string, EntryOf[]>();
  for (const each of family) {
    const { unwritten: _, ...aspects } = each.entry;
    const key = JSON.stringify([aspects, each.facts.client.grantType]);
    alike.set(key, [...(alike.get(key) ?? []), each]);
  }
  return [...alike.values()].map((members) => {
    const [first] = members;
    const isWhole = members.length === family.length;
    const own = first?.facts.client.name ?? '';
    const vendor = first?.facts.integrationVendor;
    const name = members.length > 1 && first ? familyOf(first.facts) : own;
    return {
      name: readable(vendor === undefined ? name : isWhole ? vendor : `${vendor}: ${own}`),
      members: [...members].sort((a, b) => byText(a.facts.client.id, b.facts.client.id)),
      kin: family.filter((each) => !members.includes(each)).map(({ facts }) => facts.client.name),
    };
  });
}

/** The vendor that an integration names, else the client's name without a last word that only says where or for what. */
function familyOf({ client, integrationVendor }: ClientFacts): string {
  if (integrationVendor !== undefined) return integrationVendor;
  const words = client.name.split(/[\s_()[\]-]+/).filter(Boolean);
  const last = words.at(-1)?.toLowerCase() ?? '';
  if (words.length < 2 || !(QUALIFIERS.has(last) || /^v?\d{1,4}$/.test(last))) return client.name;
  return words.slice(0, -1).join(' ');
}

/** Regions and stages, as people end names with them. */
const QUALIFIERS: ReadonlySet<string> = new Set([
  ...[
    'eu',
    'us',
    'usa',
    'uk',
    'gb',
    'de',
    'fr',
    'es',
    'it',
    'nl',
    'ch',
    'at',
    'ie',
    'pl',
    'se',
    'jp',
    'au',
    'nz',
    'in',
    'br',
  ],
  ...[
    'ca',
    'mx',
    'emea',
    'apac',
    'amer',
    'americas',
    'latam',
    'na',
    'europe',
    'asia',
    'east',
    'west',
    'north',
    'south',
  ],
  ...[
    'prod',
    'production',
    'live',
    'test',
    'testing',
    'dev',
    'development',
    'stage',
    'staging',
    'uat',
    'qa',
    'sandbox',
  ],
  ...['primary', 'secondary', 'backup', 'blue', 'green'],
]);

/** On one line, without what hides or reorders: the name stands in alerts and commands. */
function readable(name: string): string {
  const plain = name.replace(UNREADABLE, ' ').replace(/\s+/g, ' ').trim();
  return [...plain].slice(0, LONGEST_NAME).join('').trim() || 'Unnamed client';
}

const UNREADABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/gu;
const LONGEST_NAME = 80;

function unused(group: EntryGroup, used: Set<string>): string {
  const id = idOf(group);
  const tries = [group.name, `${group.name} (${id.slice(0, SHORT_ID)})`, `${group.name} (${id})`];
  const name = tries.find((each) => !used.has(each.toLowerCase())) ?? `${group.name} (${id}) ${used.size}`;
  used.add(name.toLowerCase());
  return name;
}

const SHORT_ID = 8;

function idOf({ members }: EntryGroup): string {
  return members[0]?.facts.client.id ?? '';
}
