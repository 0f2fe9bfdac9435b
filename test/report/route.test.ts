import fc from 'fast-check';
import { routeOf } from '../../lib/report/view/home.ts';
import { hashOf, hashWith, parseRoute, SECTIONS } from '../../lib/report/view/route.ts';

describe('An address', () => {
  it('names a section, one thing of it, and a query', () => {
    expect(parseRoute('#/findings?severity=high&q=acme+corp&sort=-age')).toEqual({
      section: 'findings',
      id: null,
      query: { severity: 'high', q: 'acme corp', sort: '-age' },
    });
    expect(parseRoute('#/clients/c%2F1')).toEqual({ section: 'clients', id: 'c/1', query: {} });
  });

  it.each(['', '#', '#main', '#/nowhere', '#findings', '#//findings'])('%j names nothing', (hash) => {
    expect(parseRoute(hash)).toBeNull();
  });

  it('reads back as what it was written from, whatever an id and a query hold', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SECTIONS),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', minLength: 1 })),
        (section, id, query) => {
          expect(parseRoute(hashOf(section, { id, query }))).toEqual({ section, id, query: { ...query } });
        },
      ),
    );
  });

  it('can be made of an id with half a pair in it', () => {
    expect(() => hashOf('clients', { id: 'a\ud83d' })).not.toThrow();
  });

  it('takes whatever somebody typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseRoute(`#/clients/${text}`)));
  });

  it('keeps the rest of the query when one thing of it changes, and leaves out what is empty', () => {
    const route = { section: 'findings', id: null, query: { q: 'acme', severity: 'high' } } as const;
    expect(hashWith(route, { severity: '', sort: 'age' })).toBe('#/findings?q=acme&sort=age');
  });

  it('leads home where it names nothing: to the overview, or to the one client', () => {
    expect(routeOf('', {})).toEqual({ section: 'overview', id: null, query: {} });
    expect(routeOf('#/clients', { only: { id: 'c1', name: 'Acme' } })).toEqual({
      section: 'clients',
      id: 'c1',
      query: {},
    });
  });
});
