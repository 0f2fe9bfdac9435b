import { lastScanOf } from '../../domain/run.ts';
import { UsageError } from '../../errors.ts';
import { catalogueInUse, provenanceOf } from '../../jobs/catalogue/catalogue-file.ts';
import { explainCall } from '../../jobs/queries/explain.ts';
import { explainRedirect } from '../../jobs/queries/explain-redirect.ts';
import { explainedClient } from '../../jobs/queries/explained-client.ts';
import { entitiesAt } from '../../jobs/queries/org-at.ts';
import { parseCall } from '../call-option.ts';
import type { CatalogueBench } from '../catalogue-bench.ts';
import type { FileDesk } from '../file-desk.ts';
import { explainDocument, redirectDocument } from '../render/explain-document.ts';
import { explainText, redirectText } from '../render/explain-text.ts';
import { parseTime } from '../time-option.ts';
import { type Answer, EXIT, type ReadingBench } from '../workbench.ts';

export interface ExplainCommand {
  readonly org?: string;
  readonly client?: string;
  readonly at?: string;
  /** A file, or `-` for stdin. */
  readonly error?: string;
  readonly call?: string;
  readonly redirect?: string;
  readonly stack?: string;
}

/** What the command needs beside the history. */
export interface ExplainSurroundings {
  readonly catalogue: Pick<CatalogueBench, 'file'>;
  openFiles(): Promise<Pick<FileDesk, 'readAnswer'>>;
}

/** Why a call fails, whether one would work, or why a redirect URI does not fit. */
export async function explainCommand(
  bench: ReadingBench,
  around: ExplainSurroundings,
  options: ExplainCommand,
): Promise<Answer> {
  const { error, call, redirect } = options;
  if (redirect !== undefined) {
    if (error !== undefined || call !== undefined) throw new UsageError('say either --redirect, or --error and --call');
    return explainedRedirect(bench, redirect, options);
  }
  if (error === undefined && call === undefined) {
    throw new UsageError("say what to explain: --error FILE, --call 'METHOD /path', or --redirect URI");
  }
  const named = call === undefined ? undefined : parseCall(call);
  const text = error === undefined ? undefined : await (await around.openFiles()).readAnswer(error);
  const org = bench.org(options.org);
  const inUse = await catalogueInUse(around.catalogue.file);
  const now = bench.clock.now();
  const at = options.at === undefined ? undefined : parseTime(options.at, now);
  const explained = await explainCall({
    store: await bench.store(),
    org,
    config: bench.config,
    catalogue: inUse,
    ...(options.client !== undefined && { client: options.client }),
    ...(at !== undefined && { at }),
    ...(text !== undefined && { error: text }),
    ...(named && { call: named }),
    now,
  });
  const about = {
    org: org.name,
    at: at ?? null,
    catalogue: provenanceOf(inUse),
    isDeployed: options.stack !== undefined,
  };
  return {
    document: explainDocument(explained, about),
    text: (paper) => explainText(explained, { ...about, now, paper }),
    exitCode: explained.isComplete ? EXIT.nothingOpen : EXIT.incomplete,
  };
}

async function explainedRedirect(bench: ReadingBench, uri: string, options: ExplainCommand): Promise<Answer> {
  if (options.client === undefined) throw new UsageError('say whose redirect URI it is: --client ID or NAME');
  if (uri.trim() === '') throw new UsageError('--redirect says nothing');
  if (uri.length > LONGEST_URI) {
    throw new UsageError(`--redirect has ${uri.length} characters: no redirect URI has more than ${LONGEST_URI}`);
  }
  const { name: org } = bench.org(options.org);
  const store = await bench.store();
  const now = bench.clock.now();
  const at = options.at === undefined ? undefined : parseTime(options.at, now);
  const run = await store.latestRun(org);
  const subject = await explainedClient(store, org, options.client, at);
  if (!subject.client) {
    throw new UsageError(`the redirect URIs of ${subject.name} are not known here. ${subject.notices.join(' ')}`);
  }
  const others = [...(await entitiesAt(store, org, 'client', at)).values()];
  const explanation = explainRedirect(uri, subject.client, others);
  const about = { org, at: at ?? null, asOf: run ? lastScanOf(run).at : null, subject };
  return {
    document: redirectDocument(explanation, about),
    text: (paper) => redirectText(explanation, { ...about, now, paper }),
    exitCode: EXIT.nothingOpen,
  };
}

const LONGEST_URI = 2_048;
