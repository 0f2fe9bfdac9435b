import type { OrgConfig } from '../../domain/manifest.ts';
import { isSwitchedOn } from '../../domain/own-permissions.ts';
import type { Rule } from '../../rules/rule.ts';

/** A rule of which a back-test says nothing, and why. */
export interface NotReplayed {
  readonly rule: string;
  readonly because: string;
}

/** Why a rule cannot be asked about any past of this org; undefined where it can. */
export function whyNotReplayed({ id, needs }: Pick<Rule, 'id' | 'needs'>, org: OrgConfig): string | undefined {
  const own = OF_THE_GUARDIAN.get(id);
  if (own) return own;
  const missing = needs.find((source) => source !== 'usage' && !isSwitchedOn(source, org));
  return missing && `The source ${missing} is switched off for the org in guardian.yaml.`;
}

/** Rules about the guardian's own reading: what its client held and lacked is in no revision. */
const OF_THE_GUARDIAN: ReadonlyMap<string, string> = new Map([
  [
    'guardian-blind',
    'It judges how the guardian reads, and what was tried and failed is not in the history of the org.',
  ],
  ['guardian-overprivileged', "It judges the token of the guardian's own client, of which no past is stored."],
]);
