import { incompleteBecause } from '../../domain/exported.ts';
import { UsageError } from '../../errors.ts';
import type { HubAccount } from '../../export/asff/finding.ts';
import { usageDoubts } from '../../jobs/queries/exports/usage-doubts.ts';
import { ofOneState } from '../../jobs/queries/one-state.ts';
import { mixedSentence } from '../../jobs/queries/overview.ts';
import { chunked, type Destination } from '../exporting/destination.ts';
import { exportText, usageRange } from '../exporting/export-text.ts';
import { type ExportFormat, type ExportWhat, exportRequest } from '../exporting/plan.ts';
import { type Reading, readingOf } from '../exporting/reading.ts';
import type { FileDesk } from '../file-desk.ts';
import type { ReadingOptions } from '../options.ts';
import { safe } from '../render/safe.ts';
import { plural } from '../render/style.ts';
import { type Answer, type CommandIo, EXIT, type ReadingBench } from '../workbench.ts';

export interface ExportOptions extends ReadingOptions {
  readonly format: ExportFormat;
  /** A file; left out: stdout. */
  readonly out?: string;
  /** For ASFF. */
  readonly account?: string;
  readonly region?: string;
}

export interface ExportParts {
  readonly version: string;
  readonly stdout: Destination;
  openFiles(): Promise<Pick<FileDesk, 'writeWhole'>>;
}

/** What is known, as a file for other programs. */
export async function exportCommand(
  bench: ReadingBench,
  what: ExportWhat,
  options: ExportOptions,
  { version, stdout, openFiles, progress, note }: ExportParts & CommandIo,
): Promise<Answer> {
  const request = exportRequest(what, options.format, options);
  const hub = options.format === 'asff' ? hubOf(options) : undefined;
  const org = bench.org(options.org).name;
  let rows = 0;
  const onRow = () => {
    rows += 1;
    if (rows % PROGRESS_EVERY === 0) progress(`${plural(rows, 'row')} of ${what}`);
  };
  // Rows that are read at once are read anew where a run was committed meanwhile; others are read as of their run.
  const { value, mixedWith } = await ofOneState({ store: await bench.store(), org }, async () => {
    const { reading, completeness: seen } = await readingOf(bench, options);
    const doubts = what === 'usage' && reading ? await doubtsOf(reading) : [];
    const completeness = { ...seen, doubts };
    const context = { version, completeness, hub: () => hub ?? hubOf(options), onRow };
    return { completeness, text: await exportText(reading, request, context) };
  });
  const { completeness, text } = value;
  const { out } = options;
  if (out === undefined) await stdout.take(text);
  else await (await openFiles()).writeWhole(out, chunked(text));
  if (out === undefined) note?.(`${plural(rows, 'row')} of ${what}`);
  const incomplete = [...incompleteBecause(completeness), ...(mixedWith ? [mixedSentence(mixedWith)] : [])];
  return {
    document: {
      schema: 1,
      what,
      format: options.format,
      org,
      asOf: completeness.asOf,
      incomplete,
      rows,
      file: out ?? null,
    },
    text: () => (out === undefined ? '' : `${plural(rows, 'row')} of ${what} in ${safe(out)}\n`),
    exitCode: incomplete.length > 0 ? EXIT.incomplete : EXIT.nothingOpen,
    ...(incomplete.length > 0 && { complaint: `this is not the whole truth: ${incomplete.map(safe).join('; ')}` }),
  };
}

const PROGRESS_EVERY = 1000;

function doubtsOf(reading: Reading): Promise<string[]> {
  const { bench, store, run } = reading;
  const { thresholds } = bench.config;
  return usageDoubts(store, { org: run.org, ...usageRange(reading), thresholds, now: bench.clock.now() });
}

/** Whose Security Hub: AWS takes a finding only from the account that it names. @throws UsageError */
export function hubOf({ account, region }: Pick<ExportOptions, 'account' | 'region'>): HubAccount {
  if (account === undefined || !/^\d{12}$/.test(account)) {
    throw new UsageError('--format asff needs --account, the twelve digits of the AWS account of Security Hub');
  }
  if (region === undefined || !/^[a-z]{2}(-[a-z]+)+-\d+$/.test(region)) {
    throw new UsageError('--format asff needs --region, the AWS region of Security Hub (or AWS_REGION)');
  }
  return { account, region };
}
