import type { ActingBench } from '../acting-bench.ts';
import { migrationText } from '../render/migrate-text.ts';
import { count } from '../render/style.ts';
import { type Answer, type CommandIo, EXIT } from '../workbench.ts';

/** Lifts an org's history to the newest layout. May be broken off, repeated, and done while runs are committed. */
export async function migrateCommand(
  bench: Pick<ActingBench, 'org' | 'store'>,
  options: { readonly org?: string; readonly dryRun?: boolean },
  { progress }: Pick<CommandIo, 'progress'>,
): Promise<Answer> {
  const org = bench.org(options.org).name;
  const isDryRun = options.dryRun === true;
  const store = await bench.store();
  const migration = await store.migrateHistory(org, {
    isDryRun,
    onProgress: ({ clients, ofClients, records }) =>
      progress(`${clients} of ${ofClients} clients, ${count(records)} records`),
  });
  const { from, to, clients, records, entries } = migration;
  return {
    document: {
      schema: 1,
      org,
      dryRun: isDryRun,
      from: from.version,
      to: to.version,
      newest: to.newest,
      clients,
      records,
      entries,
    },
    text: (paper) => migrationText(migration, { org, isDryRun, paper }),
    exitCode: EXIT.nothingOpen,
  };
}
