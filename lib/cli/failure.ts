import { EXIT, type ExitCode } from './workbench.ts';

/** Names of errors that tell the person at the keyboard what to mend: no stack, exit code 2. */
const MENDABLE: ReadonlySet<string> = new Set(['UsageError', 'ConfigError', 'StoreError', 'RegionError']);

/** What to print on stderr for an error, and how to exit. */
export function failureOf(error: unknown, showsStack: boolean): { readonly text: string; readonly exitCode: ExitCode } {
  if (error instanceof Error && MENDABLE.has(error.name)) {
    return { text: `guardian: ${error.message}\n`, exitCode: EXIT.usageError };
  }
  // A mistake of ours: whatever was asked was not answered, and silence must not pass for "clean".
  const detail = error instanceof Error ? (showsStack ? (error.stack ?? error.message) : error.message) : String(error);
  const hint = showsStack ? '' : ' (GUARDIAN_DEBUG=1 shows where)';
  return { text: `guardian: unexpected failure: ${detail}${hint}\n`, exitCode: EXIT.incomplete };
}
