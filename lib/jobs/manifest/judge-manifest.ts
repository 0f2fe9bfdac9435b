import { later } from '../../domain/day.ts';
import type { Finding } from '../../domain/finding.ts';
import { unresolvedAfter } from '../../domain/life-cycle.ts';
import type { GuardianConfig, OrgConfig } from '../../domain/manifest.ts';
import type { FilePlace, JudgedManifest, ManifestFinding, PlaceOf } from '../../domain/manifest-verdict.ts';
import type { OrgState } from '../../domain/org-state.ts';
import { ruleSetting } from '../../domain/rule-setting.ts';
import { severityRank } from '../../domain/severity.ts';
import { byText } from '../../domain/text-order.ts';
import { judgeAll } from '../../rules/engine.ts';
import type { Rule, RuleContext } from '../../rules/rule.ts';
import { committedContext } from '../committed-context.ts';
import { transitionsOf } from '../transitions.ts';
import { violatedFindings } from '../violations.ts';
import { unseenOf } from './unseen.ts';

/** What {@link judgeManifest} looks at. */
export interface JudgingInput {
  readonly state: OrgState;
  readonly rules: readonly Rule[];
  /** The org as the workbench knows it: what the manifest itself says of it goes first. */
  readonly org: OrgConfig;
  readonly config: GuardianConfig;
  /** What is in force now, to tell what the manifest changes. */
  readonly base?: GuardianConfig;
  /** ISO time at which rules judge. */
  readonly now: string;
  readonly placeOf: PlaceOf;
}

/**
 * What the next scan would make of an org under a manifest: the very rules and the very life of findings, upon the state
 * that is given. Rules that judge by usage, or the guardian itself, are left out: no manifest is to blame for either. Pure.
 */
export function judgeManifest(input: JudgingInput): Omit<JudgedManifest, 'state'> {
  const { state, rules, org, config, base } = input;
  const asked = rules.filter(isOfConfiguration);
  const under = judgedUnder({ ...input, rules: asked });
  const before = base && judgedUnder({ ...input, rules: asked, config: base });
  const wasOpen = before && new Set(openIds(before.findings));
  const isOpen = new Set(openIds(under.findings));
  const places = placesByClient(under.context, input);
  const shown = (finding: Finding) => asShown(finding, places(finding.client.id));
  const left = new Set(rules.filter((rule) => !asked.includes(rule)).map(({ id }) => id));
  return {
    org: state.org,
    unseen: unseenOf(state, orgIn(config, org)),
    notJudged: {
      rules: [...left],
      open: state.unresolved.filter(({ rule, state: now }) => left.has(rule) && now === 'open').length,
    },
    findings: under.findings
      .map((finding) => ({ ...shown(finding), isNew: wasOpen ? isNew(finding, wasOpen) : null }))
      .sort(worstFirst),
    closes: (before?.findings ?? [])
      .filter(({ id, state: then }) => then === 'open' && !isOpen.has(id))
      .map((finding) => ({ ...shown(finding), isNew: false }))
      .sort(worstFirst),
  };
}

/** The facts of an org under a manifest, from a state and nothing else. Pure. */
export function stateContext({
  state,
  org,
  config,
  now,
}: Omit<JudgingInput, 'rules' | 'base' | 'placeOf'>): RuleContext {
  const context = committedContext({ org: orgIn(config, org), config, memory: state, latest: state, now });
  return { ...context, ...(state.ownClientId && { ownClientId: state.ownClientId }) };
}

/** True for rules that judge what an org is, and not what is called or how well the guardian sees. */
function isOfConfiguration({ id, needs }: Rule): boolean {
  return !needs.includes('usage') && !OF_THE_GUARDIAN.has(id);
}

const OF_THE_GUARDIAN: ReadonlySet<string> = new Set(['guardian-blind', 'guardian-overprivileged']);

function judgedUnder(input: Omit<JudgingInput, 'placeOf'>): {
  readonly findings: readonly Finding[];
  readonly context: RuleContext;
} {
  const { state, rules, config } = input;
  const now = later(input.now, state.at);
  const context = stateContext({ ...input, now });
  const judgements = judgeAll({ rules, context, settings: config.rules });
  const ids = new Set(rules.map(({ id }) => id));
  const unresolved = state.unresolved.filter(({ rule }) => ids.has(rule));
  const known = new Map(unresolved.map((finding) => [finding.id, finding] as const));
  const transitions = transitionsOf({
    seen: violatedFindings({ rules, judgements, known, context, actors: new Map() }),
    judgements,
    rules: rules.filter(({ id }) => !ruleSetting(config.rules, id).isOff),
    unresolved,
    known,
    context,
    waivers: config.waivers,
    lastRun: undefined,
  });
  return { findings: unresolvedAfter(unresolved, transitions), context };
}

/** What the manifest says of the org; where it names none, what is known of it. */
function orgIn({ orgs }: GuardianConfig, org: OrgConfig): OrgConfig {
  return orgs?.find(({ name }) => name === org.name) ?? org;
}

function openIds(findings: readonly Finding[]): string[] {
  return findings.filter(({ state }) => state === 'open').map(({ id }) => id);
}

function isNew({ id, state }: Finding, wasOpen: ReadonlySet<string>): boolean {
  return state === 'open' && !wasOpen.has(id);
}

/** The entry of each client's vendor; of clients that no entry covers, and of the org, the file alone. */
function placesByClient(
  { clients, gone }: RuleContext,
  { config, placeOf }: Pick<JudgingInput, 'config' | 'placeOf'>,
): (clientId: string) => FilePlace {
  const vendors = new Map([...gone, ...clients].map(({ client, vendor }) => [client.id, vendor] as const));
  return (clientId) => {
    const vendor = vendors.get(clientId);
    if (vendor) return placeOf(['vendors', config.vendors.indexOf(vendor)]);
    const { file } = placeOf([]);
    return { file };
  };
}

function asShown(finding: Finding, place: FilePlace): Omit<ManifestFinding, 'isNew'> {
  const { id, rule, severity, state, org, client, vendor, subject, title, because, change, fix, staged } = finding;
  return {
    id,
    rule,
    severity,
    // Nothing resolved is among what is unresolved.
    state: state === 'resolved' ? 'open' : state,
    org,
    client,
    vendor,
    subject,
    title,
    because,
    ...(change && { change }),
    fix,
    staged: staged ?? false,
    place,
  };
}

function worstFirst(a: ManifestFinding, b: ManifestFinding): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) || byText(a.client.name, b.client.name) || byText(a.id, b.id)
  );
}
