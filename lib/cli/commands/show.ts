import type { EffectiveAccess } from '../../domain/access.ts';
import { assertKnown } from '../../jobs/queries/beginning.ts';
import { findClient } from '../../jobs/queries/find-client.ts';
import { clientAt, type PastClient } from '../../jobs/queries/past.ts';
import { pastClientText } from '../render/past-text.ts';
import { parsePast } from '../time-option.ts';
import { type Answer, EXIT, type ReadingBench } from '../workbench.ts';

/** What a client was, and could really do, at a time. */
export async function showCommand(
  bench: ReadingBench,
  options: { readonly org?: string; readonly client: string; readonly at?: string },
): Promise<Answer> {
  const org = bench.org(options.org).name;
  const store = await bench.store();
  const now = bench.clock.now();
  const { id, name } = await findClient(store, org, options.client);
  const past = await clientAt(store, org, id, options.at ? parsePast(options.at, now) : now.toISOString());
  await assertKnown(store, org, past);
  return {
    document: {
      schema: 1,
      at: past.at,
      client: past.client,
      revision: past.revision,
      effective: effectiveDocument(past),
    },
    text: (paper) => pastClientText(past, { name, paper }),
    exitCode: past.unknownRoles.length > 0 ? EXIT.incomplete : EXIT.nothingOpen,
  };
}

/** Effective access as data: scopes, or permissions by division with the division's name. */
function effectiveDocument({ access, names, unknownRoles }: PastClient): unknown {
  if (!access) return null;
  return {
    restrictedBy: access.restrictedBy,
    scopes: access.scopes,
    divisions: divisionsOf(access).map(({ id, permissions }) => ({ id, name: names.division(id), permissions })),
    unknownRoles,
  };
}

function divisionsOf({ byDivision }: EffectiveAccess): { id: string; permissions: readonly string[] }[] {
  return [...byDivision].map(([id, { permissions }]) => ({ id, permissions })).sort((a, b) => (a.id < b.id ? -1 : 1));
}
