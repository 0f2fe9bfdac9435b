import { isIncomplete } from '../../domain/coverage.ts';
import { JOBS, type Job } from '../../domain/run.ts';
import { UsageError } from '../../errors.ts';
import { notify } from '../../jobs/notify.ts';
import { type ScanOutcome, scan } from '../../jobs/scan.ts';
import { scanText } from '../render/scan-text.ts';
import { type Answer, EXIT, type ExitCode, type Workbench } from '../workbench.ts';

export interface ScanCommand {
  readonly org?: string;
  readonly job: string;
  readonly slot?: string;
}

/** One run over one org, and the alerts that follow from it. `print` shows alerts to people; programs get none. */
export async function scanCommand(
  bench: Workbench,
  command: ScanCommand,
  io: { readonly progress: (message: string) => void; readonly print?: (text: string) => void },
): Promise<Answer> {
  const org = bench.org(command.org);
  const store = await bench.store();
  const outcome = await scan({
    org,
    config: bench.config,
    rules: bench.rules,
    job: jobOf(command.job),
    ...(command.slot && { slot: slotOf(command.slot) }),
    source: await bench.source(org, io.progress),
    store,
    clock: bench.clock,
    onProgress: io.progress,
  });
  const delivery = await notify({
    store,
    org: org.name,
    sinks: bench.sinks(io.print),
    compose: (run, payload) => bench.compose(run, payload),
    onProgress: io.progress,
  });
  if (delivery.failed.length > 0) {
    const channels = delivery.failed.map(({ channel, error }) => `${channel}: ${messageOf(error)}`).join('; ');
    throw new UsageError(
      `the run is committed, but alerts were not delivered (the next scan tries again): ${channels}`,
    );
  }
  return { document: scanDocument(outcome), text: () => scanText(outcome), exitCode: exitCodeOf(outcome) };
}

/** `guardian scan --json`: product contract §4. */
export function scanDocument({ run, transitions, outcome }: ScanOutcome): Answer['document'] {
  return {
    schema: 1,
    org: { id: run.genesysOrg?.id ?? null, name: run.org, genesysName: run.genesysOrg?.name ?? null },
    run: {
      id: run.id,
      sequence: run.seq,
      job: run.job,
      startedAt: run.startedAt,
      finishedAt: run.finishedAt,
      apiCalls: run.apiCalls,
      isBaseline: run.isBaseline,
      outcome,
      warnings: run.warnings,
    },
    coverage: run.coverage,
    transitions: transitions.map(({ from, to, finding }) => ({ from, to, finding })),
    open: run.open,
  };
}

function exitCodeOf({ run }: ScanOutcome): ExitCode {
  if (isIncomplete(run.coverage)) return EXIT.incomplete;
  return Object.values(run.open).some((count) => count > 0) ? EXIT.openFindings : EXIT.nothingOpen;
}

function jobOf(text: string): Job {
  const job = JOBS.find((name) => name === text);
  if (!job) throw new UsageError(`unknown job '${text}': allowed are ${JOBS.join(', ')}`);
  return job;
}

function slotOf(text: string): string {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new UsageError(`'${text}' is no time for a slot: write 2026-03-03T12:00:00Z`);
  return time.toISOString();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
