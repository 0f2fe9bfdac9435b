import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NAME_KINDS, NAMES_FILE, type NameKind } from '../cli/completion/command-words.ts';
import { safe } from '../cli/render/safe.ts';
import type { GuardianConfig, OrgConfig } from '../domain/manifest.ts';
import type { Store } from '../ports.ts';

/**
 * Leaves the names that a shell may complete in a file beside the history, which shells read without starting anything:
 * the history itself opens for one process at a time, and opening it takes longer than a keystroke may.
 */
export async function keepNames(options: {
  /** Folder of `GUARDIAN_HOME`. */
  readonly folder: string;
  readonly store: Pick<Store, 'heads'>;
  readonly config: GuardianConfig;
  readonly orgs: readonly Pick<OrgConfig, 'name'>[];
}): Promise<void> {
  const { folder, store, config, orgs } = options;
  const heads = (await Promise.all(orgs.map(({ name }) => store.heads(name, 'client')))).flat();
  const text = namesText({
    client: heads.map(({ id, body, last }) => typeable((body ?? last)?.name) ?? id),
    vendor: config.vendors.flatMap(({ name }) => typeable(name) ?? []),
    org: orgs.flatMap(({ name }) => typeable(name) ?? []),
  });
  mkdirSync(folder, { recursive: true });
  // Whole or not at all: a shell may be reading it.
  const draft = join(folder, `${NAMES_FILE}.${process.pid}`);
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, join(folder, NAMES_FILE));
}

/** A line for each name, sorted, without those that occur twice. */
export function namesText(names: Readonly<Record<NameKind, readonly string[]>>): string {
  return NAME_KINDS.flatMap((kind) => [...new Set(names[kind])].sort().map((name) => `${kind}\t${name}\n`)).join('');
}

/** A name that can be typed and read again; one with control characters in it cannot, and goes by its id. */
function typeable(name: string | undefined): string | undefined {
  return name !== undefined && name !== '' && safe(name) === name ? name : undefined;
}
