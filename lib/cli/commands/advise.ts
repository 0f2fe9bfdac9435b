import { gapsOf } from '../../domain/gaps.ts';
import type { OrgConfig } from '../../domain/manifest.ts';
import { isStale } from '../../domain/usage/freshness.ts';
import { UsageError } from '../../errors.ts';
import {
  type AdviceQuery,
  type Answered,
  findAdvice,
  findEnforcement,
  findExplanation,
  findSimulation,
} from '../../jobs/queries/advice.ts';
import { findClient } from '../../jobs/queries/find-client.ts';
import type { AdvisingBench } from '../catalogue-bench.ts';
import { assertKnown } from '../known-names.ts';
import type { ReadingOptions } from '../options.ts';
import { enforcementText, explanationText, simulationText } from '../render/advice-question-text.ts';
import { adviceText } from '../render/advice-text.ts';
import { parseRange } from '../time-option.ts';
import { type Answer, EXIT, type ExitCode } from '../workbench.ts';

/** What is asked beside "what does each client need at least". One of the questions at a time. */
export interface AdviseOptions extends Pick<ReadingOptions, 'org' | 'client' | 'vendor' | 'since'> {
  /** A scope or permission. */
  readonly explain?: string;
  /** Scopes or permissions to do without. */
  readonly simulate?: readonly string[];
  readonly enforceScopes?: boolean;
  readonly blast?: boolean;
}

/** The least grant that each client needs for what it really calls. */
export async function adviseCommand(bench: AdvisingBench, options: AdviseOptions): Promise<Answer> {
  assertOneQuestion(options);
  const org = bench.org(options.org);
  assertKnown(bench, options);
  const store = await bench.store();
  const now = bench.clock.now();
  const client = options.client ? await findClient(store, org.name, options.client) : undefined;
  if (client?.isGone)
    throw new UsageError(`the client ${client.name} (${client.id}) is deleted: there is nothing to advise`);
  const query: AdviceQuery = {
    store,
    org,
    config: bench.config,
    now,
    clientId: client?.id,
    vendor: options.vendor,
    catalogue: bench.catalogue.catalogue,
    ...parseRange({ since: options.since }, now),
  };
  const exitCode = (answered: Answered) => adviceExitCode(answered, query);
  if (options.explain !== undefined) return explained(query, options.explain, exitCode);
  if (options.simulate !== undefined) return simulated(query, options.simulate, exitCode);
  if (options.enforceScopes) return enforced(query, org, exitCode);
  return advised(query, { withBlast: options.blast === true, isWhole: client !== undefined }, exitCode);
}

type ExitCodeOf = (answered: Answered) => ExitCode;

async function advised(
  query: AdviceQuery,
  { withBlast, isWhole }: { readonly withBlast: boolean; readonly isWhole: boolean },
  exitCode: ExitCodeOf,
): Promise<Answer> {
  const answer = await findAdvice({ ...query, withBlast });
  const { clients, unadvised } = answer;
  return {
    document: { ...head(answer), clients, unadvised },
    text: (paper) => adviceText(answer, { now: query.now, paper, isWhole }),
    exitCode: exitCode(answer),
  };
}

async function explained(query: AdviceQuery, name: string, exitCode: ExitCodeOf): Promise<Answer> {
  const answer = await findExplanation(query, name.trim());
  const { explanation } = answer;
  if (!explanation.isKnown) {
    throw new UsageError(unknownName(name));
  }
  return {
    document: { ...head(answer), explanation },
    text: (paper) => explanationText(answer, { now: query.now, paper }),
    exitCode: exitCode(answer),
  };
}

async function simulated(query: AdviceQuery, names: readonly string[], exitCode: ExitCodeOf): Promise<Answer> {
  const answer = await findSimulation(query, names);
  if (answer.unknown.length > 0) throw new UsageError(unknownName(answer.unknown.join("', '")));
  return {
    document: { ...head(answer), names, clients: answer.clients },
    text: (paper) => simulationText(answer, names, { now: query.now, paper }),
    exitCode: exitCode(answer),
  };
}

async function enforced(query: AdviceQuery, org: OrgConfig, exitCode: ExitCodeOf): Promise<Answer> {
  const answer = await findEnforcement(query);
  return {
    document: { ...head(answer), enforceScopes: org.enforceScopes, clients: answer.clients },
    text: (paper) => enforcementText(answer, { now: query.now, paper }),
    exitCode: exitCode(answer),
  };
}

function head({ run, window }: Answered) {
  return { schema: 1 as const, asOf: run?.usageAsOf ?? null, window: window ?? null };
}

/** Advice from days that nobody saw, or long ago, is advice all the same, but nobody may take it for the whole truth. */
export function adviceExitCode(
  { run, window }: Answered,
  { config, now }: Pick<AdviceQuery, 'config' | 'now'>,
): ExitCode {
  const isWhole =
    run !== undefined &&
    window !== undefined &&
    gapsOf(run).length === 0 &&
    window.daysObserved >= window.daysWanted &&
    !isStale(run.usageAsOf, now, config.thresholds.usageStaleHours);
  return isWhole ? EXIT.nothingOpen : EXIT.incomplete;
}

function unknownName(name: string): string {
  return `neither the API nor any client knows '${name}': write a scope such as users:readonly, or a permission such as routing:queue:view`;
}

function assertOneQuestion({ explain, simulate, enforceScopes, blast }: AdviseOptions): void {
  const asked = [
    ...(explain === undefined ? [] : ['--explain']),
    ...(simulate === undefined ? [] : ['--simulate']),
    ...(enforceScopes ? ['--enforce-scopes'] : []),
    ...(blast ? ['--blast'] : []),
  ];
  if (asked.length > 1) throw new UsageError(`${asked.join(' and ')} are different questions: ask one at a time`);
}
