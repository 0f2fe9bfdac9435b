import { DAY_MS } from '../../domain/day.ts';
import type { Overview } from '../../domain/overview.ts';
import type { ReportFacts } from '../../domain/report.ts';
import { UsageError } from '../../errors.ts';
import { findClient } from '../../jobs/queries/find-client.ts';
import { lastReport, markReport, reportFacts } from '../../jobs/queries/report/index.ts';
import { reportText } from '../render/report-text.ts';
import type { ReportDesk } from '../report-desk.ts';
import { parseTime } from '../time-option.ts';
import { type Answer, type CommandIo, EXIT, type ReadingBench } from '../workbench.ts';

export interface ReportCommandOptions {
  readonly org?: string;
  readonly client?: string;
  readonly since?: string;
  readonly out?: string;
  readonly json?: boolean;
  /** A deployed guardian makes its own reports: one that somebody makes of it is not the one that the next counts from. */
  readonly stack?: string;
}

/** Writes the report, and says where it is, what it does not know, and what is new in it. */
export async function reportCommand(
  bench: ReadingBench,
  { desk, io }: { readonly desk: ReportDesk; readonly io: Pick<CommandIo, 'progress'> },
  options: ReportCommandOptions,
): Promise<Answer> {
  const { out } = options;
  const isPiped = out === '-';
  if (isPiped && options.json) throw new UsageError('--json and --out - both want stdout: name a file');
  const org = bench.org(options.org);
  const { config, rules, clock } = bench;
  const now = clock.now();
  const since = beginOf(options.since ?? STANDARD_RANGE, now);
  // Before the work: a wrong place is not worth waiting for.
  if (out !== undefined && !isPiped) await desk.assertPlace(out);
  const store = await bench.store();
  const client = options.client === undefined ? undefined : await findClient(store, org.name, options.client);
  io.progress('reading the history');
  const last = await lastReport(store, org.name, now);
  const facts = await reportFacts({ store, org, config, rules, since, now, last, clientId: client?.id });
  io.progress('drawing the page');
  const html = await desk.page(facts);
  const exitCode = facts.overview.unseen.length > 0 ? EXIT.incomplete : EXIT.nothingOpen;
  const file = isPiped ? '-' : await desk.write(out ?? fileName(org.name, client?.name), html);
  if (!client && options.stack === undefined) {
    await markReport(store, org.name, { at: facts.until, run: facts.overview.run });
  }
  const bytes = Buffer.byteLength(html);
  const document = documentOf(facts, { file, bytes });
  if (isPiped) {
    const { unseen } = facts.overview;
    return {
      document,
      text: () => html,
      isVerbatim: true,
      exitCode,
      ...(unseen.length > 0 && { complaint: unseen.join(' ') }),
    };
  }
  return { document, text: (paper) => reportText(facts, { file, bytes, paper }), exitCode };
}

function documentOf(
  { overview, since, until, sinceLast }: ReportFacts,
  written: { readonly file: string; readonly bytes: number },
): Answer['document'] {
  const { org, run, scannedAt, unseen, open } = overview;
  return { schema: 1, ...written, org, run: run && runOf(run), asOf: scannedAt, since, until, unseen, open, sinceLast };
}

/** As `scan` and acts have it. */
function runOf({ id, seq, job, at, baselineAt }: NonNullable<Overview['run']>) {
  return { id, sequence: seq, job, at, ...(baselineAt && { baselineAt }) };
}

const STANDARD_RANGE = '90d';
/** Usage is kept for 400 days where nobody says otherwise; beyond some years a page would be days without a number. */
const MOST_DAYS = 1_100;

function beginOf(text: string, now: Date): string {
  const since = parseTime(text, now);
  const days = (now.getTime() - Date.parse(since)) / DAY_MS;
  if (days < 0) throw new UsageError(`--since ${text} is later than now`);
  if (days > MOST_DAYS)
    throw new UsageError(`--since ${text} is too long ago: a report looks back ${MOST_DAYS} days at most`);
  return since;
}

/** Names of orgs and clients are anybody's words: what could leave the folder, or needs quotes, does not get into a name. */
export function fileName(org: string, client?: string): string {
  return ['guardian-report', wordOf(org), ...(client === undefined ? [] : [wordOf(client)])].join('-').concat('.html');
}

const LONGEST_WORD = 60;

function wordOf(name: string): string {
  const word = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .slice(0, LONGEST_WORD)
    .replace(/^[.-]+|[.-]+$/g, '');
  return word === '' ? 'unnamed' : word;
}
