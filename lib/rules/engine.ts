import type { SourceCoverage, SourceName } from '../domain/coverage.ts';
import { NO_CLIENT } from '../domain/finding.ts';
import type { GuardianConfig } from '../domain/manifest.ts';
import { type RuleSetting, ruleSetting } from '../domain/rule-setting.ts';
import { isStale } from '../domain/usage/freshness.ts';
import { meteredClients } from './metered-clients.ts';
import {
  type ClientFacts,
  type ClientRule,
  compliant,
  type MeteredClient,
  type Rule,
  type RuleContext,
  unknownBecause,
  type Verdict,
  type Violation,
  violatedBy,
} from './rule.ts';

/** What a rule says of one client, or of the org. */
export interface Judgement {
  readonly rule: string;
  /** A client's id, or `-` for a rule that judges the org; its violations may still name clients. */
  readonly clientId: string;
  readonly outcome: Verdict['outcome'];
  /** Empty unless the outcome is `violated`. */
  readonly violations: readonly JudgedViolation[];
  /** For `unknown`: why. For `violated`: what could not be judged beside the violations. */
  readonly because?: string;
  /** Of these subjects alone nothing is known; left out where `because` is about all. */
  readonly unknownSubjects?: readonly string[];
}

/** A violation with the settings of `guardian.yaml` applied. */
export interface JudgedViolation extends Violation {
  /** True where the rule is staged: recorded and shown, not notified. */
  readonly staged: boolean;
}

/** True if the subject was really judged: only then may its finding, no longer among the violations, resolve. */
export function isConclusive({ because, unknownSubjects }: Judgement, subject: string): boolean {
  return because === undefined || (unknownSubjects !== undefined && !unknownSubjects.includes(subject));
}

/**
 * Asks every rule about everything that it judges. What cannot be known is answered here, once for all rules: a source
 * that was not read whole, a client that was changing while it was read, and usage that nobody has measured yet are
 * `unknown`, never clean. Pure. Throws {@link RuleError} where a rule fails, for its silence would look like "clean".
 */
export function judgeAll(options: {
  readonly rules: readonly Rule[];
  readonly context: RuleContext;
  readonly settings: GuardianConfig['rules'];
  /** Rules that judge clients judge these alone; the others only stand in the context. Default: all. */
  readonly clients?: readonly ClientFacts[];
}): Judgement[] {
  const { context, clients = context.clients } = options;
  const metered = meteredClients(context);
  return options.rules.flatMap((rule) => {
    const setting = ruleSetting(options.settings, rule.id);
    return setting.isOff ? [] : judgementsOf(rule, { context, clients, metered, setting, ...gapsOf(rule, context) });
  });
}

/** A rule that threw or contradicted itself. `cause` is what it threw. */
export class RuleError extends Error {
  override readonly name: string = 'RuleError';
  readonly rule: string;
  readonly clientId: string;

  constructor(options: {
    readonly rule: string;
    readonly clientId: string;
    readonly problem: string;
    readonly cause?: unknown;
  }) {
    const about = options.clientId === NO_CLIENT.id ? 'the org' : `client ${options.clientId}`;
    super(`Rule ${options.rule} could not judge ${about}: ${options.problem}`, { cause: options.cause });
    this.rule = options.rule;
    this.clientId = options.clientId;
  }
}

interface Asking extends Gaps {
  readonly context: RuleContext;
  readonly clients: readonly ClientFacts[];
  readonly metered: readonly MeteredClient[];
  readonly setting: RuleSetting;
}

/** A judgement of everything that the rule judges: of the org, or of each client. */
function judgementsOf(rule: Rule, asking: Asking): Judgement[] {
  const { context, clients, metered, setting, gap, unseen } = asking;
  // Who is being judged when a rule throws. No closure for each client: there are thousands, for every rule.
  let clientId: string = NO_CLIENT.id;
  try {
    switch (rule.scope) {
      case 'org':
        return [judgement(rule.id, clientId, gap ? unknownBecause(gap) : rule.judge(context), setting)];
      case 'client':
        return clients.map((facts) => {
          clientId = facts.client.id;
          const because = gap ?? unsettled(facts.isUnsettled);
          const verdict = because ? unknownBecause(because) : inPart(clientVerdict(rule, facts, context), unseen);
          return judgement(rule.id, clientId, verdict, setting);
        });
      case 'metered':
        return metered.map((client) => {
          clientId = client.id;
          const because = gap ?? unsettled(client.isUnsettled);
          const verdict =
            because || !context.usage
              ? unknownBecause(because ?? UNMEASURED)
              : rule.judge(client, context.usage, context);
          return judgement(rule.id, clientId, verdict, setting, namedBy(client));
        });
      default:
        return rule satisfies never;
    }
  } catch (cause) {
    if (cause instanceof RuleError) throw cause;
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new RuleError({ rule: rule.id, clientId, problem, cause });
  }
}

