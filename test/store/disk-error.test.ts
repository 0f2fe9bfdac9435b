import { diskError } from '../../lib/store/disk-error.ts';

describe('What the disk says', () => {
  it.each([
    ['LEVEL_LOCKED', 'IO error: lock /x/db/LOCK: already held by process', 'locked'],
    ['LEVEL_IO_ERROR', 'IO error: /x/db/000003.log: No space left on device', 'full'],
    ['LEVEL_IO_ERROR', 'IO error: /x/db/LOCK: Permission denied', 'read-only'],
    ['LEVEL_IO_ERROR', 'IO error: /x/db/LOCK: Read-only file system', 'read-only'],
    ['EACCES', "EACCES: permission denied, mkdir '/x'", 'read-only'],
    ['EROFS', "EROFS: read-only file system, mkdir '/x'", 'read-only'],
    ['LEVEL_CORRUPTION', 'Corruption: checksum mismatch', 'corrupt'],
    ['ENOTDIR', "ENOTDIR: not a directory, mkdir '/x'", 'other'],
    ['LEVEL_IO_ERROR', 'IO error: /x/db/LOCK: Too many open files', 'other'],
  ])('%s, %p is "%s"', (code, message, kind) => {
    const error = diskError({ code, message }, '/x');
    expect(error.kind).toBe(kind);
    expect(error.message).toContain('/x');
    expect(error.message).toContain(message);
    expect(error.message).toContain(error.fix);
  });
});
