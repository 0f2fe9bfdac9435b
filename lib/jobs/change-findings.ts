import { later } from '../domain/day.ts';
import type { Actor, Finding, Transition } from '../domain/finding.ts';
import { unresolvedAfter } from '../domain/life-cycle.ts';
import { remindersDue, wakeTime } from '../domain/reminder.ts';
import { ruleSetting } from '../domain/rule-setting.ts';
import { type FindingsById, lastScanOf, type RunRecord } from '../domain/run.ts';
import { judgeAll } from '../rules/engine.ts';
import type { RuleContext } from '../rules/rule.ts';
import type { Memory } from './memory.ts';
import type { ScanOptions } from './scan.ts';
import { transitionsOf } from './transitions.ts';
import { violatedFindings, violatedIds } from './violations.ts';

type ChangeOptions = Pick<ScanOptions, 'store' | 'org' | 'config' | 'rules'> & {
  readonly latest: RunRecord | undefined;
};

/** What becomes of the findings of an org in one run. */
export interface ChangedFindings {
  readonly transitions: readonly Transition[];
  /** Open findings of which people are reminded now. */
  readonly reminders: readonly Finding[];
  /** Findings that are not resolved after this run. */
  readonly unresolved: readonly Finding[];
  /** ISO time at which the next of them falls due: a reminder, or the end of a waiver. */
  readonly wakeAt?: string;
}

/** Asks every rule, and carries the findings on by what they say. Reads only findings that had been resolved. */
export async function changeFindings(
  options: ChangeOptions,
  {
    context,
    memory,
    actors,
  }: {
    readonly context: RuleContext;
    readonly memory: Memory;
    /** Who made a change, by id of what changed. */
    readonly actors: ReadonlyMap<string, Actor>;
  },
): Promise<ChangedFindings> {
  const { config, rules, org, latest } = options;
  const judgements = judgeAll({ rules, context, settings: config.rules });
  const known = await knownFindings(options, memory, violatedIds(judgements, org.name));
  // Rules judge by the clock; what they find is filed after the last run, even if the clock was set back.
  const filed = { ...context, now: later(context.now, latest?.at ?? '') };
  const seen = violatedFindings({ rules, judgements, known, context: filed, actors });
  const asked = rules.filter(({ id }) => !ruleSetting(config.rules, id).isOff);
  const transitions = transitionsOf({
    seen,
    judgements,
    rules: asked,
    unresolved: memory.unresolved,
    known,
    context: filed,
    waivers: config.waivers,
    lastRun: latest && { at: lastScanOf(latest).at, sources: latest.sources },
  });
  const after = unresolvedAfter(memory.unresolved, transitions);
  const reminders = remindersDue(after, config, filed.now);
  const unresolved = withReminders(after, reminders);
  const wakeAt = wakeTime(unresolved, config);
  return { transitions, reminders, unresolved, ...(wakeAt && { wakeAt }) };
}

/** Which of the findings were seen before: unresolved ones are at hand, so only the others are looked up. */
async function knownFindings(
  { store, org, latest }: ChangeOptions,
  memory: Memory,
  ids: readonly string[],
): Promise<FindingsById> {
  const unresolved = new Map(memory.unresolved.map((finding) => [finding.id, finding] as const));
  const others = latest ? ids.filter((id) => !unresolved.has(id)) : [];
  return others.length === 0 ? unresolved : new Map([...unresolved, ...(await store.findingsById(org.name, others))]);
}

function withReminders(findings: readonly Finding[], reminders: readonly Finding[]): readonly Finding[] {
  const reminded = new Map(reminders.map((finding) => [finding.id, finding] as const));
  return findings.map((finding) => reminded.get(finding.id) ?? finding);
}
