import { isIncomplete } from '../../domain/coverage.ts';
import type { OrgConfig } from '../../domain/manifest.ts';
import { JOBS, type Job } from '../../domain/run.ts';
import { UsageError } from '../../errors.ts';
import { sendDigest } from '../../jobs/digest.ts';
import type { DeliveryProblem } from '../../jobs/lane.ts';
import { type NotifyOutcome, notify } from '../../jobs/notify.ts';
import { type ScanOutcome, scan } from '../../jobs/scan.ts';
import type { Store } from '../../ports.ts';
import { scanText } from '../render/scan-text.ts';
import { parseSlot } from '../time-option.ts';
import { type Answer, type CommandIo, EXIT, type ExitCode, type Workbench } from '../workbench.ts';

export interface ScanCommand {
  readonly org?: string;
  readonly job: string;
  readonly slot?: string;
  /** Longest time of one request to Genesys, in seconds. */
  readonly timeout?: number;
}

/** One run over one org, and the alerts that follow from it. A screen shows the alerts to people; programs get none. */
export async function scanCommand(bench: Workbench, command: ScanCommand, io: CommandIo): Promise<Answer> {
  const org = bench.org(command.org);
  const store = await bench.store();
  const outcome = await scan({
    org,
    config: bench.config,
    rules: bench.rules,
    job: jobOf(command.job),
    ...(command.slot && { slot: parseSlot(command.slot) }),
    source: await bench.source(org, {
      onProgress: io.progress,
      ...(command.timeout && { timeoutMs: command.timeout * 1000 }),
    }),
    store,
    clock: bench.clock,
    onProgress: io.progress,
  });
  const delivery = await notify({
    store,
    org: org.name,
    // A slot that was covered before was also told before.
    sinks: bench.sinks(outcome.outcome === 'committed' ? io.screen : undefined),
    compose: (run, payload) => bench.compose(run, payload),
    plainNotice: (about) => bench.plainNotice(about),
    onProgress: io.progress,
  });
  const digestTrouble = await sendDueDigest(bench, org, store, io);
  const complaint = [complaintOf(delivery), digestTrouble].filter((one) => one !== undefined).join('; ') || undefined;
  return {
    document: scanDocument(outcome),
    text: (paper) => scanText(outcome, paper),
    exitCode: delivery.failed.length > 0 || digestTrouble ? EXIT.usageError : exitCodeOf(outcome),
    ...(complaint && { complaint }),
  };
}

/** `guardian scan --json`: docs/json.md. */
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

/** On one machine nobody but a scan knows that it is time. Answers what went wrong. */
async function sendDueDigest(
  { digest, config, clock }: Workbench,
  org: OrgConfig,
  store: Store,
  { note }: CommandIo,
): Promise<string | undefined> {
  if (!digest) return undefined;
  try {
    const slot = clock.now().toISOString();
    const outcome = await sendDigest({ ...digest, store, org, config, slot, due: 'age' });
    if (outcome === 'sent')
      note?.(`the ${config.alerts.digest} digest of ${org.name} is in the ${digest.sink.channel}`);
    return undefined;
  } catch (error) {
    return `the digest could not be sent (the next scan tries again): ${messageOf(error)}`;
  }
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

/** An alert that nobody gets must not go unnoticed, though the run itself is well kept. */
function complaintOf({ failed, replaced }: NotifyOutcome): string | undefined {
  const complaints = [
    ...toldOf(failed, 'alerts were not delivered (the next scan tries again)'),
    ...toldOf(replaced, 'of these alerts only a short notice could be sent'),
  ];
  return complaints.length > 0 ? `the run is committed, but ${complaints.join('; ')}` : undefined;
}

function toldOf(problems: readonly DeliveryProblem[], what: string): string[] {
  if (problems.length === 0) return [];
  return [`${what}: ${problems.map(({ channel, error }) => `${channel}: ${messageOf(error)}`).join('; ')}`];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
