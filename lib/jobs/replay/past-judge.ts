import type { OAuthClient } from '../../domain/client.ts';
import { addDays } from '../../domain/day.ts';
import { type Actor, type Finding, NO_CLIENT, type Transition } from '../../domain/finding.ts';
import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import type { RunState } from '../../domain/run.ts';
import { judgeAll } from '../../rules/engine.ts';
import type { ClientFacts, Rule, RuleContext } from '../../rules/rule.ts';
import { approvalsOf } from '../approve.ts';
import { committedCoverage } from '../committed-context.ts';
import { ruleContext } from '../facts.ts';
import { transitionsOf } from '../transitions.ts';
import { vendorOf } from '../vendor-of.ts';
import { violatedFindings } from '../violations.ts';
import { KnownTimes } from './known-times.ts';
import type { Moment } from './moments.ts';
import type { Past, ReadCalls } from './past.ts';
import { PastCalls } from './past-calls.ts';
import { PastOrg } from './past-org.ts';
import { lastEndedDay, lookBackDays } from './past-usage.ts';
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
  readonly known = new KnownTimes();
  readonly #judging: Judging;
  readonly #org: PastOrg;
  readonly #calls: PastCalls | undefined;
  readonly #facts = new Map<string, ClientFacts>();
  readonly #open = new Map<string, Finding>();
  /** Resolved ones included. */
  readonly #seen = new Map<string, Finding>();
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
    if (changes.length > 0) this.#approveBySight({ at, touched, sources: before });
    return touched;
  }

  /** What a scan approves by itself, by the scan's own code: first sightings, and roles that the manifest names. */
  #approveBySight(seen: {
    readonly at: string;
    readonly touched: Touched;
    /** As they were before. */
    readonly sources: RunState['sources'];
  }): void {
    const { at, touched, sources } = seen;
    const { org, config, past } = this.#judging;
    const { heads, snapshot, roleBodies } = this.#org;
    const coverage = committedCoverage({ at, sources: this.#sources });
    const isComplete = (source: keyof typeof coverage) => coverage[source].status === 'complete';
    const none = { unsettled: [], revisions: [] };
    const approvals = approvalsOf({
      observation: {
        kinds: {
          client: { ...none, entities: this.#clients(touched), isComplete: isComplete('clients') },
          role: { ...none, entities: snapshot.role, isComplete: isComplete('roles') },
          division: { ...none, entities: snapshot.division, isComplete: isComplete('divisions') },
          integration: { ...none, entities: snapshot.integration, isComplete: isComplete('integrations') },
          authorization: { ...none, entities: snapshot.authorization, isComplete: isComplete('authorizations') },
        },
        snapshot,
        revisions: [],
      },
      memory: { heads, roleBodies, unresolved: [], usageDays: [], endpoints: [] },
      latest: {
        sources,
        ...(past.baselineAt !== undefined && at > past.baselineAt && { baselineAt: past.baselineAt }),
      },
      vendorOf: (client) => vendorOf(client, { vendors: config.vendors, orgName: org.name, heads: heads.client }),
    });
    for (const approval of approvals) this.#org.approve(approval, at);
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
    if (rules.length === 0) return [];
    const clients = touched === 'all' ? context.clients : [...touched].flatMap((id) => this.#facts.get(id) ?? []);
    const judgements = judgeAll({ rules, context, settings: this.#judging.config.rules, clients });
    for (const judgement of judgements) this.known.note(judgement, context.now);
    if (touched !== 'all') {
      for (const id of touched) if (!this.#facts.has(id)) this.known.end(id, context.now);
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

/** Rules that hold grants or the manifest against calls by operation. The other rules never look at them. */
export const RULES_BY_CALLS: ReadonlySet<string> = new Set([
  'scope-unused',
  'permission-unused',
  'permission-missing',
  'endpoint-unapproved',
]);

/** True for rules that are judged by whole days of usage. */
export function isOfUsage({ needs }: Pick<Rule, 'needs'>): boolean {
  return needs.includes('usage');
}

function isByCalls({ id }: Rule): boolean {
  return RULES_BY_CALLS.has(id);
}

function isOfOrg({ scope }: Rule): boolean {
  return scope === 'org';
}

const NOBODY: Touched = new Set();
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
