import { type OrgConfig, OrgSchema } from '../../domain/manifest.ts';
import type { ManifestVerdict } from '../../domain/manifest-verdict.ts';
import type { OrgState } from '../../domain/org-state.ts';
import { UsageError } from '../../errors.ts';
import { type CheckOptions, checkManifest } from '../../jobs/manifest/check-manifest.ts';
import { lastState } from '../../jobs/manifest/last-state.ts';
import { stateNow } from '../../jobs/manifest/state-now.ts';
import type { GoodManifest, ManifestDesk } from '../manifest-desk.ts';
import { verdictDocument } from '../render/verdict-document.ts';
import { verdictText } from '../render/verdict-text.ts';
import { type Answer, EXIT, type ExitCode, type SourceOptions, type Workbench } from '../workbench.ts';

/** What a manifest is checked against. Left out altogether: against nothing but itself. */
export interface ManifestCheckOptions {
  readonly org?: string;
  readonly against?: 'org' | 'last';
  /** A file of `guardian manifest snapshot`. */
  readonly snapshot?: string;
  /** The `guardian.yaml` that is in force. */
  readonly base?: string;
  readonly stack?: string;
  /** Exit with 1 only for findings that the base does not leave open. */
  readonly onlyNew?: boolean;
}

/** The workbench of the command, opened where an org or its history has to be looked at. */
export type OpenBench = () => Promise<Pick<Workbench, 'clock' | 'org' | 'config' | 'store' | 'source'>>;

/**
 * Everything that can be said of a `guardian.yaml`. A file that is not in order is never judged, nor is anything judged by
 * one: its problems are all that is answered.
 */
export async function manifestVerdict(
  desk: ManifestDesk,
  file: string | undefined,
  options: ManifestCheckOptions,
  { openBench, progress }: { readonly openBench: OpenBench; readonly progress: SourceOptions['onProgress'] },
): Promise<ManifestVerdict> {
  assertFitting(options);
  const reading = desk.read(file);
  const base = options.base === undefined ? undefined : desk.read(options.base);
  const broken = [reading, base].flatMap((each) => (each && 'problems' in each ? each.problems : []));
  if ('problems' in reading || (base && 'problems' in base)) return brokenVerdict(reading.file, broken);
  const against = await stateToJudge(desk, reading, options, { openBench, progress });
  return checkManifest({
    ...reading,
    rules: desk.rules,
    now: desk.clock.now().toISOString(),
    ...(base && { base: { file: base.file, config: base.config } }),
    ...(against && { against }),
  });
}

/** The answer for people and programs. */
export function verdictAnswer(verdict: ManifestVerdict, { onlyNew }: Pick<ManifestCheckOptions, 'onlyNew'>): Answer {
  return {
    document: verdictDocument(verdict),
    text: (paper) => verdictText(verdict, paper),
    exitCode: exitCodeOf(verdict, onlyNew === true),
  };
}

/** 2 for a file that is not in order, 3 where not everything could be seen, 1 for open findings, else 0. */
export function exitCodeOf({ problems, judged }: ManifestVerdict, onlyNew: boolean): ExitCode {
  if (problems.length > 0) return EXIT.usageError;
  if (!judged) return EXIT.nothingOpen;
  if (judged.unseen.length > 0) return EXIT.incomplete;
  const isCounted = judged.findings.some(({ state, isNew }) => state === 'open' && (!onlyNew || isNew !== false));
  return isCounted ? EXIT.openFindings : EXIT.nothingOpen;
}

function brokenVerdict(file: string, problems: ManifestVerdict['problems']): ManifestVerdict {
  return { file, isMissing: false, problems, orgs: [], vendors: [], remarks: [] };
}

async function stateToJudge(
  desk: ManifestDesk,
  { config, file }: GoodManifest,
  { org: named, against, snapshot }: ManifestCheckOptions,
  { openBench, progress }: Parameters<typeof manifestVerdict>[3],
): Promise<CheckOptions['against']> {
  if (snapshot !== undefined) {
    const state = await desk.readSnapshot(snapshot);
    if (named !== undefined && named !== state.org) {
      throw new UsageError(`--org ${named} does not fit here: ${snapshot} is a snapshot of org '${state.org}'`);
    }
    const org = orgNamed(config.orgs, state.org, file) ?? OrgSchema.parse({ name: state.org });
    return { org, state, from: 'snapshot', file: snapshot };
  }
  if (against === undefined) return undefined;
  const bench = await openBench();
  const known = bench.org(named);
  const org = orgNamed(config.orgs, known.name, file) ?? known;
  const store = await bench.store();
  if (against === 'org') {
    const source = await bench.source(known, { onProgress: progress });
    const state = await stateNow({ source, store, org, config, clock: bench.clock, onProgress: progress });
    return { org, state, from: 'org' };
  }
  const state = await lastState({ store, org, config, now: bench.clock.now() });
  return { org, state: state ?? unknownState(org.name, bench.clock.now()), from: 'last' };
}

/** Undefined where the file leaves it to the environment which org is watched. */
function orgNamed(orgs: readonly OrgConfig[] | undefined, name: string, file: string): OrgConfig | undefined {
  const found = orgs?.find((org) => org.name === name);
  if (found || !orgs) return found;
  throw new UsageError(`${file} has no org '${name}'. Known: ${orgs.map((org) => org.name).join(', ')}`);
}

/** Before the first scan nothing is known: no client, and no source that was read. */
function unknownState(org: string, now: Date): OrgState {
  const at = now.toISOString();
  const none = new Map<string, never>();
  const heads = { client: none, role: none, division: none, integration: none, authorization: none };
  return { org, asOf: null, at, sources: {}, heads, roleBodies: new Map(), unresolved: [] };
}

function assertFitting({ against, snapshot, base, org, stack, onlyNew }: ManifestCheckOptions): void {
  if (against !== undefined && snapshot !== undefined) {
    throw new UsageError('--against and --snapshot are two things to be judged against: name one');
  }
  if (against === undefined && stack !== undefined) throw new UsageError('--stack needs --against last (or org)');
  if (against === undefined && snapshot === undefined && org !== undefined) {
    throw new UsageError('--org needs --against or --snapshot: without them the file alone is checked');
  }
  if (onlyNew && base === undefined)
    throw new UsageError('--only-new needs --base: new is what the base does not have');
  if (onlyNew && against === undefined && snapshot === undefined) {
    throw new UsageError('--only-new needs --against or --snapshot: without them no finding is told');
  }
}
