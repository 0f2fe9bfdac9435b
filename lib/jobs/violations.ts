import { type Actor, type Finding, findingId, NO_CLIENT } from '../domain/finding.ts';
import type { FindingsById } from '../domain/run.ts';
import type { JudgedViolation, Judgement } from '../rules/engine.ts';
import type { ClientFacts, Rule, RuleContext } from '../rules/rule.ts';

/** What turns judged violations into findings. */
export interface FindingInput {
  readonly rules: readonly Rule[];
  readonly judgements: readonly Judgement[];
  /** Findings of these violations that were seen before, resolved ones included. */
  readonly known: FindingsById;
  readonly context: RuleContext;
  /** Actors of this run's changes, by id of the changed entity. */
  readonly actors: ReadonlyMap<string, Actor>;
}

/** The findings that the judgements name, by id. Pure. */
export function violatedFindings(input: FindingInput): ReadonlyMap<string, Finding> {
  const { context, judgements, rules } = input;
  const facts = new Map(context.clients.map((client) => [client.client.id, client] as const));
  const usageRules = new Set(rules.filter(({ needs }) => needs.includes('usage')).map(({ id }) => id));
  const asOf = (rule: string) => (usageRules.has(rule) ? context.usage?.asOf : undefined) ?? context.now;
  const findings = new Map<string, Finding>();
  for (const judgement of judgements) {
    for (const violation of judgement.violations) {
      // Whoever edited a client did not make its calls.
      const actors = usageRules.has(judgement.rule) ? NOBODY : input.actors;
      const finding = findingFrom(judgement, violation, { ...input, actors }, facts.get(judgement.clientId));
      findings.set(finding.id, { ...finding, asOf: asOf(judgement.rule) });
    }
  }
  return findings;
}

const NOBODY: FindingInput['actors'] = new Map();

/** Ids of the findings that the judgements name: to look up which of them were seen before. */
export function violatedIds(judgements: readonly Judgement[], org: string): string[] {
  return judgements.flatMap((judgement) => judgement.violations.map((violation) => idOf(judgement, violation, org)));
}

function idOf({ rule, clientId }: Judgement, { client, subject }: JudgedViolation, org: string): string {
  return findingId({ org, clientId: client?.id ?? clientId, rule, subject });
}

function findingFrom(
  judgement: Judgement,
  violation: JudgedViolation,
  { context, known, actors }: FindingInput,
  facts: ClientFacts | undefined,
): Finding {
  const { org, now } = context;
  const id = idOf(judgement, violation, org.name);
  const client = violation.client ?? (facts ? { id: facts.client.id, name: facts.client.name } : NO_CLIENT);
  const actor = actorOf(violation, client.id, actors);
  return {
    id,
    rule: judgement.rule,
    severity: violation.severity,
    state: 'open',
    org: org.name,
    client,
    vendor: violation.vendor ?? facts?.vendor?.name ?? facts?.integrationVendor ?? null,
    subject: violation.subject,
    title: violation.title,
    because: violation.because,
    evidence: violation.evidence,
    ...(violation.change && { change: violation.change }),
    fix: violation.fix.map((step) => withOrg(step, org.name)),
    ...(actor && { actor }),
    firstSeen: known.get(id)?.firstSeen ?? now,
    lastSeen: now,
    asOf: now,
    ...(violation.staged && { staged: true }),
  };
}

/** Rules write `guardian usage --client …`: whoever pastes it where there are several orgs has to say which one. */
function withOrg(step: string, org: string): string {
  const named = /^[\w.-]+$/.test(org) ? org : `'${org.replaceAll("'", `'\\''`)}'`;
  return step.replaceAll(COMMAND, (command) => `${command} --org ${named}`);
}

const COMMAND = /\bguardian (?:accept|advise|doctor|explain|usage)\b/g;

/** Whoever edited what the violation is about in this run: what the rule names, else the client. */
function actorOf(
  { changedBy }: JudgedViolation,
  clientId: string,
  actors: ReadonlyMap<string, Actor>,
): Actor | undefined {
  const edited = (changedBy ?? [clientId]).find((entityId) => actors.has(entityId));
  return edited === undefined ? undefined : actors.get(edited);
}
