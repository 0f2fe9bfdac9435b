import type { GuardianConfig } from './manifest.ts';
import type { Severity } from './severity.ts';

/** What `guardian.yaml` says of one rule, however it writes it. */
export interface RuleSetting {
  /** Not judged at all. */
  readonly isOff: boolean;
  /** Recorded and shown, told to nobody. */
  readonly isStaged: boolean;
  /** In place of the severity that the rule would give. */
  readonly severity?: Severity | undefined;
}

/** The setting of a rule; where `guardian.yaml` says nothing of it, it is judged and told. */
export function ruleSetting(rules: GuardianConfig['rules'], rule: string): RuleSetting {
  const written = rules[rule];
  if (written === 'off') return { isOff: true, isStaged: false };
  return { isOff: written?.off ?? false, isStaged: written?.staging ?? false, severity: written?.severity };
}
