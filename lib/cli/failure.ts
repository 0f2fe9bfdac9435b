import { NothingKnownError } from '../errors.ts';
import { safeLines } from './render/safe.ts';
import { EXIT, type ExitCode } from './workbench.ts';

/** Names of errors that tell the person at the keyboard what to mend: no stack, exit code 2. */
const MENDABLE: ReadonlySet<string> = new Set([
  'UsageError',
  'ConfigError',
  'StoreError',
  'RegionError',
  'CatalogueError',
]);

/** What to print on stderr for an error, and how to exit. */
export function failureOf(error: unknown, showsStack: boolean): { readonly text: string; readonly exitCode: ExitCode } {
  const message = error instanceof Error ? error.message : String(error);
  const detail = showsStack && error instanceof Error ? (error.stack ?? message) : message;
  if (error instanceof Error && MENDABLE.has(error.name)) {
    return { text: `guardian: ${safeLines(detail)}\n`, exitCode: EXIT.usageError };
  }
  if (error instanceof NothingKnownError) {
    return { text: `guardian: ${safeLines(detail)}\n`, exitCode: EXIT.incomplete };
  }
  // A mistake of ours: whatever was asked was not answered, and silence must not pass for "clean".
  const hint = showsStack ? '' : ' (set GUARDIAN_DEBUG=1 to see where)';
  return { text: `guardian: unexpected failure: ${safeLines(detail)}${hint}\n`, exitCode: EXIT.incomplete };
}