/** A client that is just what was approved has no differences from it, whatever the rule. */
function clientVerdict(rule: ClientRule, facts: ClientFacts, context: RuleContext): Verdict {
  return rule.isDrift && facts.isAsApproved ? compliant : rule.judge(facts, context);
}

/** Client and vendor for violations of clients that only usage may show. */
function namedBy({ id, name, vendorName }: MeteredClient): Pick<Violation, 'client' | 'vendor'> {
  return { client: { id, name }, ...(vendorName && { vendor: vendorName }) };
}

/** Why a rule cannot be asked at all, and why it can be asked only about what was seen. */
interface Gaps {
  readonly gap?: string;
  readonly unseen?: string;
}

/**
 * A client stands whole in the listing, so a listing with gaps still allows to judge the clients that are in it: what
 * was seen counts. Any other source that was not read whole leaves the rule without an answer.
 */
function gapsOf(rule: Rule, context: RuleContext): Gaps {
  const { coverage, usage } = context;
  const needs = new Set(rule.needs.filter((source) => !isRecalled(rule, source, context)));
  const clients = sourceGap('clients', coverage.clients);
  const sawSome = rule.scope === 'client' && coverage.clients.status === 'incomplete' && needs.delete('clients');
  const gaps = [...needs].flatMap((source) => sourceGap(source, coverage[source]) ?? []);
  if (gaps.length > 0) return { gap: `${gaps.join('. ')}.` };
  if (needs.has('usage') && usage === undefined) return { gap: UNMEASURED };
  return sawSome && clients ? { unseen: `${clients}.` } : {};
}

/** True if an earlier run has read the source for this one: the snapshot then holds what that run committed. */
function isRecalled(
  { recalls = [] }: Rule,
  source: SourceName,
  { coverage, sources, now, thresholds }: RuleContext,
): boolean {
  if (!recalls.includes(source) || coverage[source].status !== 'skipped') return false;
  const { failures = 1, lastCompleteAt } = sources[source] ?? {};
  return failures === 0 && !isStale(lastCompleteAt, now, thresholds.usageStaleHours);
}

/** A verdict on what was seen of a source with gaps: it can accuse, and it can clear nothing. */
function inPart(verdict: Verdict, unseen: string | undefined): Verdict {
  if (!unseen || verdict.outcome === 'unknown') return verdict;
  return violatedBy(verdict.outcome === 'violated' ? verdict.violations : [], unseen);
}

function sourceGap(source: SourceName, { status, reason }: SourceCoverage): string | undefined {
  const why = reason ? `: ${reason.replace(/\.$/, '')}` : '';
  switch (status) {
    case 'complete':
      return undefined;
    case 'incomplete':
      return `Only a part of ${source} was read${why}`;
    case 'skipped':
      return `The source ${source} was not read in this run${why}`;
    case 'failed':
      return `The source ${source} could not be read${why}`;
    default:
      return status satisfies never;
  }
}

function unsettled(isUnsettled: boolean): string | undefined {
  return isUnsettled ? 'The client changed between the two reads of this run: the next run judges it.' : undefined;
}

function judgement(
  rule: string,
  clientId: string,
  verdict: Verdict,
  { isStaged, severity }: RuleSetting,
  of?: Pick<Violation, 'client' | 'vendor'>,
): Judgement {
  const { outcome } = verdict;
  if (outcome === 'compliant') return { rule, clientId, outcome, violations: NONE };
  const unknown = verdict.unknownSubjects && { unknownSubjects: verdict.unknownSubjects };
  switch (outcome) {
    case 'unknown':
      return { rule, clientId, outcome, violations: NONE, because: verdict.because, ...unknown };
    case 'violated': {
      if (verdict.violations.length === 0) throw new RuleError({ rule, clientId, problem: NAMES_NOTHING });
      const violations = verdict.violations.map((violation) => ({
        ...of,
        ...violation,
        severity: severity ?? violation.severity,
        staged: isStaged,
      }));
      return {
        rule,
        clientId,
        outcome,
        violations,
        ...(verdict.alsoUnknown && { because: verdict.alsoUnknown }),
        ...unknown,
      };
    }
    default:
      return outcome satisfies never;
  }
}

/** One list for all: most judgements, of every rule and every client, have no violation. */
const NONE: readonly JudgedViolation[] = [];

const NAMES_NOTHING = 'it says "violated" and names no violation, which would pass as clean';
const UNMEASURED = 'No usage is known yet.';
