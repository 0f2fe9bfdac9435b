import { ALL_DIVISIONS, UNKNOWN_DIVISION } from '../../domain/client.ts';
import type { Permission } from '../../domain/permission.ts';
import type { ClientEvidence } from '../advice/advice.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Reach } from './blast.ts';

/**
 * Grants in divisions that the manifest does not write for the vendor, with the permissions that divisions restrict: of
 * the others a narrower division would change nothing. Where the catalogue does not say, a permission counts, and the
 * answer says that it is uncertain.
 */
export function reachOf(evidence: ClientEvidence, catalogue: Catalogue): Reach[] {
  const approved = approvedIds(evidence);
  return evidence.client.grants.flatMap(({ roleId, divisionId }): Reach[] => {
    const role = evidence.roles.get(roleId);
    if (approved.has(divisionId) || approved.has(ALL_DIVISIONS) || !role) return [];
    const aware = role.permissions.map((name) => ({ name, awareness: awarenessOf(name, catalogue) }));
    const restricted = aware.filter(({ awareness }) => awareness !== false);
    if (restricted.length === 0) return [];
    const permissions = restricted.map(({ name }) => name);
    const divisionName = divisionNameOf(divisionId, evidence);
    return [
      {
        role: { id: role.id, name: role.name },
        divisionId,
        divisionName,
        permissions,
        isUncertain: restricted.some(({ awareness }) => awareness === undefined),
        sentence: `The role ${role.name} gives ${counted(permissions)} ${placed(divisionId, divisionName)}, ${beyond(evidence)}.`,
      },
    ];
  });
}

/** Names of the divisions that the manifest writes for the vendor, sorted; null where it writes none. */
export function approvedNames({ vendor }: ClientEvidence): readonly string[] | null {
  return vendor?.roles ? [...new Set(vendor.roles.flatMap(({ divisions }) => divisions))].sort() : null;
}

function divisionNameOf(id: string, { divisions }: Pick<ClientEvidence, 'divisions'>): string {
  return divisions.get(id)?.name ?? id;
}

function approvedIds(evidence: ClientEvidence): ReadonlySet<string> {
  const written = (approvedNames(evidence) ?? []).map((name) => name.toLowerCase());
  const ids = [...evidence.divisions.values()].flatMap(({ id, name, isHome }) =>
    written.includes(id) || written.includes(name.toLowerCase()) || (isHome && written.includes('home')) ? [id] : [],
  );
  return new Set(written.includes(ALL_DIVISIONS) ? [...ids, ALL_DIVISIONS] : ids);
}

function awarenessOf(permission: Permission, catalogue: Catalogue): boolean | undefined {
  const answers = catalogue.servedByPermission(permission).map(({ divisionAware }) => divisionAware);
  if (answers.includes(true)) return true;
  return answers.length === 0 || answers.includes(undefined) ? undefined : false;
}

function placed(id: string, name: string): string {
  if (id === ALL_DIVISIONS) return 'in all divisions, those to come included';
  return id === UNKNOWN_DIVISION ? 'in divisions that Genesys does not name' : `in the division ${name}`;
}

function beyond(evidence: ClientEvidence): string {
  const names = approvedNames(evidence);
  if (!names) return 'and guardian.yaml writes no divisions for it';
  return names.length > 0 ? `beyond ${names.join(', ')}` : 'though guardian.yaml allows it no division';
}

function counted(permissions: readonly Permission[]): string {
  return permissions.length === 1 ? String(permissions[0]) : `${permissions.length} permissions`;
}
