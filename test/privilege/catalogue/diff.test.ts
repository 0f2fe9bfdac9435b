import fc from 'fast-check';
import {
  type ApiOperation,
  type Catalogue,
  type CatalogueDiff,
  catalogueDiff,
} from '../../../lib/privilege/catalogue/index.ts';
import { aCatalogue, arbitraryCatalogue, deleteUser, getMe, getUser, listUsers } from './support/operations.ts';

describe('catalogueDiff', () => {
  it('tells what came and what went', () => {
    expect(catalogueDiff(aCatalogue(listUsers, getUser), aCatalogue(getUser, getMe, deleteUser))).toEqual({
      added: [getMe, deleteUser],
      removed: [listUsers],
      changed: [],
    });
  });

  it.each<[keyof ApiOperation, Partial<ApiOperation>]>([
    ['template', { template: '/api/v2/users/{id}' }],
    ['scopes', { scopes: ['users'] }],
    ['kind', { kind: 'ALL' }],
    ['permissions', { permissions: ['directory:user:edit', 'directory:user:view'] }],
    ['unreadable', { unreadable: true }],
    ['divisionAware', { divisionAware: false }],
    ['deprecated', { deprecated: true }],
  ])('tells a change of %s', (field, change) => {
    const after = { ...getUser, ...change };
    expect(catalogueDiff(aCatalogue(getUser), aCatalogue(after))).toEqual({
      added: [],
      removed: [],
      changed: [{ before: getUser, after, fields: [field] }],
    });
  });

  it('pairs by name what two templates share, and takes the rest for a new name', () => {
    const byName = { ...getUser, template: '/api/v2/users/{name}' };
    const byMail = { ...getUser, template: '/api/v2/users/{mail}' };
    expect(catalogueDiff(aCatalogue(getUser, byName), aCatalogue(getUser, byMail))).toEqual({
      added: [],
      removed: [],
      changed: [{ before: byName, after: byMail, fields: ['template'] }],
    });
    expect(catalogueDiff(aCatalogue(getUser), aCatalogue(byName, byMail))).toEqual({
      added: [byMail, byName],
      removed: [getUser],
      changed: [],
    });
    expect(catalogueDiff(aCatalogue(byName, byMail), aCatalogue(getUser))).toEqual({
      added: [getUser],
      removed: [byMail, byName],
      changed: [],
    });
  });

  it('finds nothing between a catalogue and itself', () => {
    fc.assert(
      fc.property(arbitraryCatalogue, (one) => {
        expect(catalogueDiff(one, aCatalogue(...one.operations))).toEqual({ added: [], removed: [], changed: [] });
      }),
    );
  });

  it('mirrors its inverse', () => {
    fc.assert(
      fc.property(arbitraryCatalogue, arbitraryCatalogue, (one, other) => {
        const { added, removed, changed } = catalogueDiff(one, other);
        const back = catalogueDiff(other, one);
        expect({ added: back.removed, removed: back.added }).toEqual({ added, removed });
        expect(new Set(back.changed.map(({ before, after }) => [after, before]))).toEqual(
          new Set(changed.map(({ before, after }) => [before, after])),
        );
      }),
    );
  });

  it('leads from one catalogue to the other', () => {
    fc.assert(
      fc.property(arbitraryCatalogue, arbitraryCatalogue, (one, other) => {
        expect(applied(one, catalogueDiff(one, other)).operations).toEqual(other.operations);
      }),
    );
  });
});

function applied({ operations }: Catalogue, { added, removed, changed }: CatalogueDiff): Catalogue {
  const gone = new Set(removed);
  const now = new Map(changed.map(({ before, after }) => [before, after]));
  return aCatalogue(...operations.filter((one) => !gone.has(one)).map((one) => now.get(one) ?? one), ...added);
}
