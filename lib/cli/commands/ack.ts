import { acknowledgedFindings } from '../../domain/triage.ts';
import { UsageError } from '../../errors.ts';
import { acknowledge, reopen } from '../../jobs/acts/triage.ts';
import { type ActCommand, actOn, unresolvedNow } from '../act-options.ts';
import type { ActingBench } from '../acting-bench.ts';
import { type ActedOn, actDocument, actText } from '../render/triage-act.ts';
import { acknowledgedText } from '../render/triage-lists.ts';
import { saidIf, saidInsteadOf } from '../said.ts';
import { type Answer, EXIT } from '../workbench.ts';

export interface AckCommand extends ActCommand {
  readonly owner?: string;
  readonly undo?: boolean;
}

/** Somebody looks after findings, or does no longer. */
export async function ackCommand(bench: ActingBench, ids: readonly string[], options: AckCommand): Promise<Answer> {
  if (options.list) return listed(bench, options, ids);
  if (ids.length === 0) throw new UsageError(NAME_THEM);
  const note = saidIf('--note', options.note);
  const owner = ownerOf(options);
  const about = { ...(await actOn(bench, options, ids)), ...(note !== undefined && { note }) };
  const outcome =
    owner === undefined ? await reopen({ ...about, from: 'acknowledged' }) : await acknowledge({ ...about, owner });
  const acted: ActedOn = { ...about, ...outcome, kind: owner === undefined ? 'reopen' : 'ack' };
  return { document: actDocument(acted), text: (paper) => actText(acted, paper), exitCode: EXIT.nothingOpen };
}

/** Undefined where an acknowledgement is taken back. */
function ownerOf({ owner, undo }: AckCommand): string | undefined {
  if (undo && owner !== undefined) throw new UsageError('--undo takes an acknowledgement back: leave --owner out');
  if (undo) return undefined;
  if (owner === undefined) throw new UsageError('say who looks after it: --owner NAME');
  return saidInsteadOf('NAME', '--owner', owner, 100);
}

async function listed(bench: ActingBench, options: AckCommand, ids: readonly string[]): Promise<Answer> {
  if (ids.length > 0) throw new UsageError('--list shows all that are acknowledged: leave the ids out');
  const { org, asOf, unresolved } = await unresolvedNow(bench, options);
  const acknowledged = acknowledgedFindings(unresolved);
  const now = bench.clock.now();
  return {
    document: {
      schema: 1,
      org,
      asOf,
      acknowledged: acknowledged.map(({ finding, acknowledgement: { owner, by, at, note } }) => ({
        owner,
        by,
        at,
        ...(note !== undefined && { note }),
        finding,
      })),
    },
    text: (paper) => acknowledgedText(acknowledged, { now, paper }),
    exitCode: EXIT.nothingOpen,
  };
}

const NAME_THEM =
  "name the findings by their ids: 'guardian findings' shows those that are open, 'guardian ack --list' those that somebody looks after";
