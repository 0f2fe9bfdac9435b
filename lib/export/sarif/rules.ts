import type { ReportingDescriptor, Result } from 'sarif';
import { REMARKS, WIDENINGS } from '../../domain/manifest-verdict.ts';
import { type Severity, severityRank, worstSeverity } from '../../domain/severity.ts';

/** What a viewer shows of a rule. Full sentences. */
export interface RuleHelp {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** What is said of a file beside the findings of rules. */
export const FILE_RULES: readonly RuleHelp[] = [
  {
    id: 'manifest-problem',
    what: 'guardian.yaml is not in order.',
    why: 'A file with a problem is used by nobody: neither a scan nor a deployment takes it.',
    fix: 'Mend the place that the message names. docs/guardian.schema.json lets editors complete and check the file.',
  },
  ...WIDENINGS.map((kind) => ({
    id: `widened-${kind}`,
    what: `The change to guardian.yaml allows more than before, or tells of less: ${kind.replaceAll('-', ' ')}.`,
    why: 'What the file allows is told to nobody any more. Whoever reviews the change should know that this is in it.',
    fix: 'Review it as the access that it is. If it is wanted, approve the change; else take it out of the file.',
  })),
  ...REMARKS.map((kind) => ({
    id: `remark-${kind}`,
    what: `An entry of guardian.yaml should be looked at: ${kind.replaceAll('-', ' ')}.`,
    why: 'No rule speaks of it, but what the entry says may not be what it is meant to say.',
    fix: 'Look at the entry that the message names, and mend or remove it.',
  })),
];

type Level = 'error' | 'warning' | 'note';

/** How grave it is in SARIF's three levels. */
export function levelOf(severity: Severity): Level {
  switch (severity) {
    case 'critical':
    case 'high':
      return 'error';
    case 'medium':
      return 'warning';
    case 'low':
    case 'info':
      return 'note';
    default:
      return severity satisfies never;
  }
}

/** A rule as the tool describes it, as severe as the worst of its results: viewers weigh rules, and not results. */
export function descriptorOf(
  { id, what, why, fix }: RuleHelp,
  severities: readonly Severity[],
  rulesUri: string | undefined,
): ReportingDescriptor {
  const worst = worstSeverity(severities, 'info');
  const weight = SECURITY_SEVERITY[severityRank(worst)];
  return {
    id,
    name: nameOf(id),
    shortDescription: { text: what },
    fullDescription: { text: `${what} ${why}` },
    help: {
      text: `${what}\n\nWhy it matters: ${why}\n\nHow to fix it: ${fix}`,
      markdown: `${what}\n\n**Why it matters.** ${why}\n\n**How to fix it.** ${fix}`,
    },
    ...(rulesUri !== undefined && { helpUri: `${rulesUri}#${id}` }),
    defaultConfiguration: { level: levelOf(worst) },
    properties: {
      precision: 'very-high',
      tags: weight === undefined ? ['oauth'] : ['oauth', 'security'],
      ...(weight !== undefined && { 'security-severity': weight }),
    },
  };
}

/** GitHub: over 9.0 is critical, from 7.0 on high, from 4.0 on medium, below that low. Nothing for what is only told. */
const SECURITY_SEVERITY = ['9.5', '8.0', '5.5', '2.0'] as const;

/** `scope-added` as `ScopeAdded`: viewers show names of this kind. */
function nameOf(id: string): string {
  return id
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

/** A result before it is known at which index its rule stands. */
export interface Judged {
  readonly rule: string;
  readonly severity: Severity;
  readonly result: Omit<Result, 'ruleId' | 'ruleIndex' | 'level'>;
}
