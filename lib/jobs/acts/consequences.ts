import { type Finding, findingId } from '../../domain/finding.ts';
import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import type { RunRecord } from '../../domain/run.ts';
import { isConclusive, type Judgement, judgeAll } from '../../rules/engine.ts';
import type { Rule, RuleContext } from '../../rules/rule.ts';
import { committedContext } from '../committed-context.ts';
import { judgementOf } from '../judgement-of.ts';
import { violatedIds } from '../violations.ts';
import type { Acceptance } from './acceptance.ts';

/** What an acceptance will do to findings, once a scan has read everything again. */
export interface Consequences {
  /** Findings of the client that will be gone. */
  readonly resolves: readonly Finding[];
  /** Findings of the client that will still be there, and what would silence them. */
  readonly stays: readonly { readonly finding: Finding; readonly hint: string }[];
  /** Drift that the acceptance itself brings, of this client or of another one that the edited entry covers. */
  readonly opens: readonly {
    readonly id: string;
    readonly rule: string;
    readonly client: string;
    readonly title: string;
  }[];
}

/**
 * Judges the committed state by all rules, as it is approved now and as it will be. What cannot be judged without
 * reading anything (usage above all) stays. Pure.
 */
export function consequencesOf(options: {
  readonly org: OrgConfig;
  /** With the edited entry. */
  readonly config: GuardianConfig;
  readonly rules: readonly Rule[];
  readonly acceptance: Acceptance;
  readonly latest: RunRecord;
  readonly unresolved: readonly Finding[];
  /** ISO time. */
  readonly at: string;
}): Consequences {
  const { org, config, rules, acceptance, latest, unresolved, at } = options;
  const context = committedContext({ org, config, memory: acceptance.memory, latest, now: at });
  const judge = (seen: RuleContext) => judgeAll({ rules, context: seen, settings: config.rules });
  const [before, after] = [judge(acceptance.before), judge(context)];
  const violated = new Set(violatedIds(after, org.name));
  const outcomeOf = judgementOf(after, rules);
  const mine = unresolved.filter(({ client }) => client.id === acceptance.client.id);
  const isGone = (finding: Finding) => {
    const judgement = outcomeOf(finding);
    return !violated.has(finding.id) && judgement !== undefined && isConclusive(judgement, finding.subject);
  };
  return {
    resolves: mine.filter(isGone),
    stays: mine
      .filter((finding) => !isGone(finding))
      .map((finding) => ({ finding, hint: hintOf(finding, { rules, isJudged: violated.has(finding.id) }) })),
    opens: opened({
      after,
      context,
      org: org.name,
      known: [...violatedIds(before, org.name), ...unresolved.map(({ id }) => id)],
    }),
  };
}

function opened(options: {
  readonly after: readonly Judgement[];
  readonly context: RuleContext;
  readonly org: string;
  readonly known: readonly string[];
}): Consequences['opens'] {
  const { after, context, org } = options;
  const known = new Set(options.known);
  const names = new Map(context.clients.map(({ client }) => [client.id, client.name] as const));
  return after.flatMap(({ rule, clientId, violations }) =>
    violations.flatMap(({ client, subject, title }) => {
      const about = client?.id ?? clientId;
      const id = findingId({ org, clientId: about, rule, subject });
      return known.has(id) ? [] : [{ id, rule, client: client?.name ?? names.get(about) ?? about, title }];
    }),
  );
}

function hintOf(
  { rule }: Finding,
  { rules, isJudged }: { readonly rules: readonly Rule[]; readonly isJudged: boolean },
): string {
  const asked = rules.find(({ id }) => id === rule);
  if (!asked) return 'its rule is not known to this version';
  return isJudged ? asked.doc.silence : 'the next scan judges it: it hangs on more than the state of the client';
}
