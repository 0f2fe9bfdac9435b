import fc from 'fast-check';
import type { Vendor } from '../../lib/domain/manifest.ts';
import { matchesPattern, matchVendor } from '../../lib/domain/vendor-match.ts';

const acmeId = '0f5c1f2e-6f0b-4f0e-9a55-3a6a0f6f0001';
const recorder = { id: acmeId, name: 'Acme Recorder EU' };

function vendor(name: string, clients: string[], more: Partial<Vendor> = {}): Vendor {
  return { name, clients, ...more };
}

function matched(vendors: Vendor[], client = recorder, orgName = 'prod'): string | undefined {
  return matchVendor({ client, vendors, orgName })?.name;
}

describe('matchVendor', () => {
  it('finds nobody for a client in no manifest', () => {
    expect(matched([vendor('Other', ['Other *'])])).toBeUndefined();
  });

  it('finds the vendor that lists the id, in any case', () => {
    expect(matched([vendor('Acme', [acmeId.toUpperCase()])])).toBe('Acme');
  });

  it('prefers the id to a pattern that stands first and is longer', () => {
    expect(matched([vendor('By name', ['Acme Recorder EU']), vendor('By id', [acmeId])])).toBe('By id');
  });

  it('prefers the pattern with the most literal characters', () => {
    expect(matched([vendor('Everybody', ['*']), vendor('Acme', ['Acme *']), vendor('A', ['A*'])])).toBe('Acme');
  });

  it('counts the best pattern of each vendor', () => {
    expect(matched([vendor('Acme', ['Acme *']), vendor('Recorders', ['*', '*Recorder*'])])).toBe('Recorders');
  });

  it('takes the first vendor of the manifest where patterns are as long', () => {
    expect(matched([vendor('First', ['Acme *']), vendor('Second', ['*Acme '.concat('*')])])).toBe('First');
  });

  it('leaves out a vendor that works in other orgs only', () => {
    expect(matched([vendor('Acme', [acmeId], { orgs: ['test'] })])).toBeUndefined();
    expect(matched([vendor('Acme', [acmeId], { orgs: ['test', 'PROD'] })])).toBe('Acme');
  });

  it('does not match a pattern with the id of a client', () => {
    expect(matched([vendor('Acme', ['0f5c*'])])).toBeUndefined();
  });
});

describe('matchesPattern', () => {
  it.each([
    ['Acme', 'acme', true],
    ['Acme', 'Acm', false],
    ['Acme', 'Acme?', false],
    ['Acme', 'Acm?', true],
    ['Acme', '*', true],
    ['', '*', true],
    ['', '?', false],
    ['', '', true],
    ['Acme', '', false],
    ['Acme Recorder', 'A*e R*r', true],
    ['abcabd', '*abd', true],
    ['Acme (EU) [1]', 'Acme (EU) [1]', true],
    ['Acme.Recorder', 'Acme?Recorder', true],
    ['AcmeXRecorder', 'Acme.Recorder', false],
    ['Acme 🎧', 'Acme ?', true],
    ['a*b', 'a*b', true],
  ])('%j with %j: %s', (text, pattern, expected) => {
    expect(matchesPattern(text, pattern)).toBe(expected);
  });

  it('agrees with a matcher that tries every possibility', () => {
    const short = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 7 });
    fc.assert(
      fc.property(short('abA'), short('ab*?'), (text, pattern) => {
        expect(matchesPattern(text, pattern)).toBe(matchesByTrial(text.toLowerCase(), pattern));
      }),
    );
  });

  it('matches a text with any part of it replaced by a star', () => {
    const text = fc.string({ unit: fc.constantFrom(...'abc .-()'), maxLength: 40 });
    fc.assert(
      fc.property(text, text, text, (before, middle, after) => {
        expect(matchesPattern(before + middle + after, `${before}*${after}`)).toBe(true);
      }),
    );
  });

  it('answers for a pattern that would take a backtracking matcher for ever', () => {
    expect(matchesPattern('a'.repeat(2000), `${'a*'.repeat(500)}b`)).toBe(false);
  });
});

function matchesByTrial(text: string, pattern: string): boolean {
  const [sign, ...rest] = pattern;
  if (sign === undefined) return text === '';
  const further = rest.join('');
  if (sign === '*') return matchesByTrial(text, further) || (text !== '' && matchesByTrial(text.slice(1), pattern));
  return text !== '' && (sign === '?' || sign === text[0]) && matchesByTrial(text.slice(1), further);
}
