import { ALL_DIVISIONS } from '../../../domain/client.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { ProposedRole } from '../../../domain/manifest-proposal.ts';
import type { Role } from '../../../domain/org.ts';
import { isWildcardPermission, type Permission, permissionImplies } from '../../../domain/permission.ts';
import { permissionRisk } from '../../../domain/permission-risk.ts';
import { scopeRisk } from '../../../domain/scope-catalogue.ts';
import { isAtLeast, severityRank } from '../../../domain/severity.ts';
import { byText } from '../../../domain/text-order.ts';
import { holdersOf } from '../../../rules/role-holders.ts';
import type { ClientFacts, RuleContext } from '../../../rules/rule.ts';
import type { KnownUse } from './known-use.ts';

/**
 * What somebody should look at before an entry is committed, in sentences: what is risky, what no call needed, and what was
 * never decided. None of it changes what the entry says. Pure.
 */

export interface NoteOptions {
  /** How long a client may be idle before that is said. */
  readonly unusedDays: number;
  /** False for an entry that writes the advised least in place of what is held. */
  readonly approvesPresent: boolean;
}

/** Of the client as a whole. */
export function clientNotes(
  { client, access }: ClientFacts,
  use: KnownUse,
  told: readonly Finding[],
  { unusedDays, approvesPresent }: NoteOptions,
): string[] {
  const words = (rule: string) => {
    if (!SILENCED.has(rule)) return ', and no entry silences it';
    return approvesPresent ? ', and this entry approves it' : '';
  };
  return [
    ...told.map(({ severity, title, id, rule }) => `told as ${severity}${words(rule)}: ${title} (${id})`),
    ...(client.grantType === 'TOKEN'
      ? ['the implicit grant ends by March 2027: have the vendor move to the code grant with PKCE']
      : []),
    ...(client.grantType === 'PASSWORD' ? ['the password grant hands the password of a user to the app'] : []),
    ...listed(access.missingRoles, (all) => `holds roles that were not found, and that no entry can approve: ${all}`),
    ...(use.idleDays !== undefined && use.idleDays >= unusedDays
      ? [`no request in ${use.idleDays} days: is it still needed?`]
      : []),
    ...observationNote(use),
  ];
}

/** Rules that compare with what is approved: an entry that writes the present ends what they say. */
const SILENCED: ReadonlySet<string> = new Set([
  'scope-added',
  'scope-removed',
  'scopes-excessive',
  'scope-broader-than-needed',
  'role-added',
  'role-removed',
  'division-widened',
  'home-division-grant',
  'all-divisions-grant',
  'grant-type-changed',
  'redirect-uri-changed',
  'token-lifetime-raised',
  'client-created',
]);

function observationNote({ advice, noAdvice }: KnownUse): string[] {
  if (!advice) return [`what of it is needed is not known: ${noAdvice ?? 'no call was observed'}`];
  const { daysObserved, daysWanted, requests } = advice.basis;
  if (requests === 0) return ['what of it is needed is not known: no call was observed'];
  if (daysObserved < daysWanted) {
    return [`not observed long enough to say what is needed: ${daysObserved} of ${daysWanted} days`];
  }
  return [];
}

/** Of one scope. */
export function scopeNotes(scope: string, { advice }: KnownUse): string[] {
  const { severity, reason } = scopeRisk(scope);
  return [
    ...(isAtLeast(severity, 'high') ? [`${severity}: ${reason}`] : []),
    ...unneeded([scope], advice).map(() => `no call of ${advice?.basis.daysObserved} days needed it`),
    ...(advice?.narrow ?? [])
      .filter(({ from, wait }) => from === scope && wait === undefined)
      .map(({ to }) => `for its calls ${to.join(', ')} would do`),
  ];
}

/** Of one role in its divisions. */
export function roleNotes(
  { name, divisions }: Omit<ProposedRole, 'notes'>,
  roles: readonly Role[],
  { facts, use, context }: { readonly facts: ClientFacts; readonly use: KnownUse; readonly context: RuleContext },
): string[] {
  const permissions = [...new Set(roles.flatMap((role) => role.permissions))];
  const unused = unneeded(permissions, use.advice);
  return [
    ...(divisions.includes(ALL_DIVISIONS) ? ['* reaches every division, also those to come'] : []),
    ...(divisions.some((division) => division.toLowerCase() === 'home')
      ? ['home: whatever was never given a division of its own lives there']
      : []),
    ...roles.filter((role) => role.name !== name).map((role) => `this is the role ${role.name}`),
    ...listed(permissions.filter(isWildcardPermission), (all) => `wildcards: ${all}`),
    ...riskNotes(permissions),
    ...roles.flatMap((role) => sharedNote(role, facts, context)),
    ...listed(
      unused,
      (all) =>
        `no call of ${use.advice?.basis.daysObserved} days needed ${unused.length} of ${permissions.length}: ${all}`,
    ),
  ];
}

function riskNotes(permissions: readonly Permission[]): string[] {
  const risks = permissions
    .map(permissionRisk)
    .filter(({ severity }) => isAtLeast(severity, 'high'))
    .sort((a, b) => severityRank(a.severity) - severityRank(b.severity) || byText(a.permission, b.permission));
  const rest = risks.length - MOST_RISKS;
  return [
    ...risks.slice(0, MOST_RISKS).map(({ permission, severity, reason }) => `${severity}: ${permission}: ${reason}`),
    ...(rest > 0 ? [`and ${rest} more of high or critical risk`] : []),
  ];
}

const MOST_RISKS = 3;

function sharedNote(role: Role, { client }: ClientFacts, context: RuleContext): string[] {
  const others = holdersOf(role.id, context)
    .filter((other) => other.client.id !== client.id)
    .map((other) => other.client.name)
    .sort();
  const holders = [...others, ...((role.userCount ?? 0) > 0 ? ['people'] : [])];
  return listed(holders, (all) => `also held by ${all}: an edit for one of them changes all`);
}

/**
 * Of some names those that nothing needed, by an advice that would take them away now. Wildcards of the advice's own words
 * are looked through: it may name what a role gives in another way.
 */
function unneeded(names: readonly string[], advice: KnownUse['advice']): string[] {
  if (!advice || advice.basis.requests === 0) return [];
  const removable = advice.remove.filter(({ wait, breaks }) => wait === undefined && breaks.length === 0);
  return names.filter((name) => removable.some((each) => each.name === name || permissionImplies(each.name, name)));
}

const MOST_LISTED = 5;

function listed(names: readonly string[], words: (all: string) => string): string[] {
  if (names.length === 0) return [];
  const rest = names.length - MOST_LISTED;
  return [words(`${names.slice(0, MOST_LISTED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`)];
}
