import fc from 'fast-check';
import { VersionedMap } from '../../lib/simulator/world/versioned-map.ts';

interface Entity {
  readonly id: string;
  readonly value: number;
}

const byId = (entities: Iterable<Entity>) => new Map([...entities].map((entity) => [entity.id, entity.value]));
const edits = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), value: fc.option(fc.nat(9)) }), {
  maxLength: 20,
});

describe('a versioned map', () => {
  it('answers for every version what it held then', () => {
    fc.assert(
      fc.property(edits, (script) => {
        const map = new VersionedMap<Entity>();
        const states = [byId(map.values())];
        for (const [index, { id, value }] of script.entries()) {
          map.edit(index + 1, id, value === null ? undefined : { id, value });
          states.push(byId(map.values()));
        }
        for (const [version, state] of states.entries()) expect(byId(map.asOf(version))).toEqual(state);
      }),
    );
  });

  it('keeps the order of creation when an entity is edited', () => {
    const map = new VersionedMap<Entity>();
    for (const id of ['a', 'b', 'c']) map.seed({ id, value: 0 });
    map.edit(1, 'b', { id: 'b', value: 1 });
    expect(map.asOf(1).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(map.asOf(0)).toEqual([
      { id: 'a', value: 0 },
      { id: 'b', value: 0 },
      { id: 'c', value: 0 },
    ]);
  });

  it('knows only the present once its history is forgotten', () => {
    const map = new VersionedMap<Entity>();
    map.edit(1, 'a', { id: 'a', value: 1 });
    map.forgetHistory();
    expect(map.asOf(0)).toEqual([{ id: 'a', value: 1 }]);
  });
});
