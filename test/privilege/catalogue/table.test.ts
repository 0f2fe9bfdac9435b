import { readDefinition } from '../../../lib/privilege/catalogue/index.ts';
import { definitionOfTable } from '../../../scripts/catalogue/table.ts';
import { deleteUser, getMe, ORIGIN } from './support/operations.ts';

const HEAD = 'method,path,tag,scopes,permType,permissions,deprecated';
const ROWS = [
  'DELETE,/api/v2/users/{userId},Users,users,ANY,admin directory:user:delete directory:organization:admin,',
  'GET,/api/v2/users/me,Users,users users:readonly,,,True',
];

describe('a table of operations', () => {
  it('is read as the definition that it was made from', () => {
    const { catalogue } = readDefinition(definitionOfTable(`${[HEAD, ...ROWS].join('\n')}\n`), ORIGIN);
    expect(catalogue.operations).toEqual([{ ...getMe, deprecated: true }, deleteUser]);
  });

  it('without a column that is needed is refused', () => {
    expect(() => definitionOfTable('method,path,scopes')).toThrow('no column permType, permissions, deprecated in:');
  });

  it.each(['GET,/api/v2/users', 'GET,"/api/v2/users",Users,,,,'])('with the line %s is refused', (row) => {
    expect(() => definitionOfTable([HEAD, row].join('\n'))).toThrow('line 2 has no 7 plain cells');
  });
});
