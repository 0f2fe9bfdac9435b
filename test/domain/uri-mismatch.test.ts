import fc from 'fast-check';
import { isNearMiss, nearestMismatch, type UriMismatch, uriMismatch } from '../../lib/domain/uri-mismatch.ts';
import { arbitraryRedirectUri } from '../support/arbitraries.ts';

/** Any text, and URIs that nearly agree. Spaces are left out: in the drawn lines they stand for gaps. */
const arbitraryText = fc.oneof(
  arbitraryRedirectUri,
  fc.string({ maxLength: 12, unit: 'grapheme' }).map((text) => text.replaceAll(' ', '')),
);

function mismatch(expected: string, actual: string): UriMismatch {
  const found = uriMismatch(expected, actual);
  if (!found) throw new Error('expected a mismatch');
  return found;
}

describe('uriMismatch', () => {
  it('is undefined for equal texts', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        expect(uriMismatch(text, text)).toBeUndefined();
      }),
    );
  });

  it('marks a replaced character', () => {
    expect(mismatch('https://a.example/cb', 'https://a.example/cB')).toMatchObject({
      position: 19,
      expectedCharacter: 'b',
      actualCharacter: 'B',
      distance: 1,
      differences: ['case'],
      lines: { marker: '                   ^' },
    });
  });

  it('leaves a gap where a character is missing, so that the rest stays aligned', () => {
    expect(mismatch('https://a.example/callback', 'https://a.example/calback').lines).toEqual({
      expected: 'https://a.example/callback',
      actual: 'https://a.example/cal back',
      marker: '                     ^',
    });
  });

  it('has no character where a text has ended', () => {
    expect(mismatch('https://a.example', 'https://a.example/')).toMatchObject({
      position: 17,
      expectedCharacter: '',
      actualCharacter: '/',
      differences: ['trailing slash'],
    });
  });

  it.each([
    ['https://a.example/cb', 'http://a.example/cb', ['scheme']],
    ['https://a.example/cb', 'https://me@a.example/cb', ['user info']],
    ['https://a.example/cb', 'https://b.example/cb', ['host']],
    ['https://a.example/cb', 'https://a.example:443/cb', ['port']],
    ['https://[::1]:1/cb', 'https://[::1]:2/cb', ['port']],
    ['https://a.example/cb', 'https://a.example/cb/x', ['path']],
    ['https://a.example/cb', 'https://A.example/CB', ['case']],
    ['https://a.example/cb', 'https://a.example/CB/', ['case', 'trailing slash']],
    ['https://a.example/cb', 'https://a.example/cb?x', ['query']],
    ['https://a.example/cb', 'https://a.example/cb#x', ['fragment']],
    ['https://a.example/cb', 'http://a.example:80/', ['scheme', 'port', 'path']],
    ['https://a.example/%2F', 'https://a.example/%2f', ['case']],
  ])('names how %s and %s differ: %j', (expected, actual, differences) => {
    expect(mismatch(expected, actual).differences).toEqual(differences);
  });

  it('draws both texts whole and marks exactly the columns that differ', () => {
    fc.assert(
      fc.property(arbitraryText, arbitraryText, (expected, actual) => {
        fc.pre(expected !== actual);
        const { lines, distance } = mismatch(expected, actual);
        const [left, right] = [[...lines.expected], [...lines.actual]];
        expect(lines.expected.replaceAll(' ', '')).toBe(expected);
        expect(lines.actual.replaceAll(' ', '')).toBe(actual);
        expect(right).toHaveLength(left.length);
        const marker = left.map((character, index) => (character === right[index] ? ' ' : '^')).join('');
        expect(lines.marker).toBe(marker.trimEnd());
        expect([...lines.marker].filter((mark) => mark === '^')).toHaveLength(distance);
      }),
    );
  });

  it('agrees up to the position and not at it', () => {
    fc.assert(
      fc.property(arbitraryText, arbitraryText, (expected, actual) => {
        fc.pre(expected !== actual);
        const { position, expectedCharacter, actualCharacter, differences } = mismatch(expected, actual);
        expect([...expected].slice(0, position)).toEqual([...actual].slice(0, position));
        expect(expectedCharacter).not.toBe(actualCharacter);
        expect(differences.length).toBeGreaterThan(0);
      }),
    );
  });

  it('measures a distance: the same both ways, and no shorter by a detour', () => {
    const distance = (a: string, b: string) => uriMismatch(a, b)?.distance ?? 0;
    fc.assert(
      fc.property(arbitraryText, arbitraryText, arbitraryText, (a, b, c) => {
        expect(distance(a, b)).toBe(distance(b, a));
        expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c));
      }),
    );
  });
});

describe('nearestMismatch', () => {
  it('is undefined without candidates', () => {
    expect(nearestMismatch([], 'https://a.example/')).toBeUndefined();
  });

  it('takes a candidate to which no other is nearer, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(arbitraryText, { minLength: 1, maxLength: 4 }), arbitraryText, (candidates, actual) => {
        fc.pre(!candidates.includes(actual));
        const nearest = nearestMismatch(candidates, actual);
        const distances = candidates.map((candidate) => mismatch(candidate, actual).distance);
        expect(nearest?.distance).toBe(Math.min(...distances));
        expect(nearestMismatch([...candidates].reverse(), actual)).toEqual(nearest);
      }),
    );
  });
});

describe('isNearMiss', () => {
  it.each([
    ['https://a.example/cb', 'https://A.example/other/path?x=1', true],
    ['https://acme.example/cb', 'https://acmee.example/cb', true],
    ['https://a.example/cb', 'http://a.example/cb', true],
    ['https://acme.example/cb', 'https://evil.example/cb', false],
    ['https://a.example/cb', 'acme://a.example/cb', false],
  ])('judges %s and %s: %s', (expected, actual, isNear) => {
    expect(isNearMiss(mismatch(expected, actual))).toBe(isNear);
  });
});
