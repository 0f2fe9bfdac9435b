import { type GuardianConfig, type Thresholds, ThresholdsSchema } from '../../domain/manifest.ts';
import { ruleSetting } from '../../domain/rule-setting.ts';
import { UsageError } from '../../errors.ts';

/** What a back-test tries beside what `guardian.yaml` says. */
export interface WhatIf {
  /** Thresholds to try, as somebody wrote them: `{ quotaShare: '0.3' }`. */
  readonly thresholds?: Readonly<Record<string, string>>;
  /** Judges rules that are off or staged as if they were on. */
  readonly includeOff?: boolean;
}

/**
 * The configuration to try. Pure.
 *
 * @throws UsageError for a threshold that does not exist, or for a value that `guardian.yaml` would not take either
 */
export function configToTry(config: GuardianConfig, { thresholds = {}, includeOff }: WhatIf): GuardianConfig {
  return {
    ...config,
    thresholds: thresholdsToTry(config.thresholds, thresholds),
    rules: includeOff ? allOn(config.rules) : config.rules,
  };
}

function thresholdsToTry(known: Thresholds, tried: NonNullable<WhatIf['thresholds']>): Thresholds {
  for (const [name, value] of Object.entries(tried)) {
    if (!(name in known)) {
      throw new UsageError(`there is no threshold '${name}'. Known: ${Object.keys(known).join(', ')}`);
    }
    if (value.trim() === '' || Number.isNaN(Number(value))) {
      throw new UsageError(`the threshold ${name} is a number, and '${value}' is none`);
    }
  }
  const numbers = Object.fromEntries(Object.entries(tried).map(([name, value]) => [name, Number(value)]));
  const parsed = ThresholdsSchema.safeParse({ ...known, ...numbers });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`the threshold ${String(issue?.path[0])} cannot be that: ${issue?.message}`);
}

/** A severity that `guardian.yaml` gives a rule holds all the same. */
function allOn(rules: GuardianConfig['rules']): GuardianConfig['rules'] {
  return Object.fromEntries(
    Object.keys(rules).map((rule) => {
      const { severity } = ruleSetting(rules, rule);
      return [rule, severity ? { severity } : {}];
    }),
  );
}
