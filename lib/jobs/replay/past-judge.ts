import type { OAuthClient } from '../../domain/client.ts';
import { addDays } from '../../domain/day.ts';
import type { Transition } from '../../domain/finding.ts';
import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import type { RunState } from '../../domain/run.ts';
import type { ClientFacts, Rule, RuleContext } from '../../rules/rule.ts';
import { committedCoverage } from '../committed-context.ts';
import { ruleContext } from '../facts.ts';
import type { KnownTimes } from './known-times.ts';
import type { Moment } from './moments.ts';
import type { Past, ReadCalls } from './past.ts';
import { PastCalls } from './past-calls.ts';
import { PastFindings } from './past-findings.ts';
import { PastOrg } from './past-org.ts';
import { approvedBySight } from './past-sight.ts';
import { lastEndedDay, lookBackDays } from './past-usage.ts';
import { isByCalls, isOfOrg, isOfUsage } from './rule-kinds.ts';
import { type Touched, touchedBy } from './touched.ts';
import { withUsage } from './usage-then.ts';

/** What a past is judged by. */
export interface Judging {
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  readonly rules: readonly Rule[];
  readonly past: Past;
  readonly readCalls: ReadCalls;
}

/**
 * Walks through a past and judges it as scans would have: the same facts, the same engine, the same life of findings.
 * Of the configuration it asks again only about clients that a change can have touched, and of usage once a day: a test
 * holds the verdicts equal to those of judging everything at every moment.
 */
export class PastJudge {
  readonly #judging: Judging;
  readonly #org: PastOrg;
  readonly #calls: PastCalls | undefined;
  readonly #facts = new Map<string, ClientFacts>();
  readonly #findings = new PastFindings();
  readonly #ofUsage: readonly Rule[];
  readonly #ofConfiguration: readonly Rule[];
  #sources: RunState['sources'];
  #knownFrom: string | undefined;

  constructor(judging: Judging) {
    const { past, rules, config } = judging;
    this.#judging = judging;
    this.#org = new PastOrg(past.start, past.roleBodies);
    this.#sources = past.start.sources;
    this.#ofUsage = rules.filter(isOfUsage);
    this.#ofConfiguration = rules.filter((rule) => !isOfUsage(rule));
    const oldest = addDays(lastEndedDay(past.since), -lookBackDays(config.thresholds));
    this.#calls =
      past.observed && rules.some(isByCalls) ? new PastCalls(judging.readCalls, past.observed, oldest) : undefined;
  }

  /** ISO time of the first moment at which anything was known of the org; undefined before that. */
  get knownFrom(): string | undefined {
    return this.#knownFrom;
  }

  /** Since when each rule could say something of whom. */
  get known(): KnownTimes {
    return this.#findings.known;
  }

  /** Takes the past on to a moment, and answers what scans would have said then. Moments are given in their order. */
  async at(moment: Moment): Promise<readonly Transition[]> {
    const touched = this.#advance(moment);
    if (this.#org.isEmpty) return [];
    const { at, isMidnight, changes } = moment;
    const isFirst = this.#knownFrom === undefined;
    this.#knownFrom ??= at;
    const whom: Touched = isFirst ? 'all' : touched;
    const isChanged = isFirst || changes.length > 0;
    const context = this.#contextAt(at, whom);
    const transitions = isChanged ? this.#judge(this.#ofConfiguration, context, whom) : [];
    // Deletions fall off the list as days go by.
    if (!isChanged) transitions.push(...this.#judge(this.#ofConfiguration.filter(isOfOrg), context, NOBODY));
    if ((isMidnight || isFirst) && this.#ofUsage.length > 0) {
      const measured = await this.#measured(context);
      transitions.push(...this.#judge(this.#ofUsage, measured, 'all'));
    }
    return transitions;
  }

  #advance({ at, changes }: Moment): Touched {
    const { org, config } = this.#judging;
    const ask = touchedBy(changes, this.#org);
    const before = this.#org.isEmpty ? {} : this.#sources;
    for (const change of changes) {
      switch (change.what) {
        case 'revision':
          this.#org.apply(change.revision);
          break;
        case 'approval':
          this.#org.approve(change.approval, at);
          break;
        case 'coverage':
          this.#sources = change.sources;
          break;
        default:
          change satisfies never;
      }
    }
    const touched = ask({ org, config });
    if (changes.length > 0) {
      const seen = { org: this.#org, clients: this.#clients(touched), before, sources: this.#sources, at };
      for (const approval of approvedBySight(this.#judging, seen)) this.#org.approve(approval, at);
    }
    return touched;
  }

  #clients(touched: Touched): ReadonlyMap<string, OAuthClient> {
    const { client } = this.#org.snapshot;
    if (touched === 'all') return client;
    return new Map(
      [...touched].flatMap((id) => {
        const body = client.get(id);
        return body ? [[id, body] as const] : [];
      }),
    );
  }

  /** Facts of those who were touched are worked out anew; those of all others are as they were. */
  #contextAt(now: string, touched: Touched): RuleContext {
    const { org, config, past } = this.#judging;
    const { heads, snapshot, roleBodies } = this.#org;
    const context = ruleContext({
      org,
      config,
      now,
      coverage: committedCoverage({ at: now, sources: this.#sources }),
      sources: this.#sources,
      snapshot: { ...snapshot, client: this.#clients(touched) },
      heads: heads.client,
      authorizationHeads: heads.authorization,
      revisions: [],
      newApprovals: [],
      roleBodies,
      unsettledClients: new Set(),
      ownClientId: past.ownClientId,
    });
    for (const facts of context.clients) this.#facts.set(facts.client.id, facts);
    for (const id of this.#facts.keys()) if (!snapshot.client.has(id)) this.#facts.delete(id);
    // A new snapshot at each moment, for rules remember what they worked out of one.
    return { ...context, snapshot: { ...snapshot }, clients: [...this.#facts.values()] };
  }

  async #measured(context: RuleContext): Promise<RuleContext> {
    const { org, config, past } = this.#judging;
    const calls = await this.#calls?.until(lastEndedDay(context.now));
    return withUsage(context, { org, config, past, calls, heads: this.#org.heads, roleBodies: this.#org.roleBodies });
  }

  #judge(rules: readonly Rule[], context: RuleContext, touched: Touched): Transition[] {
    const settings = this.#judging.config.rules;
    return this.#findings.judge({ rules, context, settings, touched, facts: this.#facts });
  }
}

const NOBODY: Touched = new Set();
