import { addDays, dayOf } from '../../domain/day.ts';
import type { Finding } from '../../domain/finding.ts';
import type { GuardianConfig, OrgConfig, Vendor } from '../../domain/manifest.ts';
import type { Overview } from '../../domain/overview.ts';
import { type Head, lastScanOf, type RunRecord } from '../../domain/run.ts';
import { countBySeverity } from '../../domain/severity.ts';
import { byText } from '../../domain/text-order.ts';
import { expiresSoon } from '../../domain/triage.ts';
import type { UsageDay } from '../../domain/usage/day.ts';
import type { Store } from '../../ports.ts';
import type { KnownRule } from '../../rules/known-rules.ts';
import { withLastSight } from '../last-sight.ts';
import { vendorOf } from '../vendor-of.ts';
import { worstAndOldestFirst } from './findings.ts';
import { ofOneState } from './one-state.ts';
import { firstUsageDay, unseenOf } from './unseen.ts';
import { FORECAST_DAYS, summaryOf } from './usage.ts';

/** Where an overview comes from, and of what. */
export interface OverviewOptions {
  readonly store: Store;
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly rules: readonly KnownRule[];
  readonly now: Date;
}

/** Days of usage that an overview shows, the present one included. */
const OVERVIEW_DAYS = 30;

/** An org at a glance, of one committed state: the newest run, three reads beside it, and a look whether it still is. */
export async function findOverview(options: OverviewOptions): Promise<Overview> {
  const { store, org, config, now } = options;
  const { value, mixedWith } = await ofOneState({ store, org: org.name }, async (run) => {
    const [heads, unresolved, usageDays] = await Promise.all([
      run ? store.heads(org.name, 'client') : [],
      run ? store.unresolvedFindings(org.name, run.openDigest) : [],
      run ? store.usageDays(org.name, firstDayOf(config, now), dayOf(now)) : [],
    ]);
    return overviewOf({ ...options, run, heads, unresolved, usageDays });
  });
  return mixedWith ? { ...value, unseen: [...value.unseen, mixedSentence(mixedWith)] } : value;
}

/** The first day of usage that an overview has to know. */
export function firstDayOf(config: GuardianConfig, now: Date): string {
  return firstUsageDay(addDays(dayOf(now), -FORECAST_DAYS), config, now);
}

/** Said of what could not be read between two runs. */
export function mixedSentence({ id, at }: RunRecord): string {
  return `Runs were committed while this was read: some of it may be of ${id} (${at}).`;
}

/** {@link findOverview} of what was read already. Pure. */
export function overviewOf(input: OverviewInput): Overview {
  const { org, config, rules, run, heads, unresolved, usageDays, now } = input;
  const at = now.toISOString();
  const oldest = firstDayOf(config, now);
  const usage = summaryOf({
    days: usageDays.filter(({ date }) => date >= oldest),
    heads,
    org,
    config,
    from: addDays(dayOf(now), 1 - OVERVIEW_DAYS),
    to: dayOf(now),
    now,
  });
  const open = unresolved.filter(({ state, staged }) => state === 'open' && !staged);
  const inState = (wanted: Finding['state']) => unresolved.filter(({ state }) => state === wanted);
  const vendors = presentVendors(input);
  return {
    org: org.name,
    ...(run?.genesysOrg && { genesysOrg: run.genesysOrg }),
    at,
    run: run ? named(run) : null,
    scannedAt: run ? lastScanOf(run).at : null,
    coverage: run?.coverage ?? null,
    unseen: unseenOf({ run, org, config, usage, usageDays, now }),
    open: countBySeverity(open),
    acknowledged: inState('acknowledged').length,
    waived: inState('waived').length,
    staged: inState('open').length - open.length,
    clients: vendors.length,
    unmanaged: vendors.filter((vendor) => vendor === undefined).length,
    worst: [...open]
      .sort(worstAndOldestFirst)
      .slice(0, MOST_WORST)
      .map((finding) => (run ? withLastSight(finding, run, rules) : finding)),
    usage,
    waiversEnding: unresolved
      .flatMap(({ id, title, state, waiver }) =>
        state === 'waived' && waiver && expiresSoon(waiver, at) ? [{ finding: id, title, until: waiver.until }] : [],
      )
      .sort((a, b) => byText(a.until, b.until) || byText(a.finding, b.finding)),
  };
}

interface OverviewInput extends Omit<OverviewOptions, 'store'> {
  readonly run: RunRecord | undefined;
  readonly heads: readonly Head<'client'>[];
  readonly unresolved: readonly Finding[];
  /** Known days from {@link firstDayOf} on; older ones do no harm. */
  readonly usageDays: readonly UsageDay[];
}

const MOST_WORST = 10;

function named({ id, seq, at, job, baselineAt }: RunRecord): NonNullable<Overview['run']> {
  return { id, seq, at, job, ...(baselineAt && { baselineAt }) };
}

/** The vendor of each client that is there; undefined for one that no vendor claims. */
function presentVendors({ heads, config, org }: OverviewInput): (Vendor | undefined)[] {
  const byId = new Map(heads.map((head) => [head.id, head] as const));
  const lookup = { vendors: config.vendors, orgName: org.name, heads: byId };
  return heads.flatMap(({ body }) => (body ? [vendorOf(body, lookup)] : []));
}
