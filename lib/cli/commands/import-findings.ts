import { incompleteBecause } from '../../domain/exported.ts';
import { UsageError } from '../../errors.ts';
import { asffBatches } from '../../export/asff/batches.ts';
import { asffFinding } from '../../export/asff/finding.ts';
import type { FailedImport, FindingHub } from '../../export/asff/hub.ts';
import { findingsAsked } from '../exporting/findings-asked.ts';
import { exportRequest } from '../exporting/plan.ts';
import { readingOf } from '../exporting/reading.ts';
import { safe } from '../render/safe.ts';
import { plural } from '../render/style.ts';
import { type Answer, type CommandIo, EXIT, type ExitCode, type ReadingBench } from '../workbench.ts';
import { type ExportOptions, hubOf } from './export.ts';

export interface ImportParts {
  readonly version: string;
  openHub(options: { readonly region: string }): Promise<FindingHub>;
}

/** Hands findings to Security Hub. One that it does not take is named, and hinders no other. */
export async function importFindingsCommand(
  bench: ReadingBench,
  options: ExportOptions,
  { version, openHub, progress, note }: ImportParts & CommandIo,
): Promise<Answer> {
  if (options.format !== 'asff') throw new UsageError('--import is for Security Hub: it needs --format asff');
  if (options.out !== undefined) throw new UsageError('--import and --out exclude each other: name one');
  exportRequest('findings', options.format, options);
  const account = hubOf(options);
  const { org, reading, completeness } = await readingOf(bench, options);
  const incomplete = incompleteBecause(completeness);
  const found = reading ? await findingsAsked(reading, 'asff') : [];
  const batches = asffBatches(found.map((finding) => asffFinding(finding, { ...account, version, incomplete })));
  const hub = batches.length > 0 ? await openHub(account) : undefined;
  const failed: FailedImport[] = [];
  let imported = 0;
  for (const batch of batches) {
    const outcome = await hub?.importFindings(batch).catch((error: unknown) => {
      throw imported > 0 ? afterSome(error, imported) : error;
    });
    imported += outcome?.imported ?? 0;
    failed.push(...(outcome?.failed ?? []));
    progress(`${plural(imported, 'finding')} of ${found.length} imported`);
  }
  for (const { id, code, message } of failed) note?.(`not imported: ${id}: ${code}: ${message}`);
  return {
    document: {
      schema: 1,
      what: 'findings',
      format: 'asff',
      org,
      asOf: completeness.asOf,
      incomplete,
      imported,
      failed,
    },
    text: () => `${plural(imported, 'finding')} imported into Security Hub of ${account.account}, ${account.region}\n`,
    exitCode: exitCodeOf(failed, incomplete),
    ...complaintOf(failed, incomplete),
  };
}

/** What was imported before stays imported, and is imported again without harm. */
function afterSome(error: unknown, imported: number): unknown {
  if (!(error instanceof UsageError)) return error;
  return new UsageError(`${error.message}; ${plural(imported, 'finding')} had been imported before`);
}

function exitCodeOf(failed: readonly FailedImport[], incomplete: readonly string[]): ExitCode {
  if (failed.length > 0) return EXIT.usageError;
  return incomplete.length > 0 ? EXIT.incomplete : EXIT.nothingOpen;
}

function complaintOf(failed: readonly FailedImport[], incomplete: readonly string[]): Pick<Answer, 'complaint'> {
  const complaints = [
    ...(failed.length > 0 ? [`Security Hub did not take ${plural(failed.length, 'finding')}`] : []),
    ...(incomplete.length > 0 ? [`this is not the whole truth: ${incomplete.map(safe).join('; ')}`] : []),
  ];
  return complaints.length > 0 ? { complaint: complaints.join('; ') } : {};
}
