import type { ResidueItem, ResidueKind } from '../../domain/residue.ts';
import { lastScanOf } from '../../domain/run.ts';
import { findClient } from '../../jobs/queries/find-client.ts';
import { findResidue } from '../../jobs/queries/residue.ts';
import { assertKnown } from '../known-names.ts';
import { residueText } from '../render/residue-text.ts';
import { type Answer, EXIT, type ReadingBench } from '../workbench.ts';

export interface ResidueCommand {
  readonly org?: string;
  readonly client?: string;
  readonly vendor?: string;
  readonly kind?: ResidueKind;
}

/** What is left over. It is a list to look at and no finding, so it never answers 1. */
export async function residueCommand(bench: ReadingBench, options: ResidueCommand): Promise<Answer> {
  const org = bench.org(options.org);
  assertKnown(bench, options);
  const store = await bench.store();
  const client = options.client ? await findClient(store, org.name, options.client) : undefined;
  const now = bench.clock.now();
  const { run, items, unknown } = await findResidue({ store, org, config: bench.config, now });
  const residue = {
    items: items.filter((item) => isWanted(item, options, client?.id)),
    unknown: unknown.filter(({ kind }) => options.kind === undefined || kind === options.kind),
  };
  const asOf = run ? lastScanOf(run).at : null;
  return {
    document: { schema: 1, org: org.name, asOf, ...residue },
    text: (paper) => residueText(residue, { asOf, now, paper }),
    // What somebody switched off is nothing that the guardian failed to see.
    exitCode: residue.unknown.some(({ onPurpose }) => !onPurpose) ? EXIT.incomplete : EXIT.nothingOpen,
  };
}

function isWanted(
  { kind, subject, vendor, clients }: ResidueItem,
  wanted: ResidueCommand,
  clientId: string | undefined,
): boolean {
  return (
    (wanted.kind === undefined || kind === wanted.kind) &&
    (wanted.vendor === undefined || vendor?.toLowerCase() === wanted.vendor.toLowerCase()) &&
    (clientId === undefined || subject.id === clientId || clients?.includes(clientId) === true)
  );
}
