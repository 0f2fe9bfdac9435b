import type { RunState } from '../domain/run.ts';
import { UsageError } from '../errors.ts';
import type { Self } from '../ports.ts';

/** Refuses to mix two orgs in one history: every client of the other would look deleted. */
export function assertSameOrg(latest: RunState | undefined, self: Self | undefined, name: string): void {
  const known = latest?.genesysOrg;
  if (!known || !self || known.id === self.org.id) return;
  throw new UsageError(
    `the history kept under the name '${name}' is that of the Genesys Cloud org ${known.name} (${known.id}), ` +
      `but the credentials belong to ${self.org.name} (${self.org.id}). ` +
      `Give the other org a name of its own under 'orgs' in guardian.yaml, or set GUARDIAN_HOME to another folder.`,
  );
}
