import fc from 'fast-check';
import type { Division } from '../../lib/domain/org.ts';
import { type KindReading, settle } from '../../lib/domain/settle.ts';

type Names = Readonly<Record<string, string>>;

const ids = ['a', 'b', 'c'] as const;
const state: fc.Arbitrary<Names> = fc.dictionary(fc.constantFrom(...ids), fc.constantFrom('x', 'y'), {
  maxKeys: ids.length,
  noNullPrototype: true,
});

function divisions(names: Names): ReadonlyMap<string, Division> {
  return new Map(Object.entries(names).map(([id, name]) => [id, { id, name, isHome: false }] as const));
}

function reading(names: Names, isComplete = true): KindReading<'division'> {
  return { entities: divisions(names), isComplete };
}

function settled(options: { readonly first: Names; readonly second?: Names; readonly committed: Names }) {
  const { first, second, committed } = options;
  const result = settle<'division'>({
    kind: 'division',
    first: reading(first),
    ...(second && { second: reading(second) }),
    committed: divisions(committed),
  });
  const names = Object.fromEntries([...result.entities].map(([id, { name }]) => [id, name] as const));
  return { ...result, names };
}

describe('two readings', () => {
  it('that agree are taken, whatever was committed', () => {
    fc.assert(
      fc.property(state, state, (seen, committed) => {
        expect(settled({ first: seen, second: seen, committed })).toMatchObject({ names: seen, unsettled: [] });
      }),
    );
  });

  it('leave what they differ on as it was committed, and say so', () => {
    fc.assert(
      fc.property(state, state, state, (first, second, committed) => {
        const { names, unsettled } = settled({ first, second, committed });
        for (const id of ids) {
          const agree = first[id] === second[id];
          expect(unsettled.includes(id)).toBe(!agree);
          expect(names[id]).toBe(agree ? first[id] : committed[id]);
        }
      }),
    );
  });

  it('do not hang on which came first', () => {
    fc.assert(
      fc.property(state, state, state, (one, other, committed) => {
        const there = settled({ first: one, second: other, committed });
        const back = settled({ first: other, second: one, committed });
        expect(back.names).toEqual(there.names);
        expect(back.unsettled).toEqual(there.unsettled);
      }),
    );
  });

  it.each([
    [true, false],
    [false, true],
    [false, false],
  ])('are not whole unless both are: %s and %s', (first, second) => {
    const { isComplete } = settle<'division'>({
      kind: 'division',
      first: reading({ a: 'x' }, first),
      second: reading({ a: 'x' }, second),
      committed: divisions({}),
    });
    expect(isComplete).toBe(false);
  });
});

describe('a single reading', () => {
  it('is taken as it is, where nothing had to be confirmed', () => {
    expect(settled({ first: { a: 'y' }, committed: { a: 'y', b: 'x' } })).toMatchObject({
      names: { a: 'y' },
      unsettled: [],
      isComplete: true,
    });
  });
});
