import type { Random } from './random.ts';

const FIRST = [
  'Acorn',
  'Birch',
  'Cobalt',
  'Delta',
  'Ember',
  'Falcon',
  'Garnet',
  'Harbour',
  'Indigo',
  'Juniper',
  'Kestrel',
];
const SECOND = ['Analytics', 'Cloud', 'Connect', 'Data', 'Insight', 'Labs', 'Logic', 'Systems', 'Voice', 'Works'];
const REGIONS = ['North', 'South', 'East', 'West', 'Central', 'Nordics', 'Iberia', 'Benelux', 'Alps', 'Islands'];
const UNITS = ['Sales', 'Service', 'Claims', 'Billing', 'Retention', 'Logistics', 'Support', 'Back Office'];
const PEOPLE = [
  'Alex',
  'Bela',
  'Chris',
  'Dana',
  'Eli',
  'Finn',
  'Gale',
  'Hana',
  'Ira',
  'Jo',
  'Kim',
  'Lee',
  'Max',
  'Noor',
];
const FAMILIES = ['Adler', 'Brandt', 'Costa', 'Duarte', 'Eriksen', 'Fabre', 'Greco', 'Hughes', 'Ivanova', 'Jansen'];

/** Different names of vendors. */
export function vendorNames(random: Random, count: number): string[] {
  return names(random, count, FIRST, SECOND);
}

/** Different names of divisions. */
export function divisionNames(random: Random, count: number): string[] {
  return names(random, count, UNITS, REGIONS);
}

/** Different names of people. */
export function personNames(random: Random, count: number): string[] {
  return names(random, count, PEOPLE, FAMILIES);
}

/** Pairs of words; when they run out, a number tells them apart. */
function names(random: Random, count: number, first: readonly string[], second: readonly string[]): string[] {
  const pairs = first.length * second.length;
  const start = random.between(0, pairs - 1);
  return Array.from({ length: count }, (_, index) => {
    const pair = (start + index * 7) % pairs;
    const name = `${first[pair % first.length]} ${second[Math.floor(pair / first.length)]}`;
    const round = Math.floor(index / pairs);
    return round === 0 ? name : `${name} ${round + 1}`;
  });
}
