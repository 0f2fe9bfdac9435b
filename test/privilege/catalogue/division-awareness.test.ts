import { withDivisionAwareness } from '../../../lib/privilege/catalogue/index.ts';
import { aCatalogue, deleteUser, getMe, listUsers } from './support/operations.ts';

const readableDelete = { ...deleteUser, unreadable: false };

function awarenessOf(operation: typeof listUsers, known: Readonly<Record<string, boolean>>): boolean | undefined {
  return withDivisionAwareness(aCatalogue(operation), new Map(Object.entries(known))).operations[0]?.divisionAware;
}

describe('an operation is division-aware', () => {
  it('if one of its permissions is', () => {
    expect(awarenessOf(readableDelete, { 'directory:user:delete': true })).toBe(true);
  });

  it('not, if none of its permissions is', () => {
    const known = { 'directory:user:delete': false, 'directory:organization:admin': false };
    expect(awarenessOf(readableDelete, known)).toBe(false);
  });

  it.each([
    ['a permission is not known', readableDelete, { 'directory:user:delete': false }],
    ['part of its permissions cannot be read', { ...listUsers, unreadable: true }, { 'directory:user:view': false }],
    ['it needs none', getMe, {}],
  ])('or nobody knows, if %s', (_, operation, known: Readonly<Record<string, boolean>>) => {
    expect(awarenessOf(operation, known)).toBeUndefined();
  });

  it('by the latest answer: what an older one said is forgotten', () => {
    expect(awarenessOf({ ...listUsers, divisionAware: true }, {})).toBeUndefined();
  });
});
