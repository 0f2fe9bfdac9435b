import { NO_RUN_YET } from '../../domain/gaps.ts';
import type { Vendor } from '../../domain/manifest.ts';
import type { ManifestProposal } from '../../domain/manifest-proposal.ts';
import { UsageError } from '../../errors.ts';
import { findProposal } from '../../jobs/manifest/init/find-proposal.ts';
import { REVIEW_DAYS, reviewDay } from '../../jobs/manifest/init/propose.ts';
import type { AdvisingBench } from '../catalogue-bench.ts';
import type { ManifestDesk } from '../manifest-desk.ts';
import { initText } from '../render/init-text.ts';
import { type Answer, EXIT } from '../workbench.ts';

export interface ManifestInitOptions {
  readonly org?: string;
  readonly config?: string;
  /** Left out: stdout. */
  readonly out?: string;
  readonly force?: boolean;
  readonly merge?: boolean;
  readonly names?: boolean;
  readonly least?: boolean;
  /** Days. */
  readonly reviewIn?: number;
  readonly allowIncomplete?: boolean;
}

/** A `guardian.yaml` from what is committed: to be read, edited and committed by somebody who answers for it. */
export async function manifestInitCommand(
  bench: AdvisingBench,
  desk: Pick<ManifestDesk, 'read' | 'propose' | 'merge' | 'write'>,
  options: ManifestInitOptions,
): Promise<Answer> {
  const { out, force, merge } = options;
  if (merge && force) throw new UsageError('--force does not fit here: --merge leaves the rest of the file as it is');
  if (force && out === undefined) throw new UsageError('--force does not fit here: only --out takes it');
  const org = bench.org(options.org);
  const now = bench.clock.now();
  const target = out ?? options.config;
  const present = merge ? presentVendors(desk, target) : undefined;
  const found = await findProposal({
    store: await bench.store(),
    org,
    config: bench.config,
    catalogue: bench.catalogue.catalogue,
    existing: present?.vendors ?? [],
    namesOrg: (present?.orgs ?? 0) > 1,
    byName: options.names === true,
    least: options.least === true,
    reviewBy: reviewDay(now, options.reviewIn ?? REVIEW_DAYS),
    now,
  });
  const proposal: ManifestProposal = found?.proposal ?? {
    org,
    asOf: null,
    isLeast: false,
    notes: [NO_RUN_YET],
    vendors: [],
    leftOut: [],
  };
  if (proposal.notes.length > 0 && !options.allowIncomplete) return refusal(proposal);
  const merged = merge ? desk.merge(target, proposal.vendors) : undefined;
  const yaml = merged?.text ?? desk.propose(proposal);
  if (out !== undefined) await (merged ? merged.save() : desk.write(out, yaml, { force: force === true }));
  return {
    document: document(proposal, yaml, out ?? null),
    text: (paper) => (out === undefined ? yaml : initText(proposal, { out, isMerged: merge === true, paper })),
    ...(out === undefined && { isVerbatim: true }),
    exitCode: EXIT.nothingOpen,
  };
}

function presentVendors(
  desk: Pick<ManifestDesk, 'read'>,
  file: string | undefined,
): { readonly vendors: readonly Vendor[]; readonly orgs: number } {
  const reading = desk.read(file);
  if ('problems' in reading) throw new UsageError(reading.message);
  if (reading.isMissing) throw new UsageError(`there is no ${reading.file} to add to: leave --merge out to make one`);
  return { vendors: reading.config.vendors, orgs: reading.config.orgs?.length ?? 0 };
}

/** What was not seen would pass for not approved, or for gone. */
function refusal(proposal: ManifestProposal): Answer {
  return {
    document: document({ ...proposal, vendors: [], leftOut: [] }, null, null),
    text: () => '',
    exitCode: EXIT.incomplete,
    complaint: `${proposal.notes.join(' ')} A manifest would leave out what was not seen; to make one all the same, say --allow-incomplete`,
  };
}

/** `guardian manifest init --json`: docs/json.md. */
function document(
  { org, asOf, vendors, leftOut, notes }: ManifestProposal,
  yaml: string | null,
  written: string | null,
): Answer['document'] {
  return { schema: 1, org: org.name, asOf, vendors, leftOut, notes, yaml, written };
}
