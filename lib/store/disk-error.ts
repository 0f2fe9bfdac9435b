import { StoreError, type StoreErrorKind } from './error.ts';
import type { Thrown } from './thrown.ts';

/** What the disk or the database on it said, as a {@link StoreError} that names the folder and the way out. */
export function diskError({ code, message }: Pick<Thrown, 'code' | 'message'>, folder: string): StoreError {
  const kind = kindOf(code, message);
  return new StoreError({
    kind,
    what: `${WHAT[kind](folder)} (${message.startsWith(code) ? message : `${code}: ${message}`})`,
    fix: FIX[kind],
  });
}

type DiskErrorKind = Extract<StoreErrorKind, 'locked' | 'read-only' | 'full' | 'corrupt' | 'other'>;

/** LevelDB has one code for whatever the disk refuses, and the system's words in the message. */
function kindOf(code: string, message: string): DiskErrorKind {
  const says = (...words: readonly string[]) => words.some((word) => code === word || message.includes(word));
  if (says('LEVEL_LOCKED')) return 'locked';
  if (says('ENOSPC', 'No space left on device', 'EDQUOT', 'Disk quota exceeded', 'EFBIG', 'File too large'))
    return 'full';
  if (says('EROFS', 'Read-only file system', 'EACCES', 'Permission denied', 'EPERM', 'Operation not permitted')) {
    return 'read-only';
  }
  if (says('LEVEL_CORRUPTION', 'Corruption')) return 'corrupt';
  return 'other';
}

const WHAT: Readonly<Record<DiskErrorKind, (folder: string) => string>> = {
  locked: (folder) => `Another guardian has the store in ${folder} open`,
  'read-only': (folder) => `The store in ${folder} cannot be written or read`,
  full: (folder) => `The disk of the store in ${folder} is full`,
  corrupt: (folder) => `The store in ${folder} is damaged`,
  other: (folder) => `The store in ${folder} cannot be opened`,
};

const FIX: Readonly<Record<DiskErrorKind, string>> = {
  locked: 'Wait until it has finished or end it, or name another folder in GUARDIAN_HOME',
  'read-only': 'Give yourself the right to write into the folder, or name another one in GUARDIAN_HOME',
  full: 'Make room on the disk, or name a folder on another one in GUARDIAN_HOME, then run again: a committed run is never lost',
  corrupt: 'Restore the folder from a backup, or move it aside: the guardian then begins with a new baseline',
  other: 'Check the folder, or name another one in GUARDIAN_HOME',
};
