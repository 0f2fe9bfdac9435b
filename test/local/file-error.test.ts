import { UsageError } from '../../lib/errors.ts';
import { complaintOf } from '../../lib/local/file-error.ts';

const failed = (code: string) => Object.assign(new Error(`${code}: in the words of Node, write`), { code });

describe('what is wrong with a file', () => {
  it.each([
    ['ENOSPC', 'out.csv: the disk is full (ENOSPC)'],
    ['EDQUOT', 'out.csv: the disk is full (EDQUOT)'],
    ['ENAMETOOLONG', 'out.csv: the name is too long'],
    ['EROFS', 'out.csv: not allowed (EROFS)'],
  ])('is said in words for %s', (code, words) => {
    expect(complaintOf(failed(code), 'out.csv')).toEqual(new UsageError(words));
  });

  it('stays what it is where nobody can mend it', () => {
    const error = failed('EIO');
    expect(complaintOf(error, 'out.csv')).toBe(error);
  });
});
