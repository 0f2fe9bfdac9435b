import { addDays, type Day, dayOf } from '../../../domain/day.ts';
import { type GuardianConfig, GuardianConfigSchema, type OrgConfig, type Vendor } from '../../../domain/manifest.ts';
import type {
  LeftOutClient,
  ManifestProposal,
  ProposedClient,
  ProposedRole,
  ProposedVendor,
} from '../../../domain/manifest-proposal.ts';
import type { Role } from '../../../domain/org.ts';
import type { OrgState } from '../../../domain/org-state.ts';
import { byText } from '../../../domain/text-order.ts';
import type { ClientFacts, RuleContext } from '../../../rules/rule.ts';
import { vendorOf } from '../../vendor-of.ts';
import { stateContext } from '../judge-manifest.ts';
import { unseenOf } from '../unseen.ts';
import { writableClients } from './client-words.ts';
import { exactEntry } from './entry.ts';
import { clientNotes, roleNotes, scopeNotes } from './excess.ts';
import { type EntryGroup, type EntryOf, grouped } from './grouping.ts';
import type { KnownUse } from './known-use.ts';
import { leastAspects } from './least.ts';

/** What a proposal is made of. */
export interface ProposalInput {
  readonly state: OrgState;
  readonly org: OrgConfig;
  readonly thresholds: GuardianConfig['thresholds'];
  /** By client id. A client of which nothing is known is absent. */
  readonly uses: ReadonlyMap<string, KnownUse>;
  /** Vendors that stand in the file already: their clients need no other entry. */
  readonly existing: readonly Vendor[];
  /** True where the file names several orgs: an entry then says which one it is about. */
  readonly namesOrg: boolean;
  /** Writes clients by name where the name means them alone. */
  readonly byName: boolean;
  /** Writes the advised least where it is sure, in place of the present. */
  readonly least: boolean;
  /** UTC day by which entries are to be looked at again. */
  readonly reviewBy: Day;
  readonly now: Date;
}

/** Days after which an entry is to be looked at again, where nobody says otherwise. */
export const REVIEW_DAYS = 90;

/** The day by which an entry that is made now should be looked at again. */
export function reviewDay(now: Date, days = REVIEW_DAYS): Day {
  return addDays(dayOf(now), days);
}

/** The manifest that approves what is there now, with what should be looked at. The same state gives the same. Pure. */
export function proposeManifest(input: ProposalInput): ManifestProposal {
  const { state, org, existing } = input;
  const context = unmanagedContext(input);
  const sorted = [...context.clients].sort(
    (a, b) => byText(a.client.name, b.client.name) || byText(a.client.id, b.client.id),
  );
  const unclaimed = sorted.filter(
    ({ client }) => !vendorOf(client, { vendors: existing, orgName: org.name, heads: state.heads.client }),
  );
  const leftOut = unclaimed.flatMap((facts) => leftOutFor(facts, state));
  const sawAllRoles = context.coverage.roles.status === 'complete';
  const without = new Set(leftOut.map(({ id }) => id));
  const entries = unclaimed
    .filter(({ client }) => !without.has(client.id))
    .map((facts): EntryOf => ({ facts, entry: exactEntry(facts, { snapshot: context.snapshot, sawAllRoles }) }));
  const groups = grouped(
    entries,
    existing.map(({ name }) => name),
  );
  const words = writableClients(context.clients, input);
  return {
    org,
    asOf: state.asOf,
    isLeast: input.least,
    notes: unseenOf(state, org).map((sentence) => `not everything was seen: ${sentence}`),
    vendors: groups.map((group) => vendorFor(group, { ...input, context, words })),
    leftOut,
  };
}

/** Facts with no vendor at all: each client as it was seen. */
function unmanagedContext({ state, org, thresholds, now }: ProposalInput): RuleContext {
  const config: GuardianConfig = { ...NOTHING_WRITTEN, thresholds };
  return stateContext({ state, org, config, now: now.toISOString() });
}

const NOTHING_WRITTEN = GuardianConfigSchema.parse({});

function leftOutFor({ client }: ClientFacts, { ownClientId }: OrgState): LeftOutClient[] {
  const { id, name, state, deletesAt } = client;
  const why = whyLeftOut();
  return why === undefined ? [] : [{ id, name, why }];

  function whyLeftOut(): string | undefined {
    if (id === ownClientId) return "the guardian's own; guardian-overprivileged judges it";
    if (state !== 'active') {
      const end = deletesAt === undefined ? '' : `, will be deleted at ${deletesAt}`;
      return `${state}${end}; an entry approves active clients only`;
    }
    return isWritableId(id) ? undefined : 'its id cannot be written so that it means this client alone';
  }
}

function isWritableId(id: string): boolean {
  return id !== '' && id.trim() === id && !/[*?]/.test(id);
}

interface Composing extends ProposalInput {
  readonly context: RuleContext;
  readonly words: ReadonlyMap<string, string>;
}

