import { later } from '../../domain/day.ts';
import { NO_CLIENT } from '../../domain/finding.ts';
import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import { ruleSetting } from '../../domain/rule-setting.ts';
import type { Store } from '../../ports.ts';
import type { Rule } from '../../rules/rule.ts';
import { allPages } from '../every-page.ts';
import { type Comparison, compareEpisodes } from './compare.ts';
import { type Episode, episodesOf, recordedEpisodes, type TimedTransition } from './episodes.ts';
import { momentsOf } from './moments.ts';
import { alertsByWeek, type WeekOfAlerts } from './noise.ts';
import { type NotReplayed, whyNotReplayed } from './not-replayed.ts';
import { PastJudge } from './past-judge.ts';
import { readPast } from './read-past.ts';
import { isOfUsage } from './rule-kinds.ts';
import { type RuleSummary, rulesSummarised } from './rule-summary.ts';
import { configToTry, type WhatIf } from './what-if.ts';

export interface ReplayOptions {
  readonly store: Store;
  readonly org: OrgConfig;
  /** As `guardian.yaml` is. */
  readonly config: GuardianConfig;
  /** The rules to ask. */
  readonly rules: readonly Rule[];
  /** ISO times. */
  readonly since: string;
  readonly until: string;
  readonly now: Date;
  readonly whatIf?: WhatIf | undefined;
  /** Tells of this client alone. All of them are judged, for some rules compare them. */
  readonly clientId?: string | undefined;
  /** Tells of clients of this vendor alone, by its name. */
  readonly vendor?: string | undefined;
  readonly onProgress?: ((message: string) => void) | undefined;
}

/** What today's rules would have said of the past, against what was said. */
export interface Replay extends Comparison {
  /** ISO times. */
  readonly since: string;
  readonly until: string;
  /** The first time of the range at which anything of the org was known; null where nothing was. */
  readonly knownFrom: string | null;
  /** Everything that would have fired, oldest first. */
  readonly wouldFire: readonly Episode[];
  readonly rules: readonly RuleSummary[];
  readonly weeks: readonly WeekOfAlerts[];
  readonly notReplayed: readonly NotReplayed[];
  readonly assumptions: readonly string[];
  /** True if a rule that was asked had no answer for a part of the past. */
  readonly isIncomplete: boolean;
  readonly cost: { readonly itemsRead: number; readonly requests: number; readonly moments: number };
}

/** Back-tests: judges the stored past of an org by rules and a configuration of today. Writes nothing, tells nobody. */
export async function replay(options: ReplayOptions): Promise<Replay> {
  const { store, org, config, since, until, now, onProgress } = options;
  const before = store.consumption;
  const tried = configToTry(config, options.whatIf ?? {});
  const notReplayed = options.rules.flatMap((rule): NotReplayed[] => {
    const because = whyNotReplayed(rule, org) ?? (isOff(tried, rule.id) ? OFF : undefined);
    return because === undefined ? [] : [{ rule: rule.id, because }];
  });
  const silent = new Set(notReplayed.map(({ rule }) => rule));
  const rules = options.rules.filter(({ id }) => !silent.has(id));
  const latest = await store.latestRun(org.name);
  if (!latest) return nothingKnown({ since, until, notReplayed });

  const past = await readPast(
    { store, org: org.name, since, until },
    { latest, thresholds: tried.thresholds, now, onProgress },
  );
  const judge = new PastJudge({
    org,
    config: tried,
    rules,
    past,
    readCalls: (from, through) => store.endpointDays(org.name, from, through),
  });
  const transitions: TimedTransition[] = [];
  const moments = momentsOf(past);
  for (const [index, moment] of moments.entries()) {
    if (index === 0 || moment.at.endsWith(FIRST_OF_MONTH))
      onProgress?.(`judging ${moment.at.slice(0, 7)} by ${rules.length === 1 ? '1 rule' : `${rules.length} rules`}`);
    for (const transition of await judge.at(moment)) transitions.push({ ...transition, at: moment.at });
  }

  const isWanted = wantedBy(options);
  const replayed = episodesOf(transitions, since).filter(isWanted);
  const recorded = (await recordedIn(options)).filter(isWanted);
  const scopes = new Map(options.rules.map((rule) => [rule.id, rule] as const));
  const comparison = compareEpisodes({
    replayed,
    recorded,
    isOff: (rule) => isOff(tried, rule),
    isOfUsage: (rule) => isOfUsage(scopes.get(rule) ?? { needs: [] }),
    isUnknown: ({ rule, subject, client, openedAt }) => {
      if (silent.has(rule)) return !isOff(tried, rule);
      const clientId = scopes.get(rule)?.scope === 'org' ? NO_CLIENT.id : client.id;
      return judge.known.isUnknown({ rule, clientId, subject }, openedAt);
    },
  });
  const summary = rulesSummarised({ rules: options.rules, config, comparison, known: judge.known, until });
  const { itemsRead, requests } = store.consumption;
  return {
    since,
    until,
    knownFrom: judge.knownFrom ?? null,
    ...comparison,
    wouldFire: replayed,
    rules: summary,
    weeks: alertsByWeek(
      replayed.filter(({ isStaged }) => !isStaged),
      { since: later(since, judge.knownFrom ?? until), until },
    ),
    notReplayed,
    assumptions: past.assumptions,
    isIncomplete:
      judge.knownFrom === undefined ||
      judge.knownFrom > since ||
      summary.some(({ judgedShare }) => (judgedShare ?? 1) < 1),
    cost: { itemsRead: itemsRead - before.itemsRead, requests: requests - before.requests, moments: moments.length },
  };
}

const FIRST_OF_MONTH = '-01T00:00:00.000Z';
const OFF = 'It is switched off in guardian.yaml: --include-off judges it as if it were on.';

function isOff({ rules }: GuardianConfig, rule: string): boolean {
  return ruleSetting(rules, rule).isOff;
}

function nothingKnown({ since, until, notReplayed }: Pick<Replay, 'since' | 'until' | 'notReplayed'>): Replay {
  return {
    since,
    until,
    knownFrom: null,
    both: [],
    onlyReplay: [],
    onlyHistory: [],
    undecided: [],
    wouldFire: [],
    rules: [],
    weeks: [],
    notReplayed,
    assumptions: [],
    isIncomplete: true,
    cost: { itemsRead: 0, requests: 0, moments: 0 },
  };
}

function wantedBy({ rules, clientId, vendor }: ReplayOptions): (episode: Episode) => boolean {
  const asked = new Set(rules.map(({ id }) => id));
  const name = vendor?.toLowerCase();
  return (episode) =>
    asked.has(episode.rule) &&
    (clientId === undefined || episode.client.id === clientId) &&
    (name === undefined || episode.vendor?.toLowerCase() === name);
}

/** The most that a page of the store holds. */
const PAGE = 1_000;

/** Records are read up to now, and not to the end of the range: they tell what was open at its beginning. */
async function recordedIn({ store, org, since, until, clientId, onProgress }: ReplayOptions): Promise<Episode[]> {
  onProgress?.('reading what was found then');
  const question = { from: since, limit: PAGE, ...(clientId !== undefined && { clientId }) };
  const records = await allPages((turn) => store.history(org.name, { ...question, ...turn }));
  const unresolved = await store.unresolvedFindings(org.name);
  return recordedEpisodes({ records: records.reverse(), unresolved, since, until });
}
