import { DAY_MS } from '../../domain/day.ts';
import type { GuardianConfig } from '../../domain/manifest.ts';
import { ruleSetting } from '../../domain/rule-setting.ts';
import type { Rule } from '../../rules/rule.ts';
import type { Comparison } from './compare.ts';
import type { Episode } from './episodes.ts';
import type { KnownTimes } from './known-times.ts';
import { timesTold } from './noise.ts';
import { isOfUsage } from './rule-kinds.ts';

/** What a back-test says of one rule: enough to decide whether to switch it on. */
export interface RuleSummary {
  readonly rule: string;
  /** What `guardian.yaml` says of it, whatever is tried. */
  readonly setting: 'on' | 'staged' | 'off';
  /** `moment`: judged at each change. `day`: by whole days, at the end of each. */
  readonly resolution: 'moment' | 'day';
  /** Findings that opened in the range: then, and in the back-test. */
  readonly fired: number;
  readonly wouldFire: number;
  /** Findings that both have; those that were open before the range count, too. */
  readonly both: number;
  readonly onlyReplay: number;
  readonly onlyHistory: number;
  readonly undecided: number;
  /** Findings that people would have been told of, each time that they opened or grew. */
  readonly alerts: number;
  /** Days for which its findings would have been open, all together. */
  readonly openDays: number;
  /** Share of what it was asked that it could answer, over time; null if it was asked nothing. */
  readonly judgedShare: number | null;
  /** Why the rest is unknown, what held longest first. */
  readonly unknown: readonly string[];
}

/** Reasons that are shown; the others are of the same kind. */
const MOST_REASONS = 3;

/** One line a rule, in the order of the catalogue. */
export function rulesSummarised(options: {
  readonly rules: readonly Rule[];
  readonly config: GuardianConfig;
  readonly comparison: Comparison;
  readonly known: KnownTimes;
  readonly until: string;
}): RuleSummary[] {
  const { rules, config, comparison, known, until } = options;
  const { both, onlyReplay, onlyHistory, undecided } = comparison;
  return rules.map((rule) => {
    const isOfRule = (episode: Episode) => episode.rule === rule.id;
    const agreed = both.filter(({ replayed }) => isOfRule(replayed));
    const replayed = [...agreed.map((one) => one.replayed), ...onlyReplay.filter(isOfRule)];
    const gone = onlyHistory.filter(({ episode }) => isOfRule(episode));
    const open = undecided.filter(isOfRule);
    const recorded = [...agreed.map((one) => one.recorded), ...gone.map(({ episode }) => episode), ...open];
    const { share, because } = known.answered(rule.id, until);
    return {
      rule: rule.id,
      setting: settingOf(config, rule.id),
      resolution: isOfUsage(rule) ? 'day' : 'moment',
      fired: recorded.filter(isNew).length,
      wouldFire: replayed.filter(isNew).length,
      both: agreed.length,
      onlyReplay: replayed.length - agreed.length,
      onlyHistory: gone.length,
      undecided: open.length,
      alerts: replayed.flatMap(timesTold).length,
      openDays: tenths(replayed.reduce((sum, episode) => sum + daysOpen(episode, until), 0)),
      judgedShare: share === undefined ? null : Math.floor(share * 1000) / 1000,
      unknown: because.slice(0, MOST_REASONS),
    };
  });
}

function settingOf({ rules }: GuardianConfig, rule: string): RuleSummary['setting'] {
  const { isOff, isStaged } = ruleSetting(rules, rule);
  if (isOff) return 'off';
  return isStaged ? 'staged' : 'on';
}

function isNew({ wasOpenBefore }: Episode): boolean {
  return !wasOpenBefore;
}

function daysOpen({ openedAt, resolvedAt }: Episode, until: string): number {
  return (Date.parse(resolvedAt ?? until) - Date.parse(openedAt)) / DAY_MS;
}

function tenths(figure: number): number {
  return Math.round(figure * 10) / 10;
}
