import type { EffectiveAccess } from '../../domain/access.ts';
import { UsageError } from '../../errors.ts';
import { findClient } from '../../jobs/queries/find-client.ts';
import { clientAt, compareClients, type PastClient } from '../../jobs/queries/past.ts';
import { differenceText, pastClientText } from '../render/past-text.ts';
import { parseTime } from '../time-option.ts';
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
  const past = await clientAt(store, org, id, options.at ? parseTime(options.at, now) : now.toISOString());
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

/** What differs between two times of a client, or between two clients. */
export async function diffCommand(
  bench: ReadingBench,
  options: {
    readonly org?: string;
    readonly client: string;
    readonly other?: string;
    readonly from?: string;
    readonly to?: string;
  },
): Promise<Answer> {
  if (!options.from && !options.other) throw new UsageError('say what to compare with: --from TIME, or --with CLIENT');
  const org = bench.org(options.org).name;
  const store = await bench.store();
  const now = bench.clock.now();
  const client = await findClient(store, org, options.client);
  const other = options.other ? await findClient(store, org, options.other) : client;
  const to = options.to ? parseTime(options.to, now) : now.toISOString();
  const from = options.from ? parseTime(options.from, now) : to;
  const [before, after] = await Promise.all([
    clientAt(store, org, client.id, from),
    clientAt(store, org, other.id, to),
  ]);
  const change = compareClients(before, after);
  const isKnown = before.unknownRoles.length + after.unknownRoles.length === 0;
  return {
    document: {
      schema: 1,
      from,
      to,
      client: { id: client.id, name: client.name },
      ...(options.other && { with: { id: other.id, name: other.name } }),
      ...change,
    },
    text: (paper) =>
      differenceText({ before, after, change, title: client.name, ...(options.other && { other: other.name }), paper }),
    exitCode: isKnown ? EXIT.nothingOpen : EXIT.incomplete,
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
