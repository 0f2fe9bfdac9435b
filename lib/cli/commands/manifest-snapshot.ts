import { NO_RUN_YET } from '../../domain/gaps.ts';
import { stateDocument } from '../../domain/state-file.ts';
import { lastState } from '../../jobs/manifest/last-state.ts';
import { unseenOf } from '../../jobs/manifest/unseen.ts';
import type { ManifestDesk } from '../manifest-desk.ts';
import { safe, safeJson } from '../render/safe.ts';
import { localTime, plural } from '../render/style.ts';
import { type Answer, EXIT, type ReadingBench } from '../workbench.ts';

export interface ManifestSnapshotOptions {
  readonly org?: string;
  /** Left out: stdout. */
  readonly out?: string;
  readonly force?: boolean;
}

/** The last committed state of an org as a file, for a check where nobody has credentials. */
export async function manifestSnapshotCommand(
  bench: ReadingBench,
  desk: Pick<ManifestDesk, 'write'>,
  options: ManifestSnapshotOptions,
): Promise<Answer> {
  const org = bench.org(options.org);
  const { out, force } = options;
  const state = await lastState({ store: await bench.store(), org, config: bench.config, now: bench.clock.now() });
  if (!state) {
    return {
      document: { schema: 1, org: org.name, asOf: null, clients: null, unseen: [NO_RUN_YET], written: null },
      text: () => '',
      exitCode: EXIT.incomplete,
      complaint: NO_RUN_YET,
    };
  }
  const document = stateDocument(state);
  const unseen = unseenOf(state, org);
  const exitCode = unseen.length > 0 ? EXIT.incomplete : EXIT.nothingOpen;
  const complaint = unseen.length > 0 && { complaint: `the snapshot is not all of the org: ${unseen.join(' ')}` };
  if (out === undefined) {
    return { document, text: () => `${safeJson(document)}\n`, isVerbatim: true, exitCode, ...complaint };
  }
  await desk.write(out, `${safeJson(document)}\n`, { force: force === true });
  const clients = document.clients.filter(({ body }) => body !== null).length;
  return {
    document: { schema: 1, org: org.name, asOf: state.asOf, clients, unseen, written: out },
    text: () =>
      `wrote ${safe(out)}: org ${safe(org.name)}${state.asOf ? ` as of ${localTime(state.asOf)}` : ''}, ${plural(clients, 'client')}\n`,
    exitCode,
    ...complaint,
  };
}