function vendorFor({ name, members, kin }: EntryGroup, input: Composing): ProposedVendor {
  const { namesOrg, org, reviewBy } = input;
  const [first] = members;
  if (!first) throw new RangeError('an entry without a client');
  const { entry } = first;
  const least = input.least && members.length === 1 ? leastAspects(useOf(first, input).advice) : undefined;
  const { scopes = entry.scopes && scopeLines(entry.scopes, members, input), permissions } = least ?? {};
  return {
    name,
    notes: [
      ...(least?.notes ?? stands(first, input)),
      ...kinNote(kin),
      ...memberNotes(members, input, least === undefined),
    ],
    clients: members.map(({ facts }) => clientWords(facts, input)),
    ...(namesOrg && { orgs: [org.name] }),
    ...(entry.grantType && { grantType: entry.grantType }),
    ...(scopes && { scopes }),
    ...(entry.roles && { roles: entry.roles.map((role) => roleFor(role, first, input)) }),
    ...(permissions && { permissions }),
    ...(entry.redirectUris && { redirectUris: entry.redirectUris }),
    ...(entry.maxTokenSeconds !== undefined && { maxTokenSeconds: entry.maxTokenSeconds }),
    unwritten: entry.unwritten,
    ...quotaSuggestion(members, input),
    ...callSuggestion(members, input),
    reviewBy,
  };
}

/** Why the present stands though the least was asked for. */
function stands(member: EntryOf, input: Composing): string[] {
  if (!input.least) return [];
  const { advice } = useOf(member, input);
  const reasons = advice && advice.confidence.reasons.length > 0 ? `: ${advice.confidence.reasons.join('; ')}` : '';
  return [`what is held stands, for the least is not sure enough${reasons}`];
}

function kinNote(kin: readonly string[]): string[] {
  if (kin.length === 0) return [];
  const rest = kin.length > MOST_KIN ? ` and ${kin.length - MOST_KIN} more` : '';
  return [
    `perhaps the vendor of ${kin.slice(0, MOST_KIN).join(', ')}${rest}, too: one entry would allow each what the other holds`,
  ];
}

const MOST_KIN = 3;

/** Of several clients each note names the one that it is about. */
function memberNotes(members: readonly EntryOf[], input: Composing, approvesPresent: boolean): string[] {
  const { unusedDays } = input.thresholds;
  const told = new Map<string, OrgState['unresolved'][number][]>();
  for (const finding of input.state.unresolved) {
    if (finding.state !== 'open') continue;
    told.set(finding.client.id, [...(told.get(finding.client.id) ?? []), finding]);
  }
  return members.flatMap((member) => {
    const { client } = member.facts;
    const findings = [...(told.get(client.id) ?? [])].sort((a, b) => byText(a.id, b.id));
    const notes = clientNotes(member.facts, useOf(member, input), findings, { unusedDays, approvesPresent });
    return members.length === 1 ? notes : notes.map((note) => `${client.name}: ${note}`);
  });
}

function scopeLines(
  scopes: readonly string[],
  members: readonly EntryOf[],
  input: Composing,
): ProposedVendor['scopes'] {
  return scopes.map((value) => {
    const notes = members.map((member) => scopeNotes(value, useOf(member, input)));
    // What holds for one client of several does not hold for the entry.
    return { value, notes: (notes[0] ?? []).filter((note) => notes.every((others) => others.includes(note))) };
  });
}

function roleFor(role: NonNullable<Vendor['roles']>[number], member: EntryOf, input: Composing): ProposedRole {
  const { facts } = member;
  const { context } = input;
  return {
    ...role,
    notes: roleNotes(role, rolesMeant(role.name, facts, context), { facts, use: useOf(member, input), context }),
  };
}

function rolesMeant(name: string, { client }: ClientFacts, { snapshot }: RuleContext): Role[] {
  const wanted = name.toLowerCase();
  const held = new Set(client.grants.map(({ roleId }) => roleId));
  return [...(snapshot.role?.values() ?? [])].filter(
    (role) => held.has(role.id) && (role.id === wanted || role.name.toLowerCase() === wanted),
  );
}

function clientWords({ client: { id, name } }: ClientFacts, { words }: Composing): ProposedClient {
  return { written: words.get(id) ?? id, id, name };
}

/** Suggested where it is known what the clients use: twice of that, in whole steps of five per cent, and never above the quota. */
function quotaSuggestion(members: readonly EntryOf[], input: Composing): Pick<ProposedVendor, 'quotaShare'> {
  const shares = members.flatMap((member) => useOf(member, input).share ?? []);
  if (shares.length < members.length) return {};
  const most = Math.max(...shares);
  const value = Math.min(1, Math.max(1, Math.ceil((most * 2) / STEP)) / (1 / STEP));
  return { quotaShare: { value: Math.round(value * 100) / 100, why: `it used ${percent(most)} of the hourly budget` } };
}

const STEP = 0.05;

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}

function callSuggestion(members: readonly EntryOf[], input: Composing): Pick<ProposedVendor, 'endpoints'> {
  const calls = [...new Set(members.flatMap((member) => useOf(member, input).calls))].sort();
  if (calls.length === 0) return {};
  return { endpoints: { calls: calls.slice(0, MOST_CALLS), more: Math.max(0, calls.length - MOST_CALLS) } };
}

const MOST_CALLS = 12;

function useOf({ facts }: EntryOf, { uses }: ProposalInput): KnownUse {
  return uses.get(facts.client.id) ?? { calls: [] };
}
