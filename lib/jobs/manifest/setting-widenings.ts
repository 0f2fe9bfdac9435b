import type { GuardianConfig, Thresholds } from '../../domain/manifest.ts';
import type { Widening } from '../../domain/manifest-verdict.ts';
import { ruleSetting } from '../../domain/rule-setting.ts';
import { isWorse } from '../../domain/triage.ts';
import type { WideningInput } from './widenings.ts';

/** What is no longer told under a file: waivers, rules that are off or staged, thresholds that speak later. Pure. */
export function settingWidenings(input: WideningInput): Widening[] {
  return [...waivers(input), ...rules(input), ...thresholds(input)];
}

function waivers({ config, base, placeOf }: WideningInput): Widening[] {
  const known = new Map(base.waivers.map((waiver) => [waiver.finding, waiver] as const));
  return config.waivers.flatMap((waiver, index) => {
    const before = known.get(waiver.finding);
    if (before && before.evidence === waiver.evidence && before.until >= waiver.until) return [];
    const how = before?.evidence === waiver.evidence ? 'for longer' : before ? 'for other evidence' : '';
    return [
      {
        kind: 'waiver',
        vendor: null,
        what: waiver.finding,
        severity: 'medium',
        message: `${waiver.by} waives ${waiver.finding}${how && ` ${how}`} until ${waiver.until.slice(0, DAY_LENGTH)}: ${waiver.reason}`,
        place: placeOf(['waivers', index]),
      },
    ];
  });
}

const DAY_LENGTH = 'yyyy-MM-dd'.length;

function rules({ config, base, placeOf }: WideningInput): Widening[] {
  return Object.keys(config.rules).flatMap((rule): Widening[] => {
    const message = quieter(rule, config.rules, base.rules);
    if (!message) return [];
    const severity = ruleSetting(config.rules, rule).isOff ? 'high' : 'medium';
    return [{ kind: 'rule', vendor: null, what: rule, severity, message, place: placeOf(['rules', rule], 'key') }];
  });
}

function quieter(rule: string, now: GuardianConfig['rules'], base: GuardianConfig['rules']): string | undefined {
  const [setting, before] = [ruleSetting(now, rule), ruleSetting(base, rule)];
  if (setting.isOff)
    return before.isOff ? undefined : `The rule ${rule} is switched off: what it would find is not told.`;
  if (setting.isStaged && !before.isStaged) return `The rule ${rule} is staged: what it finds is told to nobody.`;
  const { severity } = setting;
  if (!severity || severity === before.severity) return undefined;
  return before.severity && isWorse(severity, before.severity)
    ? undefined
    : `What the rule ${rule} finds counts as ${severity}, and not as ${before.severity ?? 'the rule itself says'}.`;
}

/** Those that speak the later the higher they are. */
const LATER_IF_HIGHER = [
  'quotaShare',
  'rateLimitedShare',
  'failingShare',
  'minimumRequests',
  'spikeDeviations',
  'unusedDays',
  'observationDays',
  'youngGrantDays',
  'usageStaleHours',
  'maxTokenSeconds',
  'excessiveScopeShare',
] as const satisfies readonly (keyof Thresholds)[];

function thresholds({ config, base, placeOf }: WideningInput): Widening[] {
  return LATER_IF_HIGHER.flatMap((name): Widening[] => {
    const [now, was] = [config.thresholds[name], base.thresholds[name]];
    if (now <= was) return [];
    return [
      {
        kind: 'threshold',
        vendor: null,
        what: `${name}: ${was} → ${now}`,
        severity: 'low',
        message: `The threshold ${name} is raised from ${was} to ${now}: rules speak later.`,
        place: placeOf(['thresholds', name], 'key'),
      },
    ];
  });
}
