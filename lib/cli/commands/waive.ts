import { UsageError } from '../../errors.ts';
import { listedWaivers } from '../../jobs/acts/listed-waivers.ts';
import { reopen, waive, waiverEntries } from '../../jobs/acts/triage.ts';
import { type ActCommand, actOn, unresolvedNow } from '../act-options.ts';
import type { ActingBench } from '../acting-bench.ts';
import { type ActedOn, actDocument, actText } from '../render/triage-act.ts';
import { waiversText } from '../render/triage-lists.ts';
import { saidIf, saidInsteadOf, waiverEnd } from '../said.ts';
import { type Answer, EXIT } from '../workbench.ts';

export interface WaiveCommand extends ActCommand {
  readonly reason?: string;
  readonly days?: number;
  readonly until?: string;
  readonly toManifest?: boolean;
  readonly undo?: boolean;
}

/** Somebody takes the risk of findings for a time, or does no longer. */
export async function waiveCommand(bench: ActingBench, ids: readonly string[], options: WaiveCommand): Promise<Answer> {
  if (options.list) return listed(bench, options, ids);
  if (ids.length === 0) throw new UsageError(NAME_THEM);
  const note = saidIf('--note', options.note);
  const reason = reasonOf(options);
  const end = waiverEnd(options, bench.clock.now());
  const about = { ...(await actOn(bench, options, ids)), ...(note !== undefined && { note }) };
  if (options.toManifest) return answered(await inManifest(bench, { ...about, reason, until: end.day }));
  const outcome =
    reason === undefined
      ? await reopen({ ...about, from: 'waived' })
      : await waive({ ...about, reason, until: end.time });
  return answered({ ...about, ...outcome, kind: reason === undefined ? 'reopen' : 'waive', until: end.time });
}

type Named = Awaited<ReturnType<typeof actOn>>;

/** Writes the waivers into `guardian.yaml`, or takes them out there. The next scan takes it up. */
async function inManifest(
  bench: ActingBench,
  { reason, until, ...about }: Named & { readonly reason: string | undefined; readonly until: string },
): Promise<ActedOn> {
  const file = bench.manifest();
  const draft =
    reason === undefined
      ? file.draft(takenOut(bench, about.ids))
      : file.draft(
          (await waiverEntries({ ...about, reason, until })).entries.map((waiver) => ({
            kind: 'write-waiver',
            waiver,
          })),
        );
  if (!about.isDryRun) await draft.save();
  return {
    ...about,
    kind: reason === undefined ? 'reopen' : 'waive',
    transitions: [],
    draft,
    ...(bench.stack !== undefined && { stack: bench.stack }),
  };
}

/** Also for a finding that is resolved or was never seen: its entry is a dead letter. */
function takenOut(
  { config }: ActingBench,
  ids: readonly string[],
): Parameters<ReturnType<ActingBench['manifest']>['draft']>[0] {
  const written = new Set(config.waivers.map(({ finding }) => finding));
  const missing = ids.filter((id) => !written.has(id));
  if (missing.length > 0) throw new UsageError(`guardian.yaml has no waiver of ${missing.join(', ')}`);
  return ids.map((finding) => ({ kind: 'take-out-waiver', finding }));
}

/** Undefined where a waiver is taken back. */
function reasonOf({ reason, undo, days, until, note }: WaiveCommand): string | undefined {
  if (undo) {
    if (reason !== undefined || days !== undefined || until !== undefined) {
      throw new UsageError('--undo takes a waiver back: leave --reason, --days and --until out (--note says why)');
    }
    return undefined;
  }
  if (note !== undefined) throw new UsageError('--note is for --undo: a waiver has a --reason');
  if (reason === undefined) throw new UsageError('say why the risk is taken: --reason "WHY"');
  return saidInsteadOf('WHY', '--reason', reason);
}

function answered(acted: ActedOn): Answer {
  return { document: actDocument(acted), text: (paper) => actText(acted, paper), exitCode: EXIT.nothingOpen };
}

async function listed(bench: ActingBench, options: WaiveCommand, ids: readonly string[]): Promise<Answer> {
  if (ids.length > 0) throw new UsageError('--list shows all waivers: leave the ids out');
  const { org, asOf, unresolved } = await unresolvedNow(bench, options);
  const now = bench.clock.now();
  const waivers = listedWaivers(unresolved, bench.config.waivers, now.toISOString());
  return {
    document: {
      schema: 1,
      org,
      asOf,
      waivers: waivers.map(({ finding = null, ...waiver }) => ({ ...waiver, finding })),
    },
    text: (paper) => waiversText(waivers, { now, paper }),
    exitCode: EXIT.nothingOpen,
  };
}

const NAME_THEM =
  "name the findings by their ids: 'guardian findings' shows those that are open, 'guardian waive --list' those that are waived";
