import { UsageError } from '../../errors.ts';
import { type AcceptOutcome, accept } from '../../jobs/acts/accept.ts';
import { acceptableClients } from '../../jobs/acts/acceptable.ts';
import { type ActCommand, unresolvedNow } from '../act-options.ts';
import type { ActingBench } from '../acting-bench.ts';
import { acceptedText, previewText } from '../render/triage-accept.ts';
import { actDocument } from '../render/triage-act.ts';
import { acceptableText } from '../render/triage-lists.ts';
import { decider, saidIf } from '../said.ts';
import { type Answer, type CommandIo, EXIT } from '../workbench.ts';

export interface AcceptCommand extends ActCommand {
  readonly client?: string;
  readonly yes?: boolean;
}

/** Makes the present state of a client the approved one. A screen shows what that means before it is done. */
export async function acceptCommand(bench: ActingBench, options: AcceptCommand, io: CommandIo): Promise<Answer> {
  if (options.list) return listed(bench, options);
  const { client } = options;
  if (client === undefined) throw new UsageError(NAME_IT);
  const note = saidIf('--note', options.note);
  const by = decider(options.by, bench.person);
  const org = bench.org(options.org);
  const isDryRun = options.dryRun === true;
  const view = { isDryRun, ...(bench.stack !== undefined && { stack: bench.stack }) };
  const outcome = await accept({
    store: await bench.store(),
    clock: bench.clock,
    config: bench.config,
    rules: bench.rules,
    org,
    client,
    by,
    ...(note !== undefined && { note }),
    isDryRun,
    isConfirmed: options.yes === true,
    manifest: () => bench.manifest(),
    onPreview: (preview) => io.screen?.write(previewText(preview, view, io.screen.paper)),
  });
  return {
    document: acceptDocument(outcome, { org: org.name, by, isDryRun }),
    text: () => acceptedText(outcome, { ...view, by }),
    exitCode: EXIT.nothingOpen,
  };
}

/** `guardian accept --json`: docs/json.md. */
function acceptDocument(
  { preview, ...outcome }: AcceptOutcome,
  asked: { readonly org: string; readonly by: string; readonly isDryRun: boolean },
): Answer['document'] {
  const { client, vendor, change, draft, alsoCovers, resolves, stays, opens, notes, isNeedless } = preview;
  return {
    ...actDocument({ ...asked, ...outcome, kind: 'accept', ...(draft && { draft }) }),
    client,
    vendor,
    isAsApproved: isNeedless,
    change,
    alsoCovers,
    resolves,
    stays,
    opens,
    notes,
  };
}

async function listed(bench: ActingBench, options: AcceptCommand): Promise<Answer> {
  if (options.client !== undefined) throw new UsageError('--list shows all clients: leave --client out');
  const { org, asOf, unresolved } = await unresolvedNow(bench, options);
  const clients = acceptableClients(unresolved, bench.rules);
  return {
    document: { schema: 1, org, asOf, clients },
    text: (paper) => acceptableText(clients, { paper }),
    exitCode: EXIT.nothingOpen,
  };
}

const NAME_IT =
  "name the client: --client, by its id, its name, or the beginning of its name ('guardian accept --list' shows those that are not as approved)";
