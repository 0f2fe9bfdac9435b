import { UsageError } from '../../errors.ts';
import { assertKnown } from '../../jobs/queries/beginning.ts';
import { findClient } from '../../jobs/queries/find-client.ts';
import { compareOrg } from '../../jobs/queries/org-diff.ts';
import { clientAt, compareClients } from '../../jobs/queries/past.ts';
import { orgDifferenceText } from '../render/org-diff-text.ts';
import { differenceText } from '../render/past-text.ts';
import { parsePast } from '../time-option.ts';
import { type Answer, EXIT, type ReadingBench } from '../workbench.ts';

export interface DiffOptions {
  readonly org?: string;
  /** Without one, the whole org is compared. */
  readonly client?: string;
  /** Another client to compare with, at `to`. */
  readonly other?: string;
  readonly from?: string;
  readonly to?: string;
}

/** What differs between two times of a client or of the whole org, or between two clients, each at a time of its own. */
export async function diffCommand(bench: ReadingBench, options: DiffOptions): Promise<Answer> {
  if (!options.from && !options.other) throw new UsageError('say what to compare with: --from TIME, or --with CLIENT');
  if (options.other && !options.client) throw new UsageError('--with compares two clients: name the first one too');
  const now = bench.clock.now();
  const to = options.to ? parsePast(options.to, now) : now.toISOString();
  const from = options.from ? parsePast(options.from, now) : to;
  if (!options.other && from > to) throw new UsageError(`--from ${options.from} is later than --to ${options.to}`);
  return options.client
    ? diffOfClients(bench, { ...options, client: options.client, from, to })
    : diffOfOrg(bench, { ...options, from, to });
}

type Times = Record<'from' | 'to', string>;

async function diffOfClients(
  bench: ReadingBench,
  { from, to, ...options }: DiffOptions & Times & { readonly client: string },
): Promise<Answer> {
  const org = bench.org(options.org).name;
  const store = await bench.store();
  const client = await findClient(store, org, options.client);
  const other = options.other ? await findClient(store, org, options.other) : client;
  const [before, after] = await Promise.all([
    clientAt(store, org, client.id, from),
    clientAt(store, org, other.id, to),
  ]);
  await assertKnown(store, org, before);
  await assertKnown(store, org, after);
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

async function diffOfOrg(bench: ReadingBench, { from, to, ...options }: DiffOptions & Times): Promise<Answer> {
  const org = bench.org(options.org).name;
  const difference = await compareOrg(await bench.store(), org, from, to);
  return {
    document: { schema: 1, from, to, org, ...difference },
    text: (paper) => orgDifferenceText(difference, { org, from, to, paper }),
    exitCode: difference.unknownRoles.length === 0 ? EXIT.nothingOpen : EXIT.incomplete,
  };
}
