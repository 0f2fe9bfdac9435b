import { FrozenClock } from '../../lib/clock.ts';
import type { Finding } from '../../lib/domain/finding.ts';
import type { GuardianConfig } from '../../lib/domain/manifest.ts';
import type { RunRecord } from '../../lib/domain/run.ts';
import { openGenesys } from '../../lib/genesys/index.ts';
import { scan } from '../../lib/jobs/scan.ts';
import { type Judgement, judgeAll } from '../../lib/rules/engine.ts';
import type { OrgRule, RuleContext } from '../../lib/rules/rule.ts';
import { compliant } from '../../lib/rules/rule.ts';
import { type InProcessSimulator, openSimulator } from '../../lib/simulator/index.ts';
import { type Case, finding, type Happening, type Scene, type Step, unknown } from './case.ts';
import { decisions } from './decisions.ts';
import { configOf, corpusManifest } from './manifest.ts';
import { openMemoryStore } from './memory-store.ts';
import { corpusOrg, START } from './org.ts';
import { JUDGED_RULES } from './rules.ts';
import { SubjectNames } from './subject-names.ts';

/** What the guardian made of a case, as labels. All are sorted. */
export interface Observed {
  /** Findings of which people are told, once for each time. */
  readonly alerts: readonly string[];
  /** Findings that resolved, and are resolved in the end. */
  readonly resolved: readonly string[];
  /** Findings that are told and not resolved in the end, as the store has them. */
  readonly unresolved: readonly string[];
  readonly unknown: readonly string[];
}

/** Runs a case through the real job: the simulator over HTTP, the SDK, the DynamoDB engine in memory. */
export async function runCase(item: Case): Promise<Observed> {
  const clock = new PausingClock(START);
  const world = corpusOrg(() => clock.now(), item.org);
  const simulator = openSimulator({ world });
  const store = openMemoryStore();
  const manifest = corpusManifest();
  item.manifest?.(manifest);
  let config = configOf(manifest);
  const names = new SubjectNames(world);
  const listener = new Listener();
  const verdicts = new Map<string | undefined, readonly string[]>();
  let unknowns: readonly string[] = [];
  const alerts: string[] = [];
  const closed = new Map<string, string>();
  const labelOf = ({ rule, client, subject, severity }: Finding) =>
    finding(rule, client.name, names.in(subject), severity);
  const scene: Scene = {
    world,
    faults: simulator.faults,
    edit: (change) => {
      change(manifest);
      config = configOf(manifest);
    },
    ...decisions({ store, clock, manifest: () => manifest }),
  };
  const act = async (happening: Happening | undefined) => {
    await happening?.(scene);
    config = configOf(manifest);
    names.note();
  };
  // A quiet run judges nothing: it stands by the verdicts of the run that judged the same.
  const verdictsOf = ({ judged, job }: RunRecord): readonly string[] => {
    const heard = listener.judgements(config);
    const digest = job === 'act' ? undefined : judged[job];
    if (!heard) return verdicts.get(digest) ?? [];
    const open = unknownOf(heard, (id) => names.client(id));
    if (digest !== undefined && !verdicts.has(digest)) verdicts.set(digest, open);
    return open;
  };
  try {
    await act(item.before);
    for (const [index, step] of [{ afterHours: 0 }, ...stepsOf(item)].entries()) {
      await clock.sleep((step.afterHours ?? (index === 0 ? 0 : 1)) * HOUR_MS);
      await act(step.happens);
      clock.whileWaiting = step.betweenReadings && (() => step.betweenReadings?.(scene));
      const { run, transitions } = await scan({
        org: orgOf(config),
        config,
        rules: [...JUDGED_RULES, listener.rule],
        job: step.job ?? 'all',
        source: sourceOf(simulator, clock),
        store,
        clock,
      });
      unknowns = verdictsOf(run);
      for (const { to, shrank, finding: one } of transitions) {
        if (to === 'open' && !shrank && !one.staged) alerts.push(labelOf(one));
        if (to === 'resolved' && !one.staged) closed.set(one.id, labelOf(one));
        else closed.delete(one.id);
      }
    }
    const unresolved = await store.unresolvedFindings(orgOf(config).name);
    return {
      alerts: alerts.sort(),
      resolved: [...closed.values()].sort(),
      unresolved: unresolved
        .filter(({ staged }) => !staged)
        .map(labelOf)
        .sort(),
      unknown: unknowns,
    };
  } finally {
    await store.close();
  }
}

const HOUR_MS = 3_600_000;

/** A clock that lets something happen between two readings: whoever waits for seconds waits to read again. */
class PausingClock extends FrozenClock {
  whileWaiting: (() => unknown) | undefined;

  override async sleep(milliseconds: number): Promise<void> {
    await super.sleep(milliseconds);
    const happening = milliseconds >= 1_000 ? this.whileWaiting : undefined;
    if (!happening) return;
    this.whileWaiting = undefined;
    happening();
  }
}

/** A rule that never finds anything, and keeps what rules are shown: so the verdicts of all others can be asked for. */
class Listener {
  #heard: RuleContext | undefined;
  readonly rule: OrgRule = {
    id: 'corpus-listener',
    scope: 'org',
    defaultSeverity: 'info',
    needs: [],
    doc: { what: '', why: '', when: '', fix: '', silence: '' },
    judge: (context) => {
      this.#heard = context;
      return compliant;
    },
  };

  /** The verdicts of the last run, unless it was quiet. */
  judgements({ rules: settings }: GuardianConfig): Judgement[] | undefined {
    const context = this.#heard;
    this.#heard = undefined;
    return context && judgeAll({ rules: JUDGED_RULES, context, settings });
  }
}

function stepsOf({ happens = [] }: Case): Step[] {
  const steps = typeof happens === 'function' ? [happens] : happens;
  return steps.map((step) => (typeof step === 'function' ? { happens: step } : step));
}

/** A verdict that is violated and also leaves something open counts, too. */
function unknownOf(judgements: readonly Judgement[], nameOf: (id: string) => string): string[] {
  const open = judgements.filter(({ because }) => because !== undefined);
  return open.map(({ rule, clientId }) => unknown(rule, nameOf(clientId))).sort();
}

function orgOf({ orgs }: GuardianConfig): NonNullable<GuardianConfig['orgs']>[number] {
  const [org] = orgs ?? [];
  if (!org) throw new Error('the manifest names no org');
  return org;
}

function sourceOf(simulator: InProcessSimulator, clock: FrozenClock) {
  return openGenesys({
    gateway: 'http://simulator',
    fetch: simulator.fetch,
    credentials: async () => simulator.credentials,
    now: () => clock.now(),
    share: 1,
    // Retries at once: pauses are the adapter's own matter, and are tested there.
    retry: { attempts: 2, firstDelayMs: 1, maxDelayMs: 5, maxRetryAfterMs: 0, pollMs: 1 },
  });
}
