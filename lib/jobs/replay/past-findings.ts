import { type Actor, type Finding, NO_CLIENT, type Transition } from '../../domain/finding.ts';
import type { GuardianConfig } from '../../domain/manifest.ts';
import { judgeAll } from '../../rules/engine.ts';
import type { ClientFacts, Rule, RuleContext } from '../../rules/rule.ts';
import { transitionsOf } from '../transitions.ts';
import { violatedFindings } from '../violations.ts';
import { KnownTimes } from './known-times.ts';
import type { Touched } from './touched.ts';

/** The findings of a past that is judged again, from moment to moment. */
export class PastFindings {
  readonly known = new KnownTimes();
  readonly #open = new Map<string, Finding>();
  /** Resolved ones included. */
  readonly #seen = new Map<string, Finding>();

  /** Asks some rules about those who were touched, and answers what opened, changed and was resolved by that. */
  judge(asked: {
    readonly rules: readonly Rule[];
    readonly context: RuleContext;
    readonly settings: GuardianConfig['rules'];
    readonly touched: Touched;
    /** Of all clients that are there, by id. */
    readonly facts: ReadonlyMap<string, ClientFacts>;
  }): Transition[] {
    const { rules, context, settings, touched, facts } = asked;
    if (rules.length === 0) return [];
    const clients = touched === 'all' ? context.clients : [...touched].flatMap((id) => facts.get(id) ?? []);
    const judgements = judgeAll({ rules, context, settings, clients });
    for (const judgement of judgements) this.known.note(judgement, context.now);
    if (touched !== 'all') {
      for (const id of touched) if (!facts.has(id)) this.known.end(id, context.now);
    }
    const seen = violatedFindings({ rules, judgements, known: this.#seen, context, actors: NO_ACTORS });
    const transitions = transitionsOf({
      seen,
      judgements,
      rules,
      unresolved: [...this.#open.values()].filter(isAsked(rules, touched)),
      known: new Map([...seen.keys()].flatMap((id) => entryOf(id, this.#seen.get(id)))),
      context,
      // What was waived was found all the same.
      waivers: [],
      lastRun: undefined,
    });
    for (const { to, finding } of transitions) {
      this.#seen.set(finding.id, finding);
      if (to === 'resolved') this.#open.delete(finding.id);
      else this.#open.set(finding.id, finding);
    }
    return transitions;
  }
}

const NO_ACTORS: ReadonlyMap<string, Actor> = new Map();

/** The open findings of which the rules have just been asked: silence about the others says nothing. */
function isAsked(rules: readonly Rule[], touched: Touched): (finding: Finding) => boolean {
  const asked = new Map(rules.map((rule) => [rule.id, rule] as const));
  return ({ rule, client }) => {
    const found = asked.get(rule);
    if (!found) return false;
    return touched === 'all' || found.scope === 'org' || client.id === NO_CLIENT.id || touched.has(client.id);
  };
}

function entryOf<T>(id: string, value: T | undefined): readonly (readonly [string, T])[] {
  return value === undefined ? [] : [[id, value]];
}
